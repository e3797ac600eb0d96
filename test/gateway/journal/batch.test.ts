import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { batchOf, deriveSalt, MOST_IN_BATCH, openBatch } from '../../../gateway/journal/batch.ts';
import { checkJournal } from '../../../gateway/journal/check-journal.repository.ts';
import { signTree } from '../../../gateway/journal/checkpoint.repository.ts';
import { createJournal } from '../../../gateway/journal/journal.repository.ts';
import { openLogSigning } from '../../../gateway/journal/log-keys.repository.ts';
import { createProofs } from '../../../gateway/journal/proofs.repository.ts';
import { createSpelling } from '../../../gateway/journal/spelling.ts';
import { growTree } from '../../../gateway/journal/tree.repository.ts';
import { payloadWriter } from '../../../gateway/journal/write-payload.ts';
import { applyMigrations } from '../../../prisma/apply-migrations.ts';
import { projectRoot } from '../../../schema/files.ts';
import { commitmentOf } from '../../../transparency/access-entry.ts';
import { sha256 } from '../../../transparency/hashing.ts';
import { aContext, aRecord, logKey, ORIGIN, openJournal } from './open-journal.ts';

/** The migration that brought them. */
const BATCHES = '20261122003500_journal_batches';

test('every record of a batch has an id and a salt of its own, and the ids do not count', () => {
  const batches = Array.from({ length: 40 }, () => openBatch(120));
  for (const { id, recordIds, order } of batches) {
    expect(new Set([id, ...recordIds]).size).toBe(121);
    expect(recordIds).toEqual(recordIds.toSorted());
    for (const each of recordIds)
      expect(each).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(order.toSorted((a, b) => a - b)).toEqual(order.map((_, n) => n));
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
  }
  expect(new Set(batches.flatMap(({ recordIds }) => recordIds.map((each) => each.slice(30)))).size).toBeGreaterThan(
    4_700,
  );
  expect(openBatch(MOST_IN_BATCH).recordIds).toHaveLength(MOST_IN_BATCH);
  expect(() => openBatch(MOST_IN_BATCH + 1)).toThrow('4096 records at most');
  const [one, other] = batches[0]!.recordIds as [string, string];
  const { seed } = batches[0]!;
  expect(deriveSalt(seed, one)).toEqual(sha256(seed, Buffer.from(one.replaceAll('-', ''), 'hex')));
  expect(deriveSalt(seed, one).equals(deriveSalt(seed, other))).toBe(false);
});

test('an operation of more records than a batch takes is written whole, under two seeds', async () => {
  const journal = await openJournal();
  try {
    await journal.write([MOST_IN_BATCH + 5]);
    const { rows } = await journal.pool.query<{ records: number; seeds: number; within: boolean }>(
      `SELECT count(DISTINCT r.id)::int AS records, count(DISTINCT s.record_id)::int AS seeds,
              bool_and(r.id > s.record_id) AS within
         FROM access_record r LEFT JOIN access_salt s ON s.record_id = ${batchOf('r.id')}`,
    );
    expect(rows).toEqual([{ records: MOST_IN_BATCH + 5, seeds: 2, within: true }]);
    await journal.sequence();
    expect(await checkJournal(journal.pool, ORIGIN)).toMatchObject({ leaves: BigInt(MOST_IN_BATCH + 5), waiting: 0 });
  } finally {
    await journal.close();
  }
});

/** As records and salts were written before there were batches, in the tree and on their way to it. */
test('records from before there were batches keep their salts and their places', async () => {
  const earlier = mkdtempSync(join(tmpdir(), 'passerelle-migrations-'));
  const migrations = join(projectRoot(), 'prisma/hub/migrations');
  for (const name of readdirSync(migrations))
    if (name < BATCHES) cpSync(join(migrations, name), join(earlier, name), { recursive: true });
  const administrator = new pg.Client(inject('postgres'));
  await administrator.connect();
  const name = `hub_${randomUUID()}`;
  await administrator.query(`CREATE DATABASE "${name}"`);
  const url = Object.assign(new URL(inject('postgres')), { pathname: `/${name}` }).href;
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // The database is dropped while the last connections are still being closed.
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await applyMigrations(url, earlier);
    const ids = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()].toSorted();
    const recordedAt = new Date();
    for (const id of ids) await writeAsBefore(pool, id, recordedAt);
    await applyMigrations(url, migrations);
    const signing = await openLogSigning(pool, { origin: ORIGIN, keys: [logKey()] }, recordedAt);
    await createJournal(pool).append(aContext(), [aRecord(), aRecord()]);
    expect(await checkJournal(pool, ORIGIN)).toMatchObject({ leaves: 0n, waiting: 5 });
    expect(await growTree(pool)).toBe(5);
    await signTree(pool, signing, recordedAt);
    expect(await checkJournal(pool, ORIGIN)).toMatchObject({ leaves: 5n, waiting: 0 });
    const [first] = await createProofs(pool).leavesOf(ids);
    expect(first).toMatchObject({ index: 0n, salt: Buffer.alloc(32, ids[0]) });
  } finally {
    await pool.end();
    await administrator.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    await administrator.end();
    rmSync(earlier, { recursive: true });
  }
});

/** The salt of each record under its own id, and each record waiting by itself. */
async function writeAsBefore(pool: pg.Pool, id: string, recordedAt: Date): Promise<void> {
  const context = aContext();
  const payload = payloadWriter(
    context,
    context.at.toISOString(),
    recordedAt.toISOString(),
    createSpelling(),
  )(aRecord(), id);
  const salt = Buffer.alloc(32, id);
  const entry = Object.entries(JSON.parse(payload) as Record<string, unknown>);
  const columns = entry.map(([key]) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  await pool.query(
    `INSERT INTO access_record (${columns.join()}) VALUES (${columns.map((_, n) => `$${n + 1}`).join()})`,
    entry.map(([, value]) => value),
  );
  await pool.query('INSERT INTO access_salt (record_id, salt) VALUES ($1, $2)', [id, salt]);
  await pool.query('INSERT INTO journal_pending (record_id, commitment, recorded_at) VALUES ($1, $2, $3)', [
    id,
    commitmentOf(salt, payload),
    recordedAt,
  ]);
}
