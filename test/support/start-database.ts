import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../development/postgres.ts';
import { stopAbandonedPostgres } from '../../development/postgres-stale.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the administrator's database of the run's own server. */
    postgres: string;
  }
}

const PREFIX = 'passerelle-test-';

/** One PostgreSQL per run of the tests, as durable as the hub's own; nothing of it is left afterwards. */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const directory = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const server = await startPostgres({ directory });
  project.provide('postgres', server.url('postgres'));
  return async () => {
    await server.stop();
    server.remove();
    rmSync(directory, { recursive: true, force: true });
  };
}

/** A run that was killed could not tidy up: the folder's name says which process it was. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isRunning(Number(name.slice(PREFIX.length)))) continue;
    const directory = join(tmpdir(), name);
    const cluster = join(directory, 'postgres', 'cluster');
    if (existsSync(cluster)) await stopAbandonedPostgres(cluster);
    rmSync(directory, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
