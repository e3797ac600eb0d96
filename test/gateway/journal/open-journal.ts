import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { findCheckpoint, type LogSigning, signTree } from '../../../gateway/journal/checkpoint.repository.ts';
import { createJournal } from '../../../gateway/journal/journal.repository.ts';
import { openLogSigning } from '../../../gateway/journal/log-keys.repository.ts';
import { growTree } from '../../../gateway/journal/tree.repository.ts';
import { freshDatabase } from '../../support/database.ts';
import { aContext, aRecord } from './some-records.ts';

export { aContext, aRecord };

export const ORIGIN = 'journal.test.invalid';

export function logKey() {
  return generateKeyPairSync('ed25519').privateKey;
}

export interface OpenJournal {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly signing: LogSigning;
  /** Writes operations of that many records each, recorded at that instant. */
  write(sizes: readonly number[], recordedAt?: Date): Promise<void>;
  /** Takes all that waits into the tree, and signs it, each time a minute later. */
  sequence(): Promise<void>;
  close(): Promise<void>;
}

/** A journal of its own, without a hub: what is done to it is done by the test. */
export async function openJournal(): Promise<OpenJournal> {
  const database = await freshDatabase('hub');
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  // The database is dropped while the last connections are still being closed.
  pool.on('connect', (client) => client.on('error', () => {}));
  let minute = Date.parse('2026-05-04T08:00:00Z');
  const signing = await openLogSigning(pool, { origin: ORIGIN, keys: [logKey()] }, new Date('2020-01-01'));
  return {
    url: database.url,
    pool,
    signing,
    async write(sizes, recordedAt) {
      const journal = createJournal(pool, recordedAt && (() => recordedAt));
      for (const size of sizes)
        await journal.append(
          aContext(),
          Array.from({ length: size }, () => aRecord()),
        );
    },
    async sequence() {
      while ((await growTree(pool)) > 0);
      minute += 60_000;
      await signTree(pool, signing, new Date(minute));
      const tree = await pool.query<{ size: string }>('SELECT size FROM journal_tree');
      const newest = await findCheckpoint(pool);
      if (String(newest?.size) !== tree.rows[0]?.size) throw new Error('the tree is not signed as it stands');
    },
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}
