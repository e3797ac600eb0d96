import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Pool } from 'pg';
import { type AccessEntry, commitmentOf, payloadOf, SALT_LENGTH } from '../../transparency/access-entry.ts';
import { HASH_LENGTH } from '../../transparency/hashing.ts';
import type { AccessContext, AccessRecord } from '../policy/access-record.ts';

/** Where access records are written. What it has accepted is durable. */
export interface Journal {
  /**
   * Resolves once every record is on disk, all of them or none. The hub writes no answer before: no journal, no answer.
   */
  append(context: AccessContext, records: readonly AccessRecord[]): Promise<void>;
}

/**
 * Record, salt and commitment of each line: one statement, one round trip, and no lock that two operations would share. Its
 * place in the tree comes later. The lines come as one JSON text, and salts and commitments as one run of bytes each: the
 * driver writes them several times faster than as many arrays.
 */
const APPEND = `
WITH line AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS line(
    n int, id uuid, "ownerBody" text, subject text, category text, decision text, rule text, transform text, reason text,
    consent text, instrument text, count int, "releaseCheck" text, "ruleSetSha256" text)
), record AS (
  INSERT INTO access_record (
    id, owner_body, subject, category, decision, rule, transform, reason, consent, instrument, count, release_check,
    rule_set_sha256,
    recorded_at, at, operation, query_hash, agent, agent_body, partner_system, profession, secrecy, purpose, mission,
    rule_set_version)
  SELECT id, "ownerBody", subject, category, decision, rule, transform, reason, consent, instrument, count, "releaseCheck",
         "ruleSetSha256", $4::timestamptz, $5::timestamptz, $6::uuid, $7, $8, $9, $10, $11, $12, $13, $14, $15
    FROM line
), salt AS (
  INSERT INTO access_salt (record_id, salt) SELECT id, substring($2::bytea FROM 1 + n * ${SALT_LENGTH} FOR ${SALT_LENGTH}) FROM line
)
INSERT INTO journal_pending (record_id, commitment, recorded_at)
SELECT id, substring($3::bytea FROM 1 + n * ${HASH_LENGTH} FOR ${HASH_LENGTH}), $4::timestamptz FROM line`;

/**
 * One statement per operation. It relies on the database's `fsync` and `synchronous_commit`, which the hub checks when it
 * starts. `now` is real time, whatever clock decisions are taken by.
 */
export function createJournal(pool: Pool, now: () => Date = () => new Date()): Journal {
  return {
    async append(context, records) {
      if (records.length === 0) return;
      const recordedAt = now();
      const entries = records.map((record) => entryOf(context, record, recordedAt));
      const salts = randomBytes(SALT_LENGTH * entries.length);
      const commitments = entries.map((entry, n) => {
        const salt = salts.subarray(n * SALT_LENGTH, (n + 1) * SALT_LENGTH);
        return commitmentOf(salt, payloadOf(entry));
      });
      await pool.query({
        name: 'append-access-records',
        text: APPEND,
        values: [
          JSON.stringify(entries.map(lineOf)),
          salts,
          Buffer.concat(commitments),
          recordedAt.toISOString(),
          context.at.toISOString(),
          context.operation,
          context.queryHash,
          context.agent,
          context.agentBody,
          context.partnerSystem,
          context.profession,
          context.secrecy,
          context.purpose,
          context.mission,
          context.ruleSetVersion,
        ],
      });
    },
  };
}

/** The record as it will stand, and as the tree commits to it. Identifiers grow with time, so that indexes grow at one end. */
function entryOf(context: AccessContext, record: AccessRecord, recordedAt: Date): AccessEntry {
  const { owner, subject, category, decision, count, releaseCheck } = record;
  const { effect, rule, transform, reason, consent, instrument, ruleSet } = decision;
  return {
    ...context,
    ...{ id: randomUUIDv7(), recordedAt, ownerBody: owner, subject, category, decision: effect, rule, transform },
    ...{ reason, consent, instrument, ruleSetSha256: ruleSet.sha256, count, releaseCheck },
  };
}

/** What differs from line to line of an operation. */
function lineOf(entry: AccessEntry, n: number) {
  const { id, ownerBody, subject, category, decision, rule, transform, reason, consent, instrument } = entry;
  const { count, releaseCheck, ruleSetSha256 } = entry;
  return {
    ...{ n, id, ownerBody, subject, category, decision, rule, transform, reason, consent, instrument },
    ...{ count, releaseCheck, ruleSetSha256 },
  };
}

/** Refuses a database that could acknowledge what it may still lose. */
export async function assertDurable(pool: Pool): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query<{ value: string }>('SELECT current_setting($1) AS value', [setting]);
    if (rows[0]?.value === 'off')
      throw new Error(`the hub's database runs with \`${setting}\` off: what it accepts could be lost`);
  }
}
