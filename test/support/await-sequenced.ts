import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { findCheckpoint, type SignedCheckpoint } from '../../gateway/journal/checkpoint.repository.ts';

/** A round of a hub takes a fifth of a second; after this many looks something is wrong. */
const LOOKS = 1_000;

/** Asks the database until what stood in the journal at first has its place in the tree, and the tree is signed over it. */
export async function awaitSequenced(database: Pool): Promise<SignedCheckpoint> {
  const { rows } = await database.query<{ size: string }>(
    'SELECT size + (SELECT coalesce(sum(cardinality(record_ids)), 0) FROM journal_pending) AS size FROM journal_tree',
  );
  const size = BigInt(rows[0]?.size ?? 0);
  for (let look = 0; look < LOOKS; look += 1) {
    const newest = await findCheckpoint(database);
    if (newest !== null && newest.size >= size) return newest;
    await wait(20);
  }
  throw new Error(`the tree was not signed over ${size} leaves`);
}
