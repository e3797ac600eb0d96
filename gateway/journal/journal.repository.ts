import type { Pool } from 'pg';
import { commitmentOf } from '../../transparency/access-entry.ts';
import type { AccessContext, AccessRecord } from '../policy/access-record.ts';
import { appendOf, type WrittenBatch, writeBatch } from './append.sql.ts';
import { deriveSalt, MOST_IN_BATCH, openBatch } from './batch.ts';
import { groupCommits } from './group-commit.ts';
import { createSpelling } from './spelling.ts';
import { payloadWriter } from './write-payload.ts';

/** Where access records are written. What it has accepted is durable. */
export interface Journal {
  /**
   * Resolves once every record is on disk, all of them or none. The hub writes no answer before: no journal, no answer.
   */
  append(context: AccessContext, records: readonly AccessRecord[]): Promise<void>;
}

/**
 * One statement per operation, or for several at once under load. It relies on the database's `fsync` and
 * `synchronous_commit`, which the hub checks when it starts. `now` is real time, whatever clock decisions are taken by.
 */
export function createJournal(pool: Pool, now: () => Date = () => new Date()): Journal {
  const write = groupCommits(async (together: readonly (readonly WrittenBatch[])[]) => {
    await pool.query(appendOf(together.flat()));
  });
  return {
    async append(context, records) {
      if (records.length === 0) return;
      const recordedAt = now().toISOString();
      const batches: WrittenBatch[] = [];
      for (let from = 0; from < records.length; from += MOST_IN_BATCH)
        batches.push(commit(context, records.slice(from, from + MOST_IN_BATCH), recordedAt));
      await write(batches);
    },
  };
}

/** Draws ids and seed, and commits to each record under its own salt. */
function commit(context: AccessContext, records: readonly AccessRecord[], recordedAt: string): WrittenBatch {
  const batch = openBatch(records.length);
  const at = context.at.toISOString();
  const spelling = createSpelling();
  const ordered = batch.order.map((n) => records[n]!);
  const write = payloadWriter(context, at, recordedAt, spelling);
  const commitments = ordered.map((record, n) => {
    const id = batch.recordIds[n]!;
    return commitmentOf(deriveSalt(batch.seed, id), write(record, id));
  });
  return writeBatch(batch, {
    context,
    records: ordered,
    at,
    recordedAt,
    commitments: Buffer.concat(commitments),
    spelling,
  });
}

/** Refuses a database that could acknowledge what it may still lose. */
export async function assertDurable(pool: Pool): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query<{ value: string }>('SELECT current_setting($1) AS value', [setting]);
    if (rows[0]?.value === 'off')
      throw new Error(`the hub's database runs with \`${setting}\` off: what it accepts could be lost`);
  }
}
