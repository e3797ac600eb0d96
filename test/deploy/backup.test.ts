import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeBaseBackup } from '../../deploy/backup/base-backup.ts';
import { layOutRestore } from '../../deploy/backup/restore.ts';
import type { Postgres } from '../../development/postgres.ts';
import { projectRoot } from '../../schema/files.ts';
import { type ArchivedServer, anArchivedServer, archiveUntilNow } from './archived-server.ts';

let place: ArchivedServer;
let server: Postgres | null;
beforeEach(() => {
  place = anArchivedServer();
  server = null;
});
afterEach(async () => {
  await server?.stop();
  place.remove();
});

/** Writes line after line, each acknowledged before the next, until told to stop. */
function keepWriting(url: string): { readonly acknowledged: number[]; stop(): Promise<void> } {
  const acknowledged: number[] = [];
  let going = true;
  const done = (async () => {
    const client = new pg.Client(url);
    client.on('error', () => {});
    await client.connect();
    for (let line = 1; going; line += 1) {
      await client.query('INSERT INTO line (number, text) VALUES ($1, repeat($2, 200))', [line, 'x']);
      acknowledged.push(line);
    }
    await client.end();
  })().catch(() => {});
  return {
    acknowledged,
    async stop() {
      going = false;
      await done;
    },
  };
}

async function linesOf(url: string): Promise<number[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ number: number }>('SELECT number FROM line ORDER BY number');
    return rows.map(({ number }) => number);
  } finally {
    await client.end();
  }
}

async function begin(): Promise<{ running: Postgres; writing: ReturnType<typeof keepWriting> }> {
  const running = await place.start();
  server = running;
  const client = new pg.Client(running.url('postgres'));
  await client.connect();
  await client.query('CREATE TABLE line (number int PRIMARY KEY, text text NOT NULL)');
  await client.end();
  return { running, writing: keepWriting(running.url('postgres')) };
}

test('what was acknowledged before the last archived segment is there after everything else is gone', {
  timeout: 120_000,
}, async () => {
  const { running, writing } = await begin();
  const url = running.url('postgres');
  await wait(200);
  const before = writing.acknowledged.length;
  const { start, stop } = await takeBaseBackup({ url, cluster: place.cluster, target: place.backup });
  expect(start).not.toBe(stop);
  expect(writing.acknowledged.length).toBeGreaterThan(before);
  await wait(200);
  const kept = [...writing.acknowledged];
  await archiveUntilNow(url, place.archive);
  await place.kill(running);
  await writing.stop();

  rmSync(place.cluster, { recursive: true });
  layOutRestore({ ...place, until: null });
  server = await place.start();
  const found = await linesOf(server.url('postgres'));
  expect(found.slice(0, kept.length)).toEqual(kept);
  expect(found).toEqual(found.map((_, index) => index + 1));
});

test('it can be taken back to an instant, and then goes on without touching what the archive holds', {
  timeout: 120_000,
}, async () => {
  const { running, writing } = await begin();
  const url = running.url('postgres');
  await takeBaseBackup({ url, cluster: place.cluster, target: place.backup });
  await wait(100);
  const earlier = writing.acknowledged.length;
  const until = await clockOf(url);
  await wait(300);
  await archiveUntilNow(url, place.archive);
  await place.kill(running);
  await writing.stop();
  const archived = new Map(readdirSync(place.archive).map((name) => [name, readFileSync(join(place.archive, name))]));

  rmSync(place.cluster, { recursive: true });
  layOutRestore({ ...place, until });
  server = await place.start();
  const found = await linesOf(server.url('postgres'));
  expect(found.length).toBeGreaterThanOrEqual(earlier);
  expect(found.length).toBeLessThan(writing.acknowledged.length);
  await archiveUntilNow(server.url('postgres'), place.archive);
  for (const [name, bytes] of archived) expect(readFileSync(join(place.archive, name)).equals(bytes), name).toBe(true);
});

test('a backup that was interrupted is no backup, and is refused', { timeout: 120_000 }, async () => {
  const { running, writing } = await begin();
  const ended = takeBaseBackup({ url: running.url('postgres'), cluster: place.cluster, target: place.backup });
  await Promise.all([expect(ended).rejects.toThrow(), wait(30).then(() => endBackups(running.url('postgres')))]);
  await writing.stop();
  expect(existsSync(place.backup)).toBe(false);
  expect(() => layOutRestore({ ...place, backup: `${place.backup}.partial`, until: null })).toThrow(/not whole/);
});

test('a data folder that is still there is not restored over', async () => {
  mkdirSync(place.backup);
  writeFileSync(join(place.backup, 'backup_label'), '');
  mkdirSync(place.cluster);
  expect(() => layOutRestore({ ...place, until: null })).toThrow(/move it away/);
});

test('a segment is kept whole, once, and never written over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-archive-'));
  const keep = (bytes: string) => {
    writeFileSync(join(folder, 'segment'), bytes);
    mkdirSync(join(folder, 'archive'), { recursive: true });
    const script = join(projectRoot(), 'deploy/backup/archive-wal.sh');
    execFileSync('sh', [script, join(folder, 'segment'), '0001', join(folder, 'archive')], { stdio: 'pipe' });
  };
  keep('first');
  keep('first');
  expect(() => keep('other')).toThrow();
  expect(readdirSync(join(folder, 'archive'))).toEqual(['0001']);
  expect(readFileSync(join(folder, 'archive/0001'), 'utf8')).toBe('first');
  rmSync(folder, { recursive: true });
});

async function clockOf(url: string): Promise<Date> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now').finally(() => client.end());
  return rows[0]!.now;
}

/** As when the connection of whoever takes the backup breaks. */
async function endBackups(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client
    .query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_backup_start%' AND pid <> pg_backend_pid()`,
    )
    .finally(() => client.end());
}
