import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { grantRole } from '../../deploy/grant-role.ts';
import { findFreePort } from '../../development/free-port.ts';
import { type Postgres, startPostgres } from '../../development/postgres.ts';
import { applyMigrations } from '../../prisma/apply-migrations.ts';

/** A PostgreSQL for one test alone, which may be killed: no other test stands on it. */
export interface OwnServer {
  /** The hub's database as its owner, and as the role that a hub in production has. */
  readonly ownerUrl: string;
  readonly hubUrl: string;
  /** Every process of the server at once, without a signal that any of them could prepare for. */
  kill(): Promise<void>;
  /** On the same port, from what is on disk. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The database of a hub that runs already, on a server of its own. */
export async function copyToOwnServer(from: string): Promise<OwnServer> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-killed-'));
  chmodSync(directory, 0o755);
  const port = await findFreePort();
  let server: Postgres = await startPostgres({ directory, port });
  const ownerUrl = server.url('hub');
  await withClient(server.url('postgres'), (client) => client.query('CREATE DATABASE hub'));
  await applyMigrations(ownerUrl, join(import.meta.dirname, '../../prisma/hub/migrations'));
  await withClient(ownerUrl, (target) => withClient(from, (source) => copyRows(source, target)));
  await grantRole(ownerUrl, { role: 'hub', password: 'of-the-hub', kind: 'hub' });
  const hubUrl = Object.assign(new URL(ownerUrl), { username: 'hub', password: 'of-the-hub' }).href;
  return {
    ownerUrl,
    hubUrl,
    async kill() {
      const postmaster = server.process.pid ?? 0;
      const children = childrenOf(postmaster);
      for (const pid of [postmaster, ...children]) killNow(pid);
      while (processes().some(({ pid, runs }) => runs && (pid === postmaster || children.includes(pid))))
        await wait(20);
    },
    async restart() {
      server = await startPostgres({ directory, port });
    },
    async close() {
      await server.stop();
      server.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Those that run: one that has ended and that nobody has asked about yet is still listed. */
function childrenOf(parent: number): number[] {
  return processes().flatMap((one) => (one.parent === parent && one.runs ? [one.pid] : []));
}

function processes(): { pid: number; parent: number; runs: boolean }[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  const lines = listed.trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, state = ''] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), runs: !state.startsWith('Z') };
  });
}

/** One that has just ended by itself is as dead as it should be. */
function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Every row of every table but those of the migrations, past triggers and references. */
async function copyRows(source: pg.Client, target: pg.Client): Promise<void> {
  const tables = await source.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`,
  );
  await target.query('SET session_replication_role = replica');
  for (const { name } of tables.rows) {
    const table = pg.escapeIdentifier(name);
    const { rows } = await source.query<{ rows: string }>(
      `SELECT coalesce(json_agg(t), '[]')::text AS rows FROM ${table} t`,
    );
    await target.query(`DELETE FROM ${table}`);
    await target.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(null::${table}, $1)`, [
      rows[0]?.rows,
    ]);
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
