import type { Pool } from 'pg';
import { HASH_LENGTH } from '../../transparency/hashing.ts';
import { findCheckpoint } from './checkpoint.repository.ts';
import { readLogKeys } from './log-keys.repository.ts';
import { readLeaves } from './proofs.repository.ts';
import type { JournalReader } from './serve-journal.ts';
import { readTilesFrom } from './tree.repository.ts';

/** The journal as a tree, read from the database. */
export function createJournalReader(pool: Pool): JournalReader {
  return {
    checkpoint: (size) => findCheckpoint(pool, size),
    keys: () => readLogKeys(pool),
    async tile(place, width) {
      const [hashes] = await readTilesFrom(pool)([place]);
      return hashes && hashes.length >= width * HASH_LENGTH
        ? Buffer.from(hashes.subarray(0, width * HASH_LENGTH))
        : null;
    },
    async entries(from, to) {
      const leaves = await readLeaves(pool, from, to);
      return BigInt(leaves.length) === to - from ? leaves.map(({ commitment }) => commitment) : null;
    },
  };
}
