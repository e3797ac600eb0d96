import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf } from './process-command.ts';

/**
 * Clears the way for a new server on this cluster: one that an earlier run left behind when it was killed is stopped,
 * and the lock file of one that is gone is removed.
 *
 * PostgreSQL alone would refuse to start if some other process has since been given the number in its lock file, so
 * the number is believed only if that process really is a server of this cluster.
 */
export async function stopAbandonedPostgres(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  if (!servesCluster(pid, cluster)) return rmSync(lock, { force: true });

  process.kill(pid, 'SIGINT');
  for (let waited = 0; servesCluster(pid, cluster); waited += 50) {
    if (waited > 20_000)
      throw new Error(`the PostgreSQL of an earlier run (process ${pid}) does not stop: end it by hand`);
    await sleep(50);
  }
  rmSync(lock, { force: true });
}

function servesCluster(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(cluster);
}
