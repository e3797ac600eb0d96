import type { ClientBase, Pool } from 'pg';
import { type AccessEntry, commitmentOf, payloadOf } from '../../transparency/access-entry.ts';
import { HASH_LENGTH } from '../../transparency/hashing.ts';
import { hashLeaf } from '../../transparency/merkle.ts';
import { edgeOf, growTiles, type Tile } from '../../transparency/tiles.ts';
import { batchOf, joinSalt, KEPT_OF_SALT, type KeptOfSalt, saltOf } from './batch.ts';
import { checkCheckpoints } from './check-checkpoints.repository.ts';
import { readTreeSize } from './check-tree.repository.ts';
import { readTilesFrom } from './tree.repository.ts';

/** What a check of the whole journal has gone through. */
export interface CheckedJournal {
  readonly leaves: bigint;
  readonly erased: bigint;
  readonly waiting: number;
  readonly checkpoints: number;
}

/** Leaves read at once: whole tiles. */
const AT_ONCE = 8192n;

/**
 * Computes everything anew from records and salts, as of one instant: commitments, leaves, tiles, every checkpoint and its
 * signature. Throws with the first that does not hold. What it reads grows with the journal.
 */
export async function checkJournal(pool: Pool, origin: string): Promise<CheckedJournal> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const size = await readTreeSize(client);
    const erased = await checkLeaves(client, size);
    const waiting = await checkWaiting(client);
    await checkStrays(client);
    return { leaves: size, erased, waiting, checkpoints: await checkCheckpoints(client, origin, size) };
  } finally {
    await client.query('ROLLBACK').finally(() => client.release());
  }
}

interface LeafRow extends AccessEntry, KeptOfSalt {
  readonly leaf: string;
  readonly recordId: string;
  readonly commitment: Buffer;
  readonly erased: boolean;
}

const RECORD = `
  r.id, r.at, r.recorded_at AS "recordedAt", r.operation, r.query_hash AS "queryHash", r.agent, r.agent_body AS "agentBody",
  r.partner_system AS "partnerSystem", r.profession, r.secrecy, r.purpose, r.mission, r.owner_body AS "ownerBody", r.subject,
  r.category, r.decision, r.rule, r.rule_set_version AS "ruleSetVersion", r.rule_set_sha256 AS "ruleSetSha256", r.transform,
  r.reason, r.consent, r.instrument, r.count, r.release_check AS "releaseCheck"`;

/** Every leaf against its record, and every tile against its leaves. Returns how many were erased. */
async function checkLeaves(client: ClientBase, size: bigint): Promise<bigint> {
  let erased = 0n;
  let edge: readonly Tile[] = [];
  for (let from = 0n; from < size; from += AT_ONCE) {
    const to = from + AT_ONCE < size ? from + AT_ONCE : size;
    const { rows } = await client.query<LeafRow>(
      `SELECT l.leaf_index AS leaf, l.record_id AS "recordId", l.commitment, ${KEPT_OF_SALT}, e.leaf_index IS NOT NULL AS erased, ${RECORD}
         FROM journal_leaf l LEFT JOIN access_record r ON r.id = l.record_id
         ${joinSalt('l.record_id')} LEFT JOIN journal_erasure e USING (leaf_index)
        WHERE l.leaf_index >= $1 AND l.leaf_index < $2 ORDER BY l.leaf_index`,
      [String(from), String(to)],
    );
    rows.forEach((row, n) => {
      checkLeaf(row, from + BigInt(n));
      if (row.erased) erased += 1n;
    });
    if (BigInt(rows.length) !== to - from) throw new Error(`leaf ${from + BigInt(rows.length)} is missing`);
    const grown = growTiles(
      from,
      edge,
      rows.map(({ commitment }) => hashLeaf(commitment)),
    );
    await checkTiles(client, grown);
    const places = edgeOf(to);
    edge = [...edge, ...grown].filter((tile) =>
      places.some(({ level, index }) => level === tile.level && index === tile.index),
    );
    // Of a tile that was there before, what has grown counts.
    edge = [...new Map(edge.map((tile) => [`${tile.level}/${tile.index}`, tile])).values()];
  }
  return erased;
}

function checkLeaf({ leaf, recordId, commitment, ownSalt, seed, erased, ...entry }: LeafRow, expected: bigint): void {
  if (BigInt(leaf) !== expected) throw new Error(`leaf ${expected} is missing`);
  if (erased) {
    // The seed of a batch stays until the last of its records is gone; one that stays after it is found as a stray.
    if (entry.id !== null || ownSalt !== null) throw new Error(`leaf ${leaf}: erased, but record or salt are there`);
    return;
  }
  if (entry.id === null) throw new Error(`leaf ${leaf}: the record \`${recordId}\` is gone, and was not erased`);
  const salt = saltOf(recordId, { ownSalt, seed });
  if (salt === null) throw new Error(`leaf ${leaf}: the salt of the record \`${recordId}\` is gone`);
  if (!commitmentOf(salt, payloadOf(entry)).equals(commitment))
    throw new Error(`leaf ${leaf}: the record \`${recordId}\` is not what was recorded`);
}

async function checkTiles(client: ClientBase, grown: readonly Tile[]): Promise<void> {
  const stored = await readTilesFrom(client)(grown);
  grown.forEach(({ level, index, hashes }, n) => {
    // A tile may have grown on since, within this very check.
    const found = stored[n]?.subarray(0, hashes.length) ?? Buffer.alloc(0);
    if (!hashes.equals(found)) throw new Error(`the tile ${level}/${index} is not what its leaves give`);
  });
}

/** What waits for its place is whole as well. Returns how many wait. */
async function checkWaiting(client: ClientBase): Promise<number> {
  const { rows } = await client.query<LeafRow>(
    `SELECT w.id AS "recordId", substring(p.commitments FROM 1 + (w.n::int - 1) * ${HASH_LENGTH} FOR ${HASH_LENGTH}) AS commitment,
            ${KEPT_OF_SALT}, ${RECORD}
       FROM journal_pending p CROSS JOIN LATERAL unnest(p.record_ids) WITH ORDINALITY AS w(id, n)
       LEFT JOIN access_record r ON r.id = w.id ${joinSalt('w.id')}`,
  );
  for (const { recordId, commitment, ownSalt, seed, ...entry } of rows) {
    const salt = saltOf(recordId, { ownSalt, seed });
    if (entry.id === null || salt === null || !commitmentOf(salt, payloadOf(entry)).equals(commitment))
      throw new Error(`the record \`${recordId}\` waits for its place, and is not what was recorded`);
  }
  return rows.length;
}

/** No record and no salt stands beside the tree; none has two places. */
async function checkStrays(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ what: string; id: string }>(
    `WITH waiting AS MATERIALIZED (SELECT unnest(record_ids) AS record_id FROM journal_pending)
     SELECT 'record' AS what, id FROM access_record r
      WHERE NOT EXISTS (SELECT FROM journal_leaf WHERE record_id = r.id)
        AND NOT EXISTS (SELECT FROM waiting WHERE record_id = r.id)
     UNION ALL
     (SELECT 'salt', record_id FROM access_salt
      EXCEPT SELECT 'salt', unnest(ARRAY[id, ${batchOf('id')}]) FROM access_record)
     UNION ALL
     SELECT 'leaf', record_id FROM waiting JOIN journal_leaf USING (record_id)
     LIMIT 1`,
  );
  if (rows[0]?.what === 'leaf') throw new Error(`the record \`${rows[0].id}\` has its place, and waits for another`);
  if (rows[0]) throw new Error(`the ${rows[0].what} of \`${rows[0].id}\` stands beside the tree`);
}
