import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';
import { type PostgresPlace, placePostgres } from './postgres-place.ts';
import { stopAbandonedPostgres } from './postgres-stale.ts';

/** One embedded PostgreSQL, of which this process is the only owner. */
export interface Postgres {
  readonly port: number;
  readonly process: ChildProcess;
  /** Address of a database, as the server's administrator. */
  url(database: string): string;
  /** Lets what is being written be finished, then stops. */
  stop(): Promise<void>;
  /** Forgets all data of a server that has stopped. */
  remove(): void;
}

/**
 * Small, and never less than durable: what a commit has acknowledged survives a crash. Nine bodies and a hub share
 * this server, so helpers that only pay off on a big one stay off.
 */
const SETTINGS = [
  'fsync=on',
  'synchronous_commit=on',
  'shared_buffers=32MB',
  'max_connections=200',
  'io_method=sync',
  'jit=off',
  'max_parallel_workers_per_gather=0',
  'wal_level=minimal',
  'max_wal_senders=0',
  'unix_socket_directories=',
  'listen_addresses=127.0.0.1',
  'timezone=UTC',
  'log_timezone=UTC',
  // A slow statement is logged without the values it was given.
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
];

/** Starts the server of a data folder, made on its first start. The data is found again as long as the folder is kept. */
export async function startPostgres(o: {
  directory: string;
  port?: number;
  /** More settings, each as `name=value`; they count where they differ from ours. */
  settings?: readonly string[];
}): Promise<Postgres> {
  const directory = resolve(o.directory);
  const place = placePostgres(directory);
  const cluster = join(place.home, 'cluster');
  await stopAbandonedPostgres(cluster);
  const password = makeCluster(place, cluster, join(directory, 'keys'));

  for (let attempt = 1; ; attempt++) {
    const port = o.port ?? (await findFreePort());
    const log = join(directory, 'postgres.log');
    const child = launch(place, { cluster, port, log, settings: [...SETTINGS, ...(o.settings ?? [])] });
    process.once('exit', () => child.kill('SIGINT'));
    if (await isReady(child, cluster)) {
      return {
        port,
        process: child,
        url: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
        stop: () => stop(child),
        remove: () => rmSync(place.home, { recursive: true, force: true }),
      };
    }
    // Between finding a free port and taking it, somebody else may have taken it.
    if (o.port !== undefined || attempt === 3)
      throw new Error(`PostgreSQL does not start: see \`${directory}/postgres.log\``);
  }
}

/**
 * Returns the administrator's password. It stands with the keys of the data folder, and ties the cluster to it: a
 * cluster whose password is gone belonged to a folder that was removed, and is made anew.
 */
function makeCluster(place: PostgresPlace, cluster: string, keys: string): string {
  const passwordFile = join(keys, 'postgres.txt');
  if (existsSync(passwordFile) && existsSync(cluster)) return readFileSync(passwordFile, 'utf8');

  const password = randomBytes(24).toString('base64url');
  const partial = `${cluster}.new`;
  const given = join(place.home, 'password.txt');
  for (const left of [cluster, partial, given]) rmSync(left, { recursive: true, force: true });
  writeFileSync(given, password, { mode: 0o600 });
  if (place.user !== null) chownSync(given, place.user.uid, place.user.gid);
  try {
    const how = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${given}`, '--locale=C', '-E', 'UTF8'];
    execFileSync(join(place.binaries, 'initdb'), ['-D', partial, ...how], {
      ...place.user,
      cwd: place.home,
      stdio: 'pipe',
    });
  } finally {
    rmSync(given, { force: true });
  }
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  renameSync(partial, cluster);
  return password;
}

/** In a session of its own, so that Ctrl-C in the terminal reaches only us: the order of stopping is ours to keep. */
function launch(
  place: PostgresPlace,
  { cluster, port, log, settings }: { cluster: string; port: number; log: string; settings: readonly string[] },
): ChildProcess {
  const given = settings.flatMap((setting) => ['-c', setting]);
  const errors = openSync(log, 'a', 0o600);
  try {
    return spawn(join(place.binaries, 'postgres'), ['-D', cluster, '-p', String(port), ...given], {
      ...place.user,
      cwd: place.home,
      stdio: ['ignore', 'ignore', errors],
      detached: true,
    });
  } finally {
    closeSync(errors);
  }
}

/** The last line of the lock file says `ready` once connections are taken. */
async function isReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const lock = join(cluster, 'postmaster.pid');
  for (let waited = 0; child.exitCode === null && child.signalCode === null; waited += 10) {
    const lines = existsSync(lock) ? readFileSync(lock, 'utf8').split('\n') : [];
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return true;
    if (waited > 60_000) await stop(child);
    await sleep(10);
  }
  return false;
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}
