import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { AccessContext, AccessRecord } from '../policy/access-record.ts';

/** Where access records are written. What it has accepted is durable. */
export interface Journal {
  /**
   * Resolves once every record is on disk, all of them or none. The hub writes no answer before: no journal, no answer.
   */
  append(context: AccessContext, records: readonly AccessRecord[]): Promise<void>;
}

const APPEND = `
INSERT INTO access_record (
  id, owner_body, subject, category, decision, rule, transform, reason, consent, instrument, count,
  release_check, rule_set_sha256, at, operation, query_hash, agent, agent_body, partner_system, profession, secrecy, purpose, mission, rule_set_version)
SELECT line.*, $14::timestamptz, $15::uuid, $16, $17, $18, $19, $20, $21, $22, $23, $24
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
              $10::text[], $11::int[], $12::text[], $13::text[]) AS line`;

/** One statement per operation. It relies on the database's `fsync` and `synchronous_commit`, which the hub checks when it starts. */
export function createJournal(pool: Pool): Journal {
  return {
    async append(context, records) {
      if (records.length === 0) return;
      await pool.query({
        name: 'append-access-records',
        text: APPEND,
        values: [
          records.map(() => randomUUID()),
          records.map((record) => record.owner),
          records.map((record) => record.subject),
          records.map((record) => record.category),
          records.map((record) => record.decision.effect),
          records.map((record) => record.decision.rule),
          records.map((record) => record.decision.transform),
          records.map((record) => record.decision.reason),
          records.map((record) => record.decision.consent),
          records.map((record) => record.decision.instrument),
          records.map((record) => record.count),
          records.map((record) => record.releaseCheck),
          records.map((record) => record.decision.ruleSet.sha256),
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

/** Refuses a database that could acknowledge what it may still lose. */
export async function assertDurable(pool: Pool): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query<{ value: string }>('SELECT current_setting($1) AS value', [setting]);
    if (rows[0]?.value === 'off')
      throw new Error(`the hub's database runs with \`${setting}\` off: what it accepts could be lost`);
  }
}
