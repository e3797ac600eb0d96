import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkJournal } from '../../../gateway/journal/check-journal.repository.ts';
import { checkTree } from '../../../gateway/journal/check-tree.repository.ts';
import { findCheckpoint } from '../../../gateway/journal/checkpoint.repository.ts';
import { createJournal } from '../../../gateway/journal/journal.repository.ts';
import { createProofs, readLeaves } from '../../../gateway/journal/proofs.repository.ts';
import { startSequencer } from '../../../gateway/journal/sequencer.ts';
import { growTree } from '../../../gateway/journal/tree.repository.ts';
import { hashLeaf, verifyConsistency, verifyInclusion, verifyRange } from '../../../transparency/merkle.ts';
import { awaitSequenced } from '../../support/await-sequenced.ts';
import { PlainTree } from '../../transparency/plain-tree.ts';
import { aContext, aRecord, type OpenJournal, ORIGIN, openJournal } from './open-journal.ts';

let journal: OpenJournal;
beforeEach(async () => {
  journal = await openJournal();
});
afterEach(() => journal.close());

/** Every commitment of the tree, in its order. */
async function entries(): Promise<Buffer[]> {
  const leaves = await readLeaves(journal.pool, 0n, 1_000_000n);
  expect(leaves.map(({ index }) => index)).toEqual(leaves.map((_, n) => BigInt(n)));
  return leaves.map(({ commitment }) => commitment);
}

test('what is stored has the root and the proofs of the definition, past the edge of a tile', async () => {
  const { pool, write, sequence } = journal;
  const proofs = createProofs(pool);
  for (const sizes of [[1], [3, 2], [250], [1], [300, 7], [213]]) {
    await write(sizes);
    await sequence();
  }
  const plain = new PlainTree(await entries());
  const checkpoints = await pool.query<{ size: string; root: Buffer }>('SELECT size, root FROM journal_checkpoint');
  expect(checkpoints.rows.map(({ size }) => Number(size))).toEqual([1, 6, 256, 257, 564, 777]);
  for (const { size, root } of checkpoints.rows) expect(root.equals(plain.hash(0, Number(size)))).toBe(true);
  for (const [index, size] of [
    [0, 1],
    [5, 6],
    [255, 256],
    [255, 777],
    [256, 257],
    [776, 777],
  ] as const) {
    const proof = await proofs.inclusionProof(BigInt(index), BigInt(size));
    expect(proof).toEqual(plain.path(index, 0, size));
  }
  expect(await proofs.consistencyProof(256n, 777n)).toEqual(plain.proof(256, 777));
  expect(await proofs.consistencyProof(6n, 257n)).toEqual(plain.proof(6, 257));
});

test('the door proves what it gives, and knows nothing of what waits', async () => {
  const { pool, write, sequence } = journal;
  const proofs = createProofs(pool);
  expect(await proofs.checkpoint()).toBeNull();
  await write([400]);
  await sequence();
  await write([2]);
  const ids = (await pool.query<{ id: string }>('SELECT id FROM access_record ORDER BY recorded_at, id')).rows;
  const first = (await proofs.checkpoint())!;
  const leaves = await proofs.leavesOf([ids[399]!.id, ids[0]!.id, ids[401]!.id]);
  expect(leaves.map((leaf) => leaf?.index ?? null)).toEqual([399n, 0n, null]);
  const [last] = leaves;
  expect(last?.salt).toHaveLength(32);
  const inclusion = {
    index: 399n,
    size: 400n,
    leafHash: hashLeaf(last!.commitment),
    proof: await proofs.inclusionProof(399n, 400n),
  };
  expect(verifyInclusion({ ...inclusion, root: first.root })).toBe(true);

  await sequence();
  const second = (await proofs.checkpoint())!;
  expect(second.size).toBe(402n);
  expect((await proofs.checkpoint(400n))?.note).toBe(first.note);
  const proof = await proofs.consistencyProof(400n, 402n);
  expect(verifyConsistency({ from: 400n, to: 402n, fromRoot: first.root, toRoot: second.root, proof })).toBe(true);
  const { leaves: range, left, right } = await proofs.range(250n, 401n, 402n);
  const leafHashes = range.map(({ commitment }) => hashLeaf(commitment));
  expect(verifyRange({ from: 250n, to: 401n, size: 402n, leafHashes, left, right, root: second.root })).toBe(true);
});

test('records are taken in the order in which they were recorded, several thousand at a time', async () => {
  await journal.write([3_000, 3_000, 1], new Date('2026-05-04T08:00:01Z'));
  await journal.write([2], new Date('2026-05-04T08:00:00Z'));
  expect(await growTree(journal.pool)).toBe(6_002);
  await journal.sequence();
  const { rows } = await journal.pool.query<{ id: string }>('SELECT id FROM access_record ORDER BY recorded_at, id');
  const leaves = await readLeaves(journal.pool, 0n, 6_003n);
  expect(leaves.map(({ recordId }) => recordId)).toEqual(rows.map(({ id }) => id));
  expect(await checkJournal(journal.pool, ORIGIN)).toMatchObject({ leaves: 6_003n, waiting: 0 });
});

test('two hubs that append at once make one tree, each record once', async () => {
  const logged: unknown[] = [];
  const hubs = await Promise.all(
    [1, 2].map(async () => {
      const pool = new pg.Pool({ connectionString: journal.url, max: 4 });
      pool.on('connect', (client) => client.on('error', () => {}));
      const log = (error: unknown) => logged.push(error);
      const sequencer = startSequencer({ pool, signing: journal.signing, now: () => new Date(), log });
      return { pool, sequencer, journal: createJournal(pool) };
    }),
  );
  const operations = Array.from({ length: 600 }, (_, n) => n);
  await Promise.all(
    hubs.flatMap((hub) =>
      [0, 1, 2, 3].map(async (worker) => {
        for (const n of operations.filter((operation) => operation % 4 === worker))
          await hub.journal.append(aContext(), [aRecord({ count: n }), aRecord({ category: 'BENEFITS' })]);
      }),
    ),
  );
  const newest = await awaitSequenced(journal.pool);
  for (const { sequencer, pool } of hubs) {
    await sequencer.close();
    await pool.end();
  }
  expect(newest.size).toBe(2_400n);
  expect(logged).toEqual([]);
  const checked = await checkJournal(journal.pool, ORIGIN);
  expect(checked).toMatchObject({ leaves: 2_400n, waiting: 0, erased: 0n });
  // While they wrote, the tree was signed again and again.
  expect(checked.checkpoints).toBeGreaterThan(1);
  await checkTree(journal.pool, ORIGIN);
}, 60_000);

test('two that would grow the tree at once: the one that comes second leaves it to the first', async () => {
  const { pool, write } = journal;
  await write([5]);
  const holder = await pool.connect();
  await holder.query('BEGIN; SELECT size FROM journal_tree FOR UPDATE');
  expect(await growTree(pool)).toBe(0);
  await holder.query('ROLLBACK');
  holder.release();
  expect(await growTree(pool)).toBe(5);
});

test('a writer that ends halfway leaves nothing half done', async () => {
  const { pool, write, sequence } = journal;
  await write([300]);
  await sequence();
  await write([5]);
  // The last of the changes fails, after leaves, tiles and pending rows were written.
  await pool.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END; $$;
     CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON journal_tree DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION refuse()`,
  );
  await expect(growTree(pool)).rejects.toThrow('refused');
  expect(await checkJournal(pool, ORIGIN)).toMatchObject({ leaves: 300n, waiting: 5 });
  await pool.query('DROP TRIGGER refuse ON journal_tree');
  await sequence();
  expect(await checkJournal(pool, ORIGIN)).toMatchObject({ leaves: 305n, waiting: 0 });
});

test('a tree that was taken in but not signed is signed in the next round, by whoever comes', async () => {
  await journal.write([7]);
  expect(await growTree(journal.pool)).toBe(7);
  expect(await findCheckpoint(journal.pool)).toBeNull();
  await journal.sequence();
  expect((await findCheckpoint(journal.pool))?.size).toBe(7n);
});
