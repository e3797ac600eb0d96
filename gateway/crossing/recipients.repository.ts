import type { Pool } from 'pg';
import type { Recipient } from '../policy/facts.ts';

/**
 * Agents of one service and habilitation of a body, whom a decision cannot tell apart: one of them stands for all. An
 * agent whom a frame of the person names is told apart, so she stands for herself.
 */
export interface RecipientGroup extends Recipient {
  readonly agent: string;
  readonly service: string | null;
  readonly purposes: readonly string[];
}

export interface RecipientsRepository {
  /** In office on a civil date, at the other parties to the instruments of `owner`. */
  recipientsAround(owner: string, subjects: readonly string[], on: string): Promise<readonly RecipientGroup[]>;
}

const AROUND = `
WITH party AS (
  SELECT DISTINCT p.body_code FROM instrument_party o JOIN instrument_party p USING (instrument_id)
   WHERE o.body_code = $1 AND p.body_code <> $1
), named (body, agent) AS (
  SELECT p.body_code, p.agent FROM case_subject s JOIN case_participant p USING (case_id) WHERE s.subject = ANY ($2)
  UNION SELECT r.sender_body, r.sender_agent FROM referral_subject s JOIN referral r ON r.id = s.referral_id WHERE s.subject = ANY ($2)
  UNION SELECT r.recipient_body, r.recipient_agent FROM referral_subject s JOIN referral r ON r.id = s.referral_id WHERE s.subject = ANY ($2)
  UNION SELECT d.body_code, d.agent FROM pre_enrolment e JOIN school_designation d USING (school) WHERE e.subject = ANY ($2)
  UNION SELECT b.body_code, b.agent FROM benefit_application b WHERE b.subject = ANY ($2)
  UNION SELECT e.agent_body, e.agent FROM emergency_access e WHERE e.subject = ANY ($2)
)
SELECT h.body_code AS body, b.kind AS "bodyKind", h.service_code AS service, h.profession, h.secrecy, h.communities,
       min(h.agent) AS agent, array_agg(DISTINCT purpose ORDER BY purpose) AS purposes
  FROM party p JOIN body b ON b.code = p.body_code JOIN habilitation h ON h.body_code = b.code,
       unnest(h.purposes) AS purpose
 WHERE h.valid_from <= $3::date AND (h.valid_to IS NULL OR $3::date < h.valid_to)
 GROUP BY h.body_code, b.kind, h.service_code, h.profession, h.secrecy, h.communities,
          CASE WHEN (h.body_code, h.agent) IN (SELECT body, agent FROM named WHERE agent IS NOT NULL) THEN h.agent END
 ORDER BY h.body_code, h.profession, agent`;

export function createRecipientsRepository(pool: Pool): RecipientsRepository {
  return {
    async recipientsAround(owner, subjects, on) {
      return (await pool.query<RecipientGroup>(AROUND, [owner, subjects, on])).rows;
    },
  };
}
