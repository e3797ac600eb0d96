import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export interface Restoration {
  /** A base backup. */
  readonly backup: string;
  /** The archive with the write-ahead log since that backup, as the server will see it. */
  readonly archive: string;
  /** The data folder to make. It must not be there: what is left of the old one may be all there is of the last seconds. */
  readonly cluster: string;
  /** The instant to stop at; null: as far as the archive goes. */
  readonly until: Date | null;
  /** Whose the folder is, where it is not ours. */
  readonly user?: { readonly uid: number; readonly gid: number } | null;
}

/**
 * Lays out a data folder that recovers by itself when a server is started on it: it replays the archive, opens at the end of
 * it (or at `until`), and begins a new timeline, so that it never writes over what the archive holds.
 */
export function layOutRestore({ backup, archive, cluster, until, user = null }: Restoration): void {
  if (!existsSync(join(backup, 'backup_label')))
    throw new Error('the base backup has no `backup_label`: it is not whole');
  if (existsSync(cluster))
    throw new Error('the data folder to be restored is there already: move it away, and keep it');
  const partial = `${cluster}.restoring`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(backup, partial, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(partial, 'pg_wal', 'archive_status'), { recursive: true, mode: 0o700 });
  appendFileSync(join(partial, 'postgresql.auto.conf'), `${settings(archive, until).join('\n')}\n`);
  writeFileSync(join(partial, 'recovery.signal'), '');
  chmodSync(partial, 0o700);
  if (user !== null) giveTo(partial, user);
  renameSync(partial, cluster);
}

/** The server reads no `T` and no `Z` in this setting. */
function settings(archive: string, until: Date | null): string[] {
  return [
    '# written by the restore',
    `restore_command = ${quote(`cp "${archive}/%f" "%p"`)}`,
    `recovery_target_timeline = 'latest'`,
    // Nobody reads before all of it is back: a hub would take half a journal for the whole.
    'hot_standby = off',
    ...(until === null
      ? []
      : [
          `recovery_target_time = ${quote(until.toISOString().replace('T', ' ').replace('Z', '+00'))}`,
          `recovery_target_action = 'promote'`,
        ]),
  ];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function giveTo(path: string, user: { readonly uid: number; readonly gid: number }): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chownSync(path, user.uid, user.gid);
  if (found.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), user);
}

/** What a restore reads from its environment. */
export const RESTORE_VARIABLES = {
  RESTORE_BACKUP: 'the base backup to start from',
  RESTORE_ARCHIVE: 'the archive of the write-ahead log, as the server will see it',
  RESTORE_CLUSTER: 'the data folder to make',
  RESTORE_UNTIL: 'ISO instant to stop at; as far as the archive goes when absent',
} as const;

function main(): void {
  const text = process.env.RESTORE_UNTIL;
  const until = text ? new Date(text) : null;
  if (until !== null && Number.isNaN(until.getTime())) throw new Error('`RESTORE_UNTIL` is not an ISO instant');
  layOutRestore({
    backup: read('RESTORE_BACKUP'),
    archive: read('RESTORE_ARCHIVE'),
    cluster: read('RESTORE_CLUSTER'),
    until,
  });
  console.log('laid out: start PostgreSQL on it, and read docs/backup.md before any hub is started');
}

function read(name: 'RESTORE_BACKUP' | 'RESTORE_ARCHIVE' | 'RESTORE_CLUSTER'): string {
  const value = process.env[name];
  if (!value) throw new Error(`\`${name}\` is missing: ${RESTORE_VARIABLES[name]}`);
  return value;
}

if (import.meta.main) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
