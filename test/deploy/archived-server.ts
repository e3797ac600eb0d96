import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Postgres, startPostgres } from '../../development/postgres.ts';
import { placePostgres } from '../../development/postgres-place.ts';
import { projectRoot } from '../../schema/files.ts';

/** A PostgreSQL of its own that archives its write-ahead log, as an operator would run it. */
export interface ArchivedServer {
  readonly cluster: string;
  readonly archive: string;
  readonly backup: string;
  readonly user: { readonly uid: number; readonly gid: number } | null;
  start(): Promise<Postgres>;
  /** As when the machine loses power. */
  kill(server: Postgres): Promise<void>;
  /** Takes segments out of the archive, as if they had never reached it: those from `name` on. */
  loseArchiveFrom(name: string): void;
  remove(): void;
}

export function anArchivedServer(): ArchivedServer {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-backup-'));
  const place = placePostgres(openTo(directory));
  const archive = join(place.home, 'archive');
  mkdirSync(archive, { mode: 0o700 });
  if (place.user !== null) chownSync(archive, place.user.uid, place.user.gid);
  const script = join(place.home, 'archive-wal.sh');
  // The server runs as somebody who may not be able to read this project.
  copyFor(place.user, join(projectRoot(), 'deploy/backup/archive-wal.sh'), script);
  return {
    cluster: join(place.home, 'cluster'),
    archive,
    backup: join(place.home, 'base'),
    user: place.user,
    start: () =>
      startPostgres({
        directory,
        settings: [
          'wal_level=replica',
          'archive_mode=on',
          `archive_command=sh ${script} %p %f ${archive}`,
          'archive_timeout=1s',
        ],
      }),
    async kill({ process: server }) {
      const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
      process.kill(-server.pid!, 'SIGKILL');
      await gone;
    },
    loseArchiveFrom(name) {
      const lost = join(place.home, 'lost');
      mkdirSync(lost, { recursive: true });
      for (const segment of readdirSync(archive)) {
        if (/^[0-9A-F]{24}$/.test(segment) && segment >= name) renameSync(join(archive, segment), join(lost, segment));
      }
    },
    remove() {
      rmSync(place.home, { recursive: true, force: true });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The folder is made for us alone; the server may be somebody else. */
function openTo(directory: string): string {
  chmodSync(directory, 0o755);
  return directory;
}

function copyFor(user: ArchivedServer['user'], from: string, to: string): void {
  copyFileSync(from, to);
  if (user !== null) chownSync(to, user.uid, user.gid);
}

/** The segment that is being written, once it is closed and in the archive: what was acknowledged until now cannot be lost. */
export async function archiveUntilNow(url: string, archive: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ segment: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS segment');
    const { segment } = rows[0]!;
    for (let tried = 0; !existsSync(join(archive, segment)); tried += 1) {
      if (tried === 500) throw new Error(`\`${segment}\` is not in the archive`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return segment;
  } finally {
    await client.end();
  }
}
