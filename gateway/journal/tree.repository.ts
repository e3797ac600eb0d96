import type { ClientBase, Pool } from 'pg';
import { HASH_LENGTH } from '../../transparency/hashing.ts';
import { hashLeaf } from '../../transparency/merkle.ts';
import { edgeOf, growTiles, type ReadTiles, type Tile } from '../../transparency/tiles.ts';

/** Whoever can be asked in SQL: a pool, or one connection within a transaction. */
export type Database = Pick<Pool | ClientBase, 'query'>;

/**
 * After so many leaves a transaction takes no further batch: enough to keep up with any hub, and few enough to be done in a
 * blink. One that took fewer has left nothing.
 */
export const ENOUGH_AT_ONCE = 4096;

/** Reads tiles as they stand. A tile only grows, so what a smaller tree needs of it is there as well. */
export function readTilesFrom(database: Database): ReadTiles {
  return async (wanted) => {
    if (wanted.length === 0) return [];
    const { rows } = await database.query<{ hashes: Buffer | null }>({
      name: 'journal-tiles',
      text: `SELECT t.hashes FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS w(level, index, n)
               LEFT JOIN journal_tile t ON t.level = w.level AND t.index = w.index ORDER BY w.n`,
      values: [wanted.map(({ level }) => level), wanted.map(({ index }) => String(index))],
    });
    return rows.map(({ hashes }) => hashes);
  };
}

/**
 * Takes what waits into the tree, in the order in which it was recorded: leaves, tiles and size in one transaction, or nothing
 * of it. Whoever holds the row of the tree is the one writer; the others leave it to him. Returns how many leaves it took.
 */
export async function growTree(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query('SELECT FROM journal_pending LIMIT 1');
  if (rowCount === 0) return 0;
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const taken = await takePending(client);
    await client.query('COMMIT');
    return taken;
  } catch (error) {
    // Closed rather than returned: the server undoes what an open transaction has done.
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function takePending(client: ClientBase): Promise<number> {
  const tree = await client.query<{ size: string }>(
    'SELECT size FROM journal_tree WHERE id = 1 FOR UPDATE SKIP LOCKED',
  );
  if (tree.rows[0] === undefined) return 0;
  const size = BigInt(tree.rows[0].size);
  // A statement of its own: what the writer before has taken is gone from its sight.
  const { rows } = await client.query<Waiting>(WAITING, [ENOUGH_AT_ONCE]);
  if (rows.length === 0) return 0;
  const places = edgeOf(size);
  const hashes = await readTilesFrom(client)(places);
  const edge = places.map((place, at): Tile => ({ ...place, hashes: Buffer.from(hashes[at] ?? []) }));
  const commitments = Buffer.concat(rows.map((row) => row.commitments));
  const leaves = Array.from({ length: commitments.length / HASH_LENGTH }, (_, n) =>
    hashLeaf(commitments.subarray(n * HASH_LENGTH, (n + 1) * HASH_LENGTH)),
  );
  const tiles = growTiles(size, edge, leaves);
  await client.query({
    name: 'grow-journal-tree',
    text: GROW,
    values: [
      String(size),
      `{${rows.map(({ ids }) => ids.slice(1, -1)).join()}}`,
      commitments,
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => String(index)),
      tiles.map((tile) => tile.hashes),
      rows.map(({ batch }) => batch),
    ],
  });
  return leaves.length;
}

interface Waiting {
  readonly batch: string;
  /** An array as PostgreSQL spells it, which goes back as it came. */
  readonly ids: string;
  readonly commitments: Buffer;
}

/** The batches that have waited longest, until there are leaves enough. */
const WAITING = `
SELECT batch, record_ids::text AS ids, commitments
  FROM (SELECT batch, record_ids, commitments, recorded_at,
               sum(cardinality(record_ids)) OVER (ORDER BY recorded_at, batch) - cardinality(record_ids) AS before
          FROM (SELECT * FROM journal_pending ORDER BY recorded_at, batch LIMIT $1) AS oldest) AS counted
 WHERE before < $1 ORDER BY recorded_at, batch`;

const GROW = `
WITH taken AS MATERIALIZED (
  SELECT id, n, substring($3::bytea FROM 1 + (n::int - 1) * ${HASH_LENGTH} FOR ${HASH_LENGTH}) AS commitment
    FROM unnest($2::uuid[]) WITH ORDINALITY AS t(id, n)
), leaf AS (
  INSERT INTO journal_leaf (leaf_index, record_id, commitment) SELECT $1::bigint + n - 1, id, commitment FROM taken
), tile AS (
  INSERT INTO journal_tile (level, index, hashes) SELECT * FROM unnest($4::int[], $5::bigint[], $6::bytea[])
  ON CONFLICT (level, index) DO UPDATE SET hashes = EXCLUDED.hashes
), gone AS (
  DELETE FROM journal_pending WHERE batch = ANY($7::uuid[])
)
UPDATE journal_tree SET size = size + (SELECT count(*) FROM taken) WHERE id = 1`;
