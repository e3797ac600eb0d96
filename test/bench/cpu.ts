import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Milliseconds of one tick of `/proc`: what Linux has told programs for as long as there has been a `/proc`. */
const TICK_MS = 10;

/** Finds the server that keeps a database, on this machine: the process that all the others of it descend from. */
export async function findPostgres(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    return Number.parseInt(readFileSync(join(rows[0]?.folder ?? '', 'postmaster.pid'), 'utf8'), 10);
  } finally {
    await client.end();
  }
}

/** Milliseconds of CPU that a server and its children have spent, those that have ended included. Linux only. */
export function cpuOfServer(server: number): number {
  let ticks = 0;
  for (const { pid, parent, times } of processes()) {
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = times;
    if (pid === server) ticks += user + system + endedUser + endedSystem;
    else if (parent === server) ticks += user + system;
  }
  return ticks * TICK_MS;
}

/** Whether each of three programs can be given cores of its own. */
export function canPin(): boolean {
  return availableParallelism() >= 3 && spawnSync('taskset', ['--version']).status === 0;
}

/** Lets a process, and its children with it, run on these cores alone. Processes that they start later do so as well. */
export function pin(root: number, cores: string): void {
  for (const { pid, parent } of processes()) {
    // One that has ended meanwhile runs nowhere.
    if (pid === root || parent === root) spawnSync('taskset', ['-acp', cores, String(pid)]);
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Ticks of user and system, its own and those of its children that have ended. */
  readonly times: readonly number[];
}

function processes(): readonly Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name of the program may hold spaces; what follows its closing bracket does not.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [{ pid: Number(name), parent: Number(fields[1]), times: fields.slice(11, 15).map(Number) }];
    } catch {
      return [];
    }
  });
}
