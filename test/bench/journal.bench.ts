import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { findCheckpoint } from '../../gateway/journal/checkpoint.repository.ts';
import { createProofs } from '../../gateway/journal/proofs.repository.ts';
import { growTree } from '../../gateway/journal/tree.repository.ts';
import { projectRoot } from '../../schema/files.ts';
import { hashLeaf, verifyInclusion } from '../../transparency/merkle.ts';
import { openJournal } from '../gateway/journal/open-journal.ts';
import { freshDatabase } from '../support/database.ts';
import { median } from './rounds.ts';

/** What the journal takes in, and what it costs whoever asks for a proof. What it costs of requests: `journal-cost.bench.ts`. */
const APPENDING_MS = 4_000;
const LEAVES = 1_000_000;

const ms = (value: number) => `${value.toFixed(2)} ms`;
const percentile = (values: readonly number[], of: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * of)] ?? Number.NaN;

test('appends per second on one hub and on two', async () => {
  for (const count of [1, 2, 1, 2]) {
    const database = await freshDatabase('hub');
    const writers = Array.from({ length: count }, () => startAppending(database.url));
    await Promise.all(writers.map((writer) => once(writer, 'message')));
    const start = performance.now();
    for (const writer of writers) writer.send('go');
    const done = await Promise.all(writers.map(async (writer) => Number((await once(writer, 'message'))[0])));
    const seconds = (performance.now() - start) / 1_000;
    const operations = done.reduce((sum, one) => sum + one, 0);
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    const { rows } = await pool.query<{ size: string; waiting: string }>(
      'SELECT size, (SELECT coalesce(sum(cardinality(record_ids)), 0) FROM journal_pending) AS waiting FROM journal_tree',
    );
    expect(Number(rows[0]?.size) + Number(rows[0]?.waiting)).toBe(operations * 3);
    console.log(
      `${count} hub${count > 1 ? 's' : ''}: ${(operations / seconds).toFixed(0)} operations/s, ` +
        `${((operations * 3) / seconds).toFixed(0)} records/s on disk; ${rows[0]?.size} in the tree, ${rows[0]?.waiting} waiting`,
    );
    await pool.end();
    await database.drop();
  }
});

function startAppending(url: string): ChildProcess {
  const program = join(projectRoot(), 'dist/test/bench/append-process.js');
  return spawn(process.execPath, [program, url, String(APPENDING_MS)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

test('proofs in a tree of a million leaves', async () => {
  const { pool, sequence, close } = await openJournal();
  try {
    await pool.query(
      `INSERT INTO journal_pending (batch, record_ids, commitments, recorded_at)
       SELECT id, ARRAY[id], sha256(n::text::bytea), now() FROM (SELECT n, uuidv7() AS id FROM generate_series(1, $1) AS n) AS s`,
      [LEAVES],
    );
    await pool.query('ANALYZE journal_pending');
    const start = performance.now();
    while ((await growTree(pool)) > 0);
    const growing = (performance.now() - start) / 1_000;
    await sequence();
    await pool.query('VACUUM ANALYZE journal_pending, journal_leaf, journal_tile');
    const { size, root } = (await findCheckpoint(pool))!;
    expect(size).toBe(BigInt(LEAVES));
    const proofs = createProofs(pool);
    const inclusion: number[] = [];
    const consistency: number[] = [];
    let largest = 0;
    let largestConsistency = 0;
    for (let n = 0; n < 1_000; n += 1) {
      const index = BigInt((n * 7_919 * 104_729) % LEAVES);
      const began = performance.now();
      const proof = await proofs.inclusionProof(index, size);
      inclusion.push(performance.now() - began);
      largest = Math.max(largest, proof.length);
      const { leaves } = await proofs.range(index, index + 1n, size);
      const leafHash = hashLeaf(leaves[0]!.commitment);
      expect(verifyInclusion({ index, size, leafHash, proof, root })).toBe(true);
      const from = performance.now();
      const path = await proofs.consistencyProof(index + 1n, size);
      consistency.push(performance.now() - from);
      largestConsistency = Math.max(largestConsistency, path.length);
    }
    console.log(
      `${LEAVES} leaves, taken in at ${(LEAVES / growing).toFixed(0)} a second; inclusion p50 ${ms(median(inclusion))}, ` +
        `p99 ${ms(percentile(inclusion, 0.99))}, at most ${largest} hashes (${largest * 32} bytes); consistency p50 ` +
        `${ms(median(consistency))}, p99 ${ms(percentile(consistency, 0.99))}, at most ${largestConsistency} hashes`,
    );
  } finally {
    await close();
  }
});
