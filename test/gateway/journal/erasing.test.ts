import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantRole } from '../../../deploy/grant-role.ts';
import { batchOf } from '../../../gateway/journal/batch.ts';
import { checkJournal } from '../../../gateway/journal/check-journal.repository.ts';
import { checkTree } from '../../../gateway/journal/check-tree.repository.ts';
import { findCheckpoint, signTree } from '../../../gateway/journal/checkpoint.repository.ts';
import { erasePast, rewriteFiles } from '../../../gateway/journal/erase.repository.ts';
import { createJournal } from '../../../gateway/journal/journal.repository.ts';
import { createProofs } from '../../../gateway/journal/proofs.repository.ts';
import { growTree } from '../../../gateway/journal/tree.repository.ts';
import { hashLeaf, verifyConsistency, verifyInclusion } from '../../../transparency/merkle.ts';
import { aContext, aRecord, type OpenJournal, ORIGIN, openJournal } from './open-journal.ts';

const YEAR_MS = 365.25 * 24 * 3_600_000;
const LONG_AGO = new Date(Date.now() - 3.1 * YEAR_MS);
const JUST_KEPT = new Date(Date.now() - 2.9 * YEAR_MS);

let journal: OpenJournal;
/** The journal as the running hub, and as the eraser. */
let hub: pg.Pool;
let eraser: pg.Pool;
const roles = { hub: `hub_${randomUUID()}`, eraser: `eraser_${randomUUID()}` };

beforeAll(async () => {
  journal = await openJournal();
  hub = await connectAs('hub');
  eraser = await connectAs('eraser');
});
afterAll(async () => {
  await hub?.end();
  await eraser?.end();
  for (const role of Object.values(roles)) await journal.pool.query(`DROP OWNED BY "${role}"; DROP ROLE "${role}"`);
  await journal.close();
});

async function connectAs(kind: 'hub' | 'eraser'): Promise<pg.Pool> {
  const password = randomUUID();
  await grantRole(journal.url, { role: roles[kind], password, kind });
  const url = new URL(journal.url);
  Object.assign(url, { username: roles[kind], password });
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

test('the hub’s role is enough to append, to grow the tree and to sign it', async () => {
  await createJournal(hub).append(aContext(), [aRecord(), aRecord()]);
  expect(await growTree(hub)).toBe(2);
  expect(await signTree(hub, journal.signing, new Date('2026-05-04T07:00:00Z'))).toBe(2n);
  await checkTree(hub, ORIGIN);
  expect(await checkJournal(hub, ORIGIN)).toMatchObject({ leaves: 2n });
});

test('the hub takes nothing back of what stands in the journal', async () => {
  const tables = ['access_record', 'access_salt', 'journal_leaf', 'journal_checkpoint', 'journal_cosignature'];
  const attempts = [
    ...[...tables, 'journal_key', 'journal_erasure', 'journal_tree', 'journal_tile'].flatMap((table) => [
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
      `VACUUM (FULL) ${table}`,
    ]),
    "UPDATE access_record SET decision = 'DENY'",
    "UPDATE access_salt SET salt = '\\x00'",
    "UPDATE journal_leaf SET commitment = '\\x00'",
    "UPDATE journal_checkpoint SET note = ''",
    "UPDATE journal_cosignature SET line = ''",
    'UPDATE journal_key SET valid_to = now()',
    "UPDATE journal_pending SET commitments = '\\x00'",
    'INSERT INTO journal_erasure VALUES (0, now())',
    'INSERT INTO journal_tree VALUES (2, 0)',
    'DROP POLICY "erase" ON access_record',
    `SET ROLE "${roles.eraser}"`,
  ];
  const standing = await whole();
  for (const attempt of attempts) await expectRefusal(hub, attempt);
  expect(await whole()).toEqual(standing);
});

test('the eraser reads no record, changes nothing, and removes nothing that is not past its retention', async () => {
  const attempts = [
    'SELECT subject FROM access_record',
    'SELECT * FROM access_record',
    'SELECT salt FROM access_salt',
    'SELECT commitment FROM journal_leaf',
    'SELECT * FROM journal_erasure',
    'DELETE FROM access_record RETURNING subject',
    "UPDATE access_record SET recorded_at = now() - interval '4 years'",
    "INSERT INTO access_salt VALUES (gen_random_uuid(), '\\x00')",
    'DELETE FROM journal_leaf',
    'DELETE FROM journal_erasure',
    'UPDATE journal_erasure SET erased_at = now()',
    'TRUNCATE access_record',
    'ALTER TABLE access_record DISABLE ROW LEVEL SECURITY',
    'DROP POLICY "erase" ON access_record',
    `SET ROLE "${roles.hub}"`,
    ...(await everyOtherTable()).flatMap((table) => [`SELECT 1 FROM "${table}"`, `DELETE FROM "${table}"`]),
  ];
  const standing = await whole();
  for (const attempt of attempts) await expectRefusal(eraser, attempt);
  // These it may say, and they find nothing that it may remove.
  expect((await eraser.query('DELETE FROM access_record')).rowCount).toBe(0);
  expect((await eraser.query('DELETE FROM access_salt')).rowCount).toBe(0);
  expect(await whole()).toEqual(standing);
});

test('what is past its retention goes for good, and every older and newer proof holds', async () => {
  const { pool, sequence } = journal;
  const proofs = createProofs(pool);
  const past = createJournal(pool, () => LONG_AGO);
  const kept = createJournal(pool, () => JUST_KEPT);
  // Old and young ones lie beside each other in the same pages.
  for (let n = 0; n < 60; n += 1) {
    await past.append(aContext({ agent: 'AG-WHO-IS-FORGOTTEN' }), [
      aRecord({ subject: 'a-subject-that-is-forgotten' }),
    ]);
    await kept.append(aContext({ agent: 'AG-WHO-IS-KEPT' }), [aRecord({ subject: 'a-subject-that-is-kept' })]);
  }
  await sequence();
  const old = await pool.query<{ id: string; seed: Buffer }>(
    `SELECT id, salt AS seed FROM access_record JOIN access_salt ON record_id = ${batchOf('id')} WHERE agent = 'AG-WHO-IS-FORGOTTEN'`,
  );
  expect(old.rows).toHaveLength(60);
  const before = (await findCheckpoint(pool))!;
  const leaves = await proofs.leavesOf(old.rows.map(({ id }) => id));
  const traces = [Buffer.from('AG-WHO-IS-FORGOTTEN'), Buffer.from('a-subject-that-is-forgotten'), old.rows[0]!.seed];
  await pool.query('CHECKPOINT');
  for (const trace of traces) expect(await filesWith(trace)).not.toEqual([]);

  expect(await erasePast(eraser)).toBe(60);
  await rewriteFiles(eraser);
  await pool.query('CHECKPOINT');

  const left = await pool.query(
    `SELECT agent, count(*)::int AS n FROM access_record WHERE agent LIKE 'AG-WHO%' GROUP BY 1`,
  );
  expect(left.rows).toEqual([{ agent: 'AG-WHO-IS-KEPT', n: 60 }]);
  for (const trace of traces) expect(await filesWith(trace), trace.toString('latin1')).toEqual([]);
  for (const { seed } of old.rows) expect(await filesWith(seed)).toEqual([]);
  expect(await filesWith(Buffer.from('AG-WHO-IS-KEPT'))).not.toEqual([]);
  const dump = JSON.stringify(await whole());
  expect(dump).not.toContain('forgotten');
  expect(dump).not.toContain(old.rows[0]!.seed.toString('hex'));

  await createJournal(pool).append(aContext(), [aRecord()]);
  await sequence();
  const after = (await findCheckpoint(pool))!;
  for (const [n, leaf] of leaves.entries()) {
    expect(await proofs.leavesOf([old.rows[n]!.id])).toEqual([{ ...leaf, salt: null }]);
    for (const { size, root } of [before, after]) {
      const proof = await proofs.inclusionProof(leaf!.index, size);
      const claim = { index: leaf!.index, size, leafHash: hashLeaf(leaf!.commitment), proof, root };
      expect(verifyInclusion(claim)).toBe(true);
    }
  }
  const proof = await proofs.consistencyProof(before.size, after.size);
  const claim = { from: before.size, to: after.size, fromRoot: before.root, toRoot: after.root, proof };
  expect(verifyConsistency(claim)).toBe(true);
  expect(await checkJournal(pool, ORIGIN)).toMatchObject({ leaves: after.size, erased: 60n });
  expect(await erasePast(eraser)).toBe(0);
});

test('while a transaction can still see what was removed, the files are not said to be clean', async () => {
  const { pool, sequence } = journal;
  await createJournal(pool, () => LONG_AGO).append(aContext({ agent: 'AG-STILL-SEEN' }), [aRecord()]);
  await sequence();
  const reader = await pool.connect();
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM journal_tree');
  expect(await erasePast(eraser)).toBe(1);
  const rewriting = rewriteFiles(eraser);
  await untilFile('access_record', (await fileOf('access_record'))!);
  await reader.query('COMMIT');
  reader.release();
  await rewriting;
  await pool.query('CHECKPOINT');
  expect(await filesWith(Buffer.from('AG-STILL-SEEN'))).toEqual([]);
});

test('a seed stays while a record of its batch does, and goes with the last of them', async () => {
  const { pool, sequence } = journal;
  await sequence();
  await createJournal(pool, () => LONG_AGO).append(aContext({ agent: 'AG-OF-A-BATCH' }), [
    aRecord(),
    aRecord(),
    aRecord(),
  ]);
  await sequence();
  const { rows } = await pool.query<{ id: string }>(
    "SELECT id FROM access_record WHERE agent = 'AG-OF-A-BATCH' ORDER BY id",
  );
  const seeds = async () => (await pool.query('SELECT FROM access_salt WHERE record_id = $1', [batch])).rowCount;
  const batch = (await pool.query<{ batch: string }>(`SELECT ${batchOf('$1::uuid')} AS batch`, [rows[0]!.id])).rows[0]!
    .batch;
  // Two have gone, and whoever removed them was stopped then.
  await pool.query(
    `WITH gone AS (DELETE FROM access_record WHERE id = ANY($1::uuid[]) RETURNING id)
     INSERT INTO journal_erasure SELECT leaf_index, now() FROM journal_leaf JOIN gone ON record_id = id`,
    [rows.slice(0, 2).map(({ id }) => id)],
  );
  expect((await eraser.query('DELETE FROM access_salt WHERE record_id = $1', [batch])).rowCount).toBe(0);
  const proofs = createProofs(pool);
  const salts = (await proofs.leavesOf(rows.map(({ id }) => id))).map((leaf) => leaf?.salt?.length ?? null);
  expect(salts).toEqual([null, null, 32]);
  await checkJournal(pool, ORIGIN);
  expect(await seeds()).toBe(1);
  expect(await erasePast(eraser)).toBe(1);
  expect(await seeds()).toBe(0);
  await checkJournal(pool, ORIGIN);
});

test('what waits for its place is not erased, however old', async () => {
  await createJournal(journal.pool, () => LONG_AGO).append(aContext(), [aRecord()]);
  expect(await erasePast(eraser)).toBe(0);
  await journal.sequence();
  expect(await erasePast(eraser)).toBe(1);
});

async function fileOf(table: string): Promise<string | undefined> {
  const { rows } = await journal.pool.query<{ file: string }>('SELECT pg_relation_filepath($1) AS file', [table]);
  return rows[0]?.file;
}

/** Resolves when the table has been written anew, to another file. */
async function untilFile(table: string, old: string): Promise<void> {
  while ((await fileOf(table)) === old) await wait(10);
}

async function expectRefusal(pool: pg.Pool, attempt: string): Promise<void> {
  const client = await pool.connect();
  try {
    const said = await client.query('SELECT 1').then(() => run(client, attempt));
    expect(said, attempt).toMatch(/permission denied|must be owner/);
  } finally {
    client.release(true);
  }
}

/** VACUUM does not fail without the right: it says that it skips the table. */
function run(client: pg.PoolClient, sql: string): Promise<string> {
  let noticed = '';
  client.on('notice', ({ message }) => {
    noticed += message;
  });
  return client.query(sql).then(
    () => noticed,
    (error: Error) => error.message,
  );
}

/** Everything that stands in the journal, as text. */
async function whole(): Promise<unknown[]> {
  const tables = ['access_record', 'access_salt', 'journal_leaf', 'journal_tile', 'journal_tree', 'journal_checkpoint'];
  return Promise.all(
    tables.map(async (table) => {
      const found = await journal.pool.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
      return found.rows.map(({ row }) => row);
    }),
  );
}

const OF_THE_ERASER = ['access_record', 'access_salt', 'journal_leaf', 'journal_erasure'];

async function everyOtherTable(): Promise<string[]> {
  const { rows } = await journal.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> ALL($1)`,
    [OF_THE_ERASER],
  );
  expect(rows.length).toBeGreaterThan(40);
  return rows.map(({ name }) => name);
}

/** Files of this database, of whatever relation, that hold these bytes. */
async function filesWith(bytes: Buffer): Promise<string[]> {
  const { rows } = await journal.pool.query<{ folder: string }>(
    `SELECT current_setting('data_directory') || '/base/' || oid AS folder FROM pg_database WHERE datname = current_database()`,
  );
  const folder = rows[0]!.folder;
  return readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(bytes));
}
