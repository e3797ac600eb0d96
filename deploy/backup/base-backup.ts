import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { copyCluster } from './copy-cluster.ts';

/** What a base backup is taken from, and where it is put. */
export interface BaseBackup {
  /** The server, as a role that may call `pg_backup_start` (its administrator). */
  readonly url: string;
  /** Its data folder, as this process sees it. */
  readonly cluster: string;
  /** A folder that is not there yet. It is there once the backup is whole, and never before. */
  readonly target: string;
}

/** Where in the write-ahead log a backup begins, and from where on it can be restored. */
export interface TakenBackup {
  readonly start: string;
  readonly stop: string;
}

/**
 * Copies the data folder of a running server. The copy alone is of no one instant and of no use: with the write-ahead log from
 * `start` on it can be restored to any instant after `stop`. It waits until the log up to there is in the archive.
 *
 * The two calls must come from one session: if it ends in between, the server forgets the backup and so do we.
 */
export async function takeBaseBackup({ url, cluster, target }: BaseBackup): Promise<TakenBackup> {
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const server = new pg.Client(url);
  await server.connect();
  try {
    await assertArchiving(server);
    const started = await server.query<{ lsn: string }>('SELECT pg_backup_start($1, true)::text AS lsn', [
      'passerelle',
    ]);
    await copyCluster(cluster, partial);
    const stopped = await server.query<{ lsn: string; label: string; spaces: string }>(
      'SELECT lsn::text, labelfile AS label, spcmapfile AS spaces FROM pg_backup_stop(true)',
    );
    const { lsn: stop, label, spaces } = stopped.rows[0]!;
    // Without the label a server would start from the copy's own control file, believe it whole, and be corrupt.
    writeDurably(join(partial, 'backup_label'), label);
    if (spaces) writeDurably(join(partial, 'tablespace_map'), spaces);
    renameSync(partial, target);
    syncFolder(dirname(target));
    return { start: started.rows[0]!.lsn, stop };
  } finally {
    await server.end();
  }
}

/** A backup whose log is not kept cannot be restored: better to learn it now. */
async function assertArchiving(server: pg.Client): Promise<void> {
  const { rows } = await server.query<{ mode: string; level: string; elsewhere: number }>(
    `SELECT current_setting('archive_mode') AS mode, current_setting('wal_level') AS level,
            (SELECT count(*)::int FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global')) AS elsewhere`,
  );
  const { mode, level, elsewhere } = rows[0]!;
  if (mode === 'off' || level === 'minimal')
    throw new Error(
      'the server archives no write-ahead log: set `wal_level=replica`, `archive_mode=on` and `archive_command`',
    );
  if (elsewhere > 0) throw new Error('the server has tablespaces outside its data folder: this copy would miss them');
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** What a base backup reads from its environment. */
export const BACKUP_VARIABLES = {
  BACKUP_DATABASE_URL: 'the server, as its administrator',
  BACKUP_CLUSTER: 'its data folder, as this process sees it',
  BACKUP_TARGET: 'the folder to make, on another disk than the server’s',
} as const;

async function main(): Promise<void> {
  const { start, stop } = await takeBaseBackup({
    url: read('BACKUP_DATABASE_URL'),
    cluster: read('BACKUP_CLUSTER'),
    target: read('BACKUP_TARGET'),
  });
  console.log(`base backup from ${start}, good from ${stop} on`);
}

function read(name: keyof typeof BACKUP_VARIABLES): string {
  const value = process.env[name];
  if (!value) throw new Error(`\`${name}\` is missing: ${BACKUP_VARIABLES[name]}`);
  return value;
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
