import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import { makeSigner, verifierKeyOf } from '../../transparency/note.ts';
import type { LogSigning } from './checkpoint.repository.ts';
import type { Database } from './tree.repository.ts';

/** A public key of the journal or of a witness, and from when to when it may sign. */
export interface LogKey {
  readonly verifier: string;
  readonly use: string;
  readonly body: string | null;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

/** All keys that have ever signed: an old checkpoint is checked with the key of its time. */
export async function readLogKeys(database: Database): Promise<readonly LogKey[]> {
  const { rows } = await database.query<LogKey>(
    `SELECT verifier, use, body_code AS body, valid_from AS "validFrom", valid_to AS "validTo"
       FROM journal_key ORDER BY valid_from, verifier`,
  );
  return rows;
}

/**
 * Makes signers of the keys, all under the name of the journal, and writes their public halves down for good. A key that was
 * retired signs no more.
 */
export async function openLogSigning(
  pool: Pool,
  { origin, keys }: { readonly origin: string; readonly keys: readonly KeyObject[] },
  now: Date,
): Promise<LogSigning> {
  const signers = keys.map((key) => makeSigner(origin, key));
  const verifiers = signers.map(verifierKeyOf);
  await pool.query(
    `INSERT INTO journal_key (verifier, use, valid_from) SELECT v, 'LOG', $2 FROM unnest($1::text[]) AS v
     ON CONFLICT (verifier) DO NOTHING`,
    [verifiers, now.toISOString()],
  );
  const retired = await pool.query<{ verifier: string }>(
    'SELECT verifier FROM journal_key WHERE verifier = ANY($1) AND valid_to <= $2',
    [verifiers, now.toISOString()],
  );
  if (retired.rows[0]) throw new Error(`the journal's key \`${retired.rows[0].verifier}\` was retired`);
  return { origin, signers };
}

/** Says that a key signs no more from now on. Nothing that it has signed becomes wrong. Needs the owner's right. */
export async function retireKey(pool: Pool, verifier: string, now: Date): Promise<void> {
  const { rowCount } = await pool.query(
    'UPDATE journal_key SET valid_to = $2 WHERE verifier = $1 AND valid_to IS NULL',
    [verifier, now.toISOString()],
  );
  if (rowCount !== 1) throw new Error('the journal has no such key, or it was retired before');
}
