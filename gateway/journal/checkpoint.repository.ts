import type { Pool } from 'pg';
import { readCheckpoint, writeCheckpoint } from '../../transparency/checkpoint.ts';
import { rootOf } from '../../transparency/merkle.ts';
import { addSignatures, type NoteSigner, openNote, readVerifier, signNote } from '../../transparency/note.ts';
import { readFromTiles } from '../../transparency/tiles.ts';
import { type Database, readTilesFrom } from './tree.repository.ts';

/** A root that was signed, and the note that says so. */
export interface SignedCheckpoint {
  readonly size: bigint;
  readonly root: Buffer;
  readonly note: string;
}

/** Under which name the journal signs, and with which keys. */
export interface LogSigning {
  readonly origin: string;
  readonly signers: readonly NoteSigner[];
}

interface CheckpointRow {
  size: string;
  root: Buffer;
  note: string;
  lines: string[];
}

const FIND = `
SELECT c.size, c.root, c.note, array(
         SELECT s.line FROM journal_cosignature s WHERE s.size = c.size ORDER BY s.witness) AS lines
  FROM journal_checkpoint c`;

/** The newest checkpoint, or that of one size, with the lines of its witnesses. */
export async function findCheckpoint(database: Database, size?: bigint): Promise<SignedCheckpoint | null> {
  const { rows } =
    size === undefined
      ? await database.query<CheckpointRow>(`${FIND} ORDER BY c.size DESC LIMIT 1`)
      : await database.query<CheckpointRow>(`${FIND} WHERE c.size = $1`, [String(size)]);
  const [row] = rows;
  if (!row) return null;
  return { size: BigInt(row.size), root: row.root, note: addSignatures(row.note, row.lines) };
}

/** Between two checkpoints of a tree that grows all the time. */
const LEAST_INTERVAL_MS = 500;

/**
 * Signs the tree as it stands, if it has grown since it was last signed and that is not just now. It signs nothing that does
 * not begin with all that was signed before: a tree that fell behind its last checkpoint, or changed below it, has no next one.
 */
export async function signTree(pool: Pool, { origin, signers }: LogSigning, now: Date): Promise<bigint | null> {
  const { rows } = await pool.query<{ tree: string; size: string | null; root: Buffer; age: number }>(
    `SELECT t.size AS tree, c.size, c.root, extract(epoch FROM $1::timestamptz - c.signed_at)::float8 * 1000 AS age
       FROM journal_tree t LEFT JOIN (SELECT * FROM journal_checkpoint ORDER BY size DESC LIMIT 1) c ON true`,
    [now.toISOString()],
  );
  const [row] = rows;
  if (!row) throw new Error('the journal has lost its tree');
  const size = BigInt(row.tree);
  const signed = row.size === null ? null : { size: BigInt(row.size), root: row.root };
  const read = readFromTiles(readTilesFrom(pool));
  if (signed && size < signed.size)
    throw new Error(`the tree has ${size} leaves, and a checkpoint has been signed over ${signed.size}`);
  if (size === (signed?.size ?? 0n)) return null;
  // Also when the other hub's clock is ahead, but never for long.
  if (signed && Math.abs(row.age) < LEAST_INTERVAL_MS) return null;
  if (signed && !(await rootOf(signed.size, read)).equals(signed.root))
    throw new Error(`the tree no longer begins with what the checkpoint over ${signed.size} leaves says`);
  const root = await rootOf(size, read);
  const note = signNote(writeCheckpoint({ origin, size, root }), signers);
  await pool.query(
    'INSERT INTO journal_checkpoint (size, root, signed_at, note) VALUES ($1, $2, $3, $4) ON CONFLICT (size) DO NOTHING',
    [String(size), root, now.toISOString(), note],
  );
  return size;
}

/** What the newest checkpoint says, if its note holds under a key that this database knows as the journal's, and says what its row does. */
export async function openNewest(database: Database, origin: string): Promise<SignedCheckpoint | null> {
  const newest = await findCheckpoint(database);
  if (newest === null) return null;
  const known = await database.query<{ verifier: string }>("SELECT verifier FROM journal_key WHERE use = 'LOG'");
  const { text } = openNote(
    newest.note,
    known.rows.map(({ verifier }) => readVerifier(verifier)),
  );
  const said = readCheckpoint(text);
  if (said.origin !== origin) throw new Error(`the last checkpoint is of \`${said.origin}\`, not of \`${origin}\``);
  if (said.size !== newest.size || !said.root.equals(newest.root))
    throw new Error(`the checkpoint over ${newest.size} leaves is not what was signed`);
  return newest;
}
