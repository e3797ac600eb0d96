import type { Pool } from 'pg';
import { type NoteVerifier, readVerifier } from '../../transparency/note.ts';

/** A body whose key for countersigning is in force, and where it is reached. */
export interface KnownWitness {
  readonly body: string;
  readonly url: string;
  readonly verifier: NoteVerifier;
}

/** Never all bodies: those whose key stands in the list, and that serve. */
export async function readWitnesses(pool: Pool, now: Date): Promise<readonly KnownWitness[]> {
  const { rows } = await pool.query<{ body: string; url: string; verifier: string }>(
    `SELECT k.body_code AS body, b.url, k.verifier FROM journal_key k JOIN body b ON b.code = k.body_code
      WHERE k.use = 'WITNESS' AND b.url IS NOT NULL
        AND k.valid_from <= $1 AND (k.valid_to IS NULL OR k.valid_to > $1) ORDER BY k.body_code, k.valid_from`,
    [now.toISOString()],
  );
  return rows.map(({ verifier, ...row }) => ({ ...row, verifier: readVerifier(verifier) }));
}

/** Names of those who have countersigned the checkpoint of this size. */
export async function readCosigned(pool: Pool, size: bigint): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ witness: string }>('SELECT witness FROM journal_cosignature WHERE size = $1', [
    String(size),
  ]);
  return new Set(rows.map(({ witness }) => witness));
}

/** Keeps a line that was checked. Another hub may have kept one already: either says the same. */
export async function keepCosignature(
  pool: Pool,
  { size, witness, line, seconds }: { size: bigint; witness: KnownWitness; line: string; seconds: bigint },
): Promise<void> {
  await pool.query(
    `INSERT INTO journal_cosignature (size, witness, body_code, line, signed_at)
     VALUES ($1, $2, $3, $4, to_timestamp($5)) ON CONFLICT (size, witness) DO NOTHING`,
    [String(size), witness.verifier.name, witness.body, line, String(seconds)],
  );
}

/** Public keys under which the journal signs or has signed. */
export async function readLogVerifiers(pool: Pool): Promise<readonly NoteVerifier[]> {
  const { rows } = await pool.query<{ verifier: string }>("SELECT verifier FROM journal_key WHERE use = 'LOG'");
  return rows.map(({ verifier }) => readVerifier(verifier));
}
