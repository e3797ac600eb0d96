import type { Pool } from 'pg';
import { consistencyProof, inclusionProof, rangeProof } from '../../transparency/merkle.ts';
import { readFromTiles } from '../../transparency/tiles.ts';
import { joinSalt, KEPT_OF_SALT, type KeptOfSalt, saltOf } from './batch.ts';
import { findCheckpoint, type SignedCheckpoint } from './checkpoint.repository.ts';
import { type Database, readTilesFrom } from './tree.repository.ts';

export interface Leaf {
  readonly index: bigint;
  readonly recordId: string;
  readonly commitment: Buffer;
}

/** What the journal proves. Each proof reads two tiles or so for every eight levels of the tree, in one query. */
export interface Proofs {
  checkpoint(size?: bigint): Promise<SignedCheckpoint | null>;
  leavesOf(
    recordIds: readonly string[],
  ): Promise<readonly ({ readonly index: bigint; readonly commitment: Buffer; readonly salt: Buffer | null } | null)[]>;
  inclusionProof(index: bigint, size: bigint): Promise<readonly Buffer[]>;
  consistencyProof(from: bigint, to: bigint): Promise<readonly Buffer[]>;
  range(
    from: bigint,
    to: bigint,
    size: bigint,
  ): Promise<{ readonly leaves: readonly Leaf[]; readonly left: readonly Buffer[]; readonly right: readonly Buffer[] }>;
}

interface LeafRow extends KeptOfSalt {
  readonly id: string;
  readonly index: string | null;
  readonly commitment: Buffer;
}

export function createProofs(pool: Pool): Proofs {
  const read = readFromTiles(readTilesFrom(pool));
  return {
    checkpoint: (size) => findCheckpoint(pool, size),
    inclusionProof: (index, size) => inclusionProof(index, size, read),
    consistencyProof: (from, to) => consistencyProof(from, to, read),
    async range(from, to, size) {
      const [{ left, right }, leaves] = await Promise.all([
        rangeProof(from, to, size, read),
        readLeaves(pool, from, to),
      ]);
      if (BigInt(leaves.length) !== to - from) throw new Error(`the journal lacks leaves of [${from}, ${to})`);
      return { leaves, left, right };
    },
    async leavesOf(recordIds) {
      const { rows } = await pool.query<LeafRow>(
        `SELECT w.id, l.leaf_index AS index, l.commitment, ${KEPT_OF_SALT}
           FROM unnest($1::uuid[]) WITH ORDINALITY AS w(id, n) LEFT JOIN journal_leaf l ON l.record_id = w.id
           LEFT JOIN access_record r ON r.id = w.id ${joinSalt('r.id')}
          ORDER BY w.n`,
        [recordIds],
      );
      return rows.map(({ id, index, commitment, ...kept }) =>
        index === null ? null : { index: BigInt(index), commitment, salt: saltOf(id, kept) },
      );
    },
  };
}

/** The leaves `[from, to)` in their order. */
export async function readLeaves(database: Database, from: bigint, to: bigint): Promise<readonly Leaf[]> {
  const { rows } = await database.query<{ index: string; recordId: string; commitment: Buffer }>(
    `SELECT leaf_index AS index, record_id AS "recordId", commitment FROM journal_leaf
      WHERE leaf_index >= $1 AND leaf_index < $2 ORDER BY leaf_index`,
    [String(from), String(to)],
  );
  return rows.map(({ index, recordId, commitment }) => ({ index: BigInt(index), recordId, commitment }));
}
