import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders whose content a server makes anew when it starts; the folders themselves must be there. */
const EMPTIED: ReadonlySet<string> = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
/** What belongs to the running server and not to its data. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'backup_label',
  'tablespace_map',
  'recovery.signal',
  'standby.signal',
]);
/** Copied last, as the server's own tool does it: it is the youngest of the copy. */
const CONTROL = join('global', 'pg_control');

/**
 * Copies a data folder while its server writes to it. Files may change or vanish underneath: replaying the write-ahead
 * log puts that right, because the server logs every page in full while a backup is taken.
 */
export async function copyCluster(from: string, to: string): Promise<void> {
  if (!existsSync(join(from, 'PG_VERSION')))
    throw new Error('the folder to be copied is not that of a PostgreSQL cluster');
  await copyFolder(from, to, '');
  await copyDurably(join(from, CONTROL), join(to, CONTROL));
}

async function copyFolder(from: string, to: string, below: string): Promise<void> {
  const entries = await unlessVanished(readdir(join(from, below), { withFileTypes: true }));
  for (const entry of entries ?? []) {
    const path = join(below, entry.name);
    const isEmptied = below === '' && EMPTIED.has(entry.name);
    if (isLeftOut(entry.name, below) || path === CONTROL) continue;
    if (entry.isDirectory() || isEmptied) {
      await mkdir(join(to, path), { mode: 0o700 });
      if (!isEmptied) await copyFolder(from, to, path);
    } else if (entry.isSymbolicLink()) {
      await symlink(await readlink(join(from, path)), join(to, path));
    } else if (entry.isFile()) {
      await unlessVanished(copyDurably(join(from, path), join(to, path)));
    }
  }
  await sync(join(to, below));
}

function isLeftOut(name: string, below: string): boolean {
  return (below === '' && LEFT_OUT.has(name)) || name.startsWith('pgsql_tmp') || name === 'pg_internal.init';
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await sync(to);
}

async function sync(path: string): Promise<void> {
  const opened = await open(path, 'r');
  await opened.sync().finally(() => opened.close());
}

async function unlessVanished<Done>(done: Promise<Done>): Promise<Done | null> {
  try {
    return await done;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}
