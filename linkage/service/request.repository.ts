import type { Pool, PoolClient } from 'pg';
import type { Party } from './parties.ts';
import { LinkageRefusal } from './refusal.ts';

/** What parties ask for. `EVALUATE` and `PSEUDONYMS` cost what they count; the others are only written down. */
export type Act =
  | 'EVALUATE'
  | 'STAGE'
  | 'LINK'
  | 'CANDIDATES'
  | 'TOLD'
  | 'SPLIT'
  | 'OPEN_STUDY'
  | 'PSEUDONYMS'
  | 'TAGS'
  | 'COUNT'
  | 'END_STUDY';

const COUNTED: readonly Act[] = ['EVALUATE', 'PSEUDONYMS'];

/**
 * Writes down who asks for how much, before it is answered, and refuses what goes beyond the day's quota or was asked
 * before. A refusal for want of quota is written down too, as zero: trying shows.
 *
 * INVARIANT: one party's requests are counted one after the other, so that two at once cannot share what is left.
 */
export async function spend(
  database: Pool,
  { party, id, act, count }: { readonly party: Party; readonly id: string; readonly act: Act; readonly count: number },
): Promise<void> {
  const isWithin = await transaction(database, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [party.code]);
    const { rows } = await client.query<{ spent: string }>(
      `SELECT coalesce(sum("count"), 0) AS spent FROM "request"
        WHERE "party" = $1 AND "act" = ANY($2) AND "at" > now() - interval '24 hours'`,
      [party.code, COUNTED],
    );
    const within = !COUNTED.includes(act) || Number(rows[0]?.spent) + count <= party.perDay;
    const { rowCount } = await client.query(
      `INSERT INTO "request" ("id", "party", "act", "count") VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [id, party.code, act, within ? count : 0],
    );
    if (rowCount === 0) throw new LinkageRefusal('UNAUTHENTICATED');
    return within;
  });
  if (!isWithin) throw new LinkageRefusal('QUOTA_EXCEEDED');
}

/** Runs `work` in one transaction: all of it or nothing. */
export async function transaction<T>(database: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await database.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
