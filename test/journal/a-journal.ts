import pg from 'pg';
import { openWitnessPost } from '../../gateway/journal/ask-witness.ts';
import { findCheckpoint, type LogSigning, signTree } from '../../gateway/journal/checkpoint.repository.ts';
import { createJournal } from '../../gateway/journal/journal.repository.ts';
import { openLogSigning } from '../../gateway/journal/log-keys.repository.ts';
import { growTree } from '../../gateway/journal/tree.repository.ts';
import { assertWitnessesAgree } from '../../gateway/journal/witness-evidence.ts';
import { gatherCosignatures } from '../../gateway/journal/witnesses.ts';
import { readVerifier } from '../../transparency/note.ts';
import { aContext, aRecord } from '../gateway/journal/some-records.ts';
import type { ALog } from './a-log.ts';

/** A hub's journal on a database, without the hub: it grows and is signed when the test says so, and its witnesses are asked all the time. */
export interface AJournal {
  readonly pool: pg.Pool;
  readonly signing: LogSigning;
  readonly contradictions: readonly Error[];
  readonly logged: readonly unknown[];
  /** Records that many operations, takes them into the tree and signs it. Resolves to the note. */
  grow(operations: number): Promise<string>;
  /** Resolves once this many have countersigned the newest checkpoint. */
  countersigned(by: number): Promise<void>;
  /** What a hub asks before it starts. */
  agrees(): Promise<void>;
  /** Shows witnesses nothing more. */
  leaveWitnesses(): Promise<void>;
  close(): Promise<void>;
}

/** The minute in which a journal signs next; one that is restored or copied goes on after it. */
let minute = Date.parse('2026-05-04T08:00:00Z');

export async function aJournal(url: string, { signer }: Pick<ALog, 'signer'>): Promise<AJournal> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // Its server may be killed: a connection then speaks to its query, and once more to whoever listens.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const origin = signer.name;
  const signing = await openLogSigning(pool, { origin, keys: [signer.privateKey] }, new Date('2026-01-01'));
  const journal = createJournal(pool);
  const contradictions: Error[] = [];
  const logged: unknown[] = [];
  const post = openWitnessPost(1_000, signing.signers);
  const parts = {
    pool,
    origin,
    post,
    now: () => new Date('2026-05-04T08:00:00Z'),
    log: (error: unknown) => logged.push(error),
  };
  const witnesses = gatherCosignatures({ ...parts, onContradiction: (found) => contradictions.push(found) });
  return {
    pool,
    signing,
    contradictions,
    logged,
    async grow(operations) {
      for (let n = 0; n < operations; n += 1) await journal.append(aContext(), [aRecord()]);
      while ((await growTree(pool)) > 0);
      minute += 60_000;
      await signTree(pool, signing, new Date(minute));
      return (await findCheckpoint(pool))!.note;
    },
    async countersigned(by) {
      for (let tried = 0; ; tried += 1) {
        const { rows } = await pool.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM journal_cosignature WHERE size = (SELECT max(size) FROM journal_checkpoint)`,
        );
        if (rows[0]!.n >= by) return;
        if (tried === 500) throw new Error(`only ${rows[0]!.n} of ${by} have countersigned`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    agrees: () => assertWitnessesAgree(parts),
    leaveWitnesses: () => witnesses.close(),
    async close() {
      await witnesses.close();
      await pool.end();
    },
  };
}

/** Enters bodies as witnesses: where they are reached, and under which key they countersign. */
export async function enterWitnesses(
  url: string,
  witnesses: Readonly<Record<string, { readonly url: string; readonly key: string }>>,
): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const [code, witness] of Object.entries(witnesses)) {
      readVerifier(witness.key);
      await client.query(
        `INSERT INTO body (code, kind, name, url, registered_on) VALUES ($1, 'CCAS', $1, $2, '2025-01-01')
         ON CONFLICT (code) DO UPDATE SET url = excluded.url`,
        [code, witness.url],
      );
      await client.query(
        `INSERT INTO journal_key (verifier, use, body_code, valid_from) VALUES ($1, 'WITNESS', $2, '2025-01-01')
         ON CONFLICT DO NOTHING`,
        [witness.key, code],
      );
    }
  } finally {
    await client.end();
  }
}
