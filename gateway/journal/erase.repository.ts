import { setTimeout as wait } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { batchOf } from './batch.ts';

/** Removed in one transaction, so that the hub's statements wait for none of it. */
const AT_ONCE = 10_000;

const MOST_RUNS = 20;

/** The tables that are written anew have to be free for an instant; whoever asks the hub must not wait long for that. */
const LOCK_TIMEOUT = "SET lock_timeout = '5s'";

/**
 * Removes records past their retention (three years, which policies of the tables hold every role to), then their salts, and
 * notes which leaves lost their record. The leaf stays: without salt and payload it tells nothing, and every proof holds on.
 * Returns how many were removed. To be run under the eraser's role.
 */
export async function erasePast(pool: Pool): Promise<number> {
  let erased = 0;
  for (let removed = AT_ONCE; removed === AT_ONCE; erased += removed) removed = await eraseSome(pool);
  return erased;
}

/** One whole transaction. A record that has no place in the tree yet is left alone: nothing could say that it was erased. */
async function eraseSome(pool: Pool): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: string }>(
      `WITH past AS MATERIALIZED (
         SELECT r.id, l.leaf_index FROM access_record r JOIN journal_leaf l ON l.record_id = r.id
          WHERE r.recorded_at < CURRENT_TIMESTAMP - INTERVAL '3 years' LIMIT $1
       ), noted AS (
         INSERT INTO journal_erasure (leaf_index, erased_at) SELECT leaf_index, CURRENT_TIMESTAMP FROM past
       )
       DELETE FROM access_record USING past WHERE access_record.id = past.id RETURNING access_record.id`,
      [AT_ONCE],
    );
    // A seed goes with the last record of its batch: while another is there, the policy of the table keeps it.
    await client.query(
      `DELETE FROM access_salt s USING (SELECT DISTINCT e.id, ${batchOf('e.id')} AS batch FROM unnest($1::uuid[]) AS e(id)) AS e
        WHERE s.record_id IN (e.id, e.batch)`,
      [rows.map(({ id }) => id)],
    );
    await client.query('COMMIT');
    return rows.length;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Writes both tables anew without what was removed. A plain VACUUM would not do: it frees the place of a row and leaves its
 * bytes in the file. Nor does one that runs beside an older transaction: what that could still see is kept, so it is run
 * again. Meanwhile no record can be written, so no answer leaves.
 */
export async function rewriteFiles(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(LOCK_TIMEOUT);
    for (const table of ['access_record', 'access_salt']) {
      for (let run = 1; (await rewrite(client, table)) > 0; run += 1) {
        if (run === MOST_RUNS)
          throw new Error(`rows of \`${table}\` that were removed are still in its file: run this again`);
        await wait(500);
      }
    }
  } finally {
    client.release(true);
  }
}

/** Returns how many removed rows had to be kept, which the server says in words, the number first in any language. */
async function rewrite(client: PoolClient, table: string): Promise<number> {
  const said: (string | undefined)[] = [];
  const listen = ({ detail }: { detail?: string | undefined }) => said.push(detail);
  client.on('notice', listen);
  try {
    await client.query(`VACUUM (FULL, VERBOSE) ${table}`);
  } finally {
    client.off('notice', listen);
  }
  const kept = said.map((detail) => /^\d+/.exec(detail ?? '')?.[0]).find((number) => number !== undefined);
  if (kept === undefined) throw new Error(`the server does not say what it kept of \`${table}\``);
  await client.query(`ANALYZE ${table}`);
  return Number(kept);
}
