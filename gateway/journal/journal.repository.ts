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

/** The lines come as one JSON text: the driver writes it several times faster than as many arrays. */
const APPEND = `
INSERT INTO access_record (
  id, owner_body, subject, category, decision, rule, transform, reason, consent, instrument, count, release_check,
  rule_set_sha256,
  at, operation, query_hash, agent, agent_body, partner_system, profession, secrecy, purpose, mission, rule_set_version)
SELECT line.*, $2::timestamptz, $3::uuid, $4, $5, $6, $7, $8, $9, $10, $11, $12
  FROM json_to_recordset($1::json) AS line(
    id uuid, owner text, subject text, category text, decision text, rule text, transform text, reason text,
    consent text, instrument text, count int, "releaseCheck" text, "ruleSet" text)`;

/** One statement per operation. It relies on the database's `fsync` and `synchronous_commit`, which the hub checks when it starts. */
export function createJournal(pool: Pool): Journal {
  return {
    async append(context, records) {
      if (records.length === 0) return;
      await pool.query({
        name: 'append-access-records',
        text: APPEND,
        values: [
          JSON.stringify(records.map(lineOf)),
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

function lineOf({ owner, subject, category, decision, count, releaseCheck }: AccessRecord) {
  const { effect, rule, transform, reason, consent, instrument, ruleSet } = decision;
  return {
    id: randomUUID(),
    ...{ owner, subject, category, decision: effect, rule, transform, reason, consent, instrument },
    ...{ count, releaseCheck, ruleSet: ruleSet.sha256 },
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
