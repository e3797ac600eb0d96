import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Pool } from 'pg';
import { type AccessEntry, commitmentOf, SALT_LENGTH } from '../../transparency/access-entry.ts';
import { HASH_LENGTH } from '../../transparency/hashing.ts';
import type { AccessContext, AccessRecord } from '../policy/access-record.ts';
import { groupCommits } from './group-commit.ts';

/** Where access records are written. What it has accepted is durable. */
export interface Journal {
  /**
   * Resolves once every record is on disk, all of them or none. The hub writes no answer before: no journal, no answer.
   */
  append(context: AccessContext, records: readonly AccessRecord[]): Promise<void>;
}

/**
 * Record, salt and commitment of each line: one statement, one round trip, and no lock that two operations would share. Its
 * place in the tree comes later. The columns are read out of the very texts that are committed to, so nothing is written
 * twice; salts and commitments come as one run of bytes each, which the driver writes several times faster than arrays.
 */
const APPEND = `
WITH line AS MATERIALIZED (
  SELECT * FROM ROWS FROM (json_to_recordset($1::json) AS (
    agent text, "agentBody" text, at timestamptz, category text, consent text, count int, decision text, id uuid,
    instrument text, mission text, operation uuid, "ownerBody" text, "partnerSystem" text, profession text, purpose text,
    "queryHash" text, reason text, "recordedAt" timestamptz, "releaseCheck" text, rule text, "ruleSetSha256" text,
    "ruleSetVersion" text, secrecy text, subject text, transform text)) WITH ORDINALITY AS line(
      agent, agent_body, at, category, consent, count, decision, id, instrument, mission, operation, owner_body,
      partner_system, profession, purpose, query_hash, reason, recorded_at, release_check, rule, rule_set_sha256,
      rule_set_version, secrecy, subject, transform, n)
), record AS (
  INSERT INTO access_record (
    agent, agent_body, at, category, consent, count, decision, id, instrument, mission, operation, owner_body,
    partner_system, profession, purpose, query_hash, reason, recorded_at, release_check, rule, rule_set_sha256,
    rule_set_version, secrecy, subject, transform)
  SELECT agent, agent_body, at, category, consent, count, decision, id, instrument, mission, operation, owner_body,
         partner_system, profession, purpose, query_hash, reason, recorded_at, release_check, rule, rule_set_sha256,
         rule_set_version, secrecy, subject, transform
    FROM line
), salt AS (
  INSERT INTO access_salt (record_id, salt)
  SELECT id, substring($2::bytea FROM 1 + (n::int - 1) * ${SALT_LENGTH} FOR ${SALT_LENGTH}) FROM line
)
INSERT INTO journal_pending (record_id, commitment, recorded_at)
SELECT id, substring($3::bytea FROM 1 + (n::int - 1) * ${HASH_LENGTH} FOR ${HASH_LENGTH}), recorded_at FROM line`;

/**
 * One statement per operation, or for several at once under load. It relies on the database's `fsync` and `synchronous_commit`, which the hub checks when it
 * starts. `now` is real time, whatever clock decisions are taken by.
 */
export function createJournal(pool: Pool, now: () => Date = () => new Date()): Journal {
  const write = groupCommits(async (together) => {
    await pool.query({
      name: 'append-access-records',
      text: APPEND,
      values: [
        `[${together.flatMap(({ payloads }) => payloads).join(',')}]`,
        Buffer.concat(together.map(({ salts }) => salts)),
        Buffer.concat(together.map(({ commitments }) => commitments)),
      ],
    });
  });
  return {
    async append(context, records) {
      if (records.length === 0) return;
      const at = context.at.toISOString();
      const recordedAt = now().toISOString();
      const payloads = records.map((record) => writePayload(context, record, at, recordedAt));
      const salts = randomBytes(SALT_LENGTH * payloads.length);
      const commitments = payloads.map((payload, n) =>
        commitmentOf(salts.subarray(n * SALT_LENGTH, (n + 1) * SALT_LENGTH), payload),
      );
      await write({ payloads, salts, commitments: Buffer.concat(commitments) });
    },
  };
}

/**
 * What `payloadOf` gives for the record, several times faster: text, numbers and null in the order of the names are already
 * canonical. Identifiers grow with time, so that indexes grow at one end.
 */
export function writePayload(context: AccessContext, record: AccessRecord, at: string, recordedAt: string): string {
  const { decision } = record;
  return JSON.stringify({
    agent: context.agent,
    agentBody: context.agentBody,
    at,
    category: record.category,
    consent: decision.consent,
    count: record.count,
    decision: decision.effect,
    id: randomUUIDv7(),
    instrument: decision.instrument,
    mission: context.mission,
    operation: context.operation,
    ownerBody: record.owner,
    partnerSystem: context.partnerSystem,
    profession: context.profession,
    purpose: context.purpose,
    queryHash: context.queryHash,
    reason: decision.reason,
    recordedAt,
    releaseCheck: record.releaseCheck,
    rule: decision.rule,
    ruleSetSha256: decision.ruleSet.sha256,
    ruleSetVersion: context.ruleSetVersion,
    secrecy: context.secrecy,
    subject: record.subject,
    transform: decision.transform,
  } satisfies Record<keyof AccessEntry, unknown>);
}

/** Refuses a database that could acknowledge what it may still lose. */
export async function assertDurable(pool: Pool): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query<{ value: string }>('SELECT current_setting($1) AS value', [setting]);
    if (rows[0]?.value === 'off')
      throw new Error(`the hub's database runs with \`${setting}\` off: what it accepts could be lost`);
  }
}
