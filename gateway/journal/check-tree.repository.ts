import type { ClientBase, Pool } from 'pg';
import { hashLeaf, rootOf } from '../../transparency/merkle.ts';
import { edgeOf, growTiles, readFromTiles, type Tile } from '../../transparency/tiles.ts';
import { openNewest } from './checkpoint.repository.ts';
import { readLeaves } from './proofs.repository.ts';
import { type Database, readTilesFrom } from './tree.repository.ts';

/**
 * Throws unless the stored tree holds what its last checkpoint says, as of one instant, also while another hub lets it grow:
 * its size is there, its root comes out of the tiles, and the right edge of the tiles comes out of the leaves. It reads a few
 * tiles, however large the tree; `checkJournal` reads everything.
 */
export async function checkTree(pool: Pool, origin: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await checkEdge(client, await checkNewest(client, origin));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the journal does not hold, so the hub does not start: ${why}`, { cause });
  } finally {
    await client.query('ROLLBACK').finally(() => client.release());
  }
}

/** Size of the tree, once its root at the newest checkpoint is what was signed. */
async function checkNewest(client: ClientBase, origin: string): Promise<bigint> {
  const size = await readTreeSize(client);
  const newest = await openNewest(client, origin);
  if (newest === null) return size;
  if (size < newest.size)
    throw new Error(`the tree has ${size} leaves, and a checkpoint was signed over ${newest.size}: commits were lost`);
  const root = await rootOf(newest.size, readFromTiles(readTilesFrom(client)));
  if (!root.equals(newest.root))
    throw new Error(`the tree does not have the root that was signed over ${newest.size} leaves`);
  return size;
}

/** How many leaves the tree says that it has. */
export async function readTreeSize(database: Database): Promise<bigint> {
  const { rows } = await database.query<{ size: string }>('SELECT size FROM journal_tree WHERE id = 1');
  if (!rows[0]) throw new Error('the tree is gone');
  return BigInt(rows[0].size);
}

/** The leaves are as many as the tree says; and grown anew from the last full tiles, the edge is what is stored. */
async function checkEdge(client: ClientBase, size: bigint): Promise<void> {
  const { rows } = await client.query<{ leaves: string }>(
    'SELECT coalesce(max(leaf_index) + 1, 0) AS leaves FROM journal_leaf',
  );
  if (BigInt(rows[0]?.leaves ?? 0) !== size)
    throw new Error(`the tree has ${size} leaves, and ${rows[0]?.leaves} are stored`);
  if (size === 0n) return;
  const from = ((size - 1n) >> 8n) << 8n;
  const read = readTilesFrom(client);
  const places = edgeOf(from);
  const stored = await read(places);
  const edge = places.map((place, at): Tile => ({ ...place, hashes: Buffer.from(stored[at] ?? []) }));
  const leaves = await readLeaves(client, from, size);
  const grown = growTiles(
    from,
    edge,
    leaves.map(({ commitment }) => hashLeaf(commitment)),
  );
  const found = await read(grown);
  const wrong = grown.find(({ hashes }, at) => !hashes.equals(found[at] ?? Buffer.alloc(0)));
  if (wrong) throw new Error(`the tile ${wrong.level}/${wrong.index} is not what its leaves give`);
}
