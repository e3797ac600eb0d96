import type { Pool } from 'pg';
import type { Caller } from '../policy/caller.ts';

/** A record as the facts know it: `part` says whose part of a frame it is, the registry's or a body's. */
export interface RecordName {
  readonly type: string;
  readonly id: string;
  readonly part: 'frame' | 'content';
}

export interface RecordRow {
  readonly type: string;
  readonly id: string;
  readonly part: string;
  readonly owner: string;
  readonly subjects: readonly string[];
  /** Bodies that take part in the referral, case or access that the record is. */
  readonly parties: readonly string[];
}
export interface LinkRow {
  readonly subject: string;
  readonly frame: string;
  readonly kind: 'SharedCase' | 'Referral';
  readonly childProtection: boolean;
  readonly referralKind: string | null;
  readonly open: boolean;
  readonly bodies: readonly string[];
}
export interface AccordRow {
  readonly id: string;
  readonly subject: string;
  readonly categories: readonly string[];
  readonly explicitCategories: readonly string[];
  readonly fromBodies: readonly string[];
  readonly toBodies: readonly string[];
  readonly toProfessions: readonly string[];
  readonly purposes: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly grantedBy: readonly string[];
  readonly grantedAt: string;
  readonly withdrawnAt: string | null;
}
export interface FactRow {
  readonly subject: string;
  readonly word: string;
  readonly value: string;
}
export interface BodyRow {
  readonly code: string;
  readonly kind: string;
  readonly url: string | null;
}
export interface InstrumentRow {
  readonly id: string;
  readonly purposes: readonly string[];
  readonly termMonths: number | null;
  readonly tacitRenewal: boolean;
  readonly noticeMonths: number;
  readonly terminationMode: string;
  readonly parties: readonly { readonly body: string; readonly signedOn: string | null }[];
  readonly denunciations: readonly { readonly byBody: string; readonly receivedOn: string }[];
}

/** Everything that the gates may need of some records, as it stood at one instant. */
export interface Gathered {
  /** The fact epoch of the snapshot, and the version of the rule table that was in force at the instant of the decision. */
  readonly epoch: string;
  readonly rules: string | null;
  readonly records: readonly RecordRow[];
  readonly links: readonly LinkRow[];
  readonly accords: readonly AccordRow[];
  readonly facts: readonly FactRow[];
  readonly bodies: readonly BodyRow[];
  readonly instruments: readonly InstrumentRow[];
}

export interface FactsRepository {
  /** One statement, hence one snapshot. `at` is the instant of the decision, `on` its civil date in Paris. */
  gather(names: readonly RecordName[], caller: Caller, at: Date, on: string): Promise<Gathered>;
}

/** States in which a referral ties the agents of both sides to its subject. */
const OPEN_REFERRAL =
  "'SENT', 'RECEIVED', 'IN_REVIEW', 'WAITLISTED', 'ACCEPTED', 'REFUSED', 'REDIRECTED', 'IN_PROGRESS'";

const GATHER = `
WITH asked AS (
  SELECT DISTINCT type, id, part FROM unnest($1::text[], $2::text[], $3::text[]) AS a(type, id, part)
), record AS (
  SELECT a.*, l.body_code AS owner, ARRAY[l.subject] AS subjects, '{}'::text[] AS parties
    FROM asked a JOIN person_link l ON a.type = 'Person' AND l.id = a.id AND l.status = 'CONFIRMED'
  UNION ALL
  SELECT a.*, c.pilot_body, (SELECT array_agg(s.subject) FROM case_subject s WHERE s.case_id = c.id),
         (SELECT array_agg(p.body_code) FROM case_participant p WHERE p.case_id = c.id)
    FROM asked a JOIN shared_case c ON a.type = 'SharedCase' AND c.id = a.id
  UNION ALL
  SELECT a.*, CASE a.part WHEN 'frame' THEN c.pilot_body ELSE p.body_code END,
         (SELECT array_agg(s.subject) FROM case_subject s WHERE s.case_id = c.id),
         (SELECT array_agg(q.body_code) FROM case_participant q WHERE q.case_id = c.id)
    FROM asked a JOIN case_participant p ON a.type = 'Participant' AND p.id = a.id
    JOIN shared_case c ON c.id = p.case_id
  UNION ALL
  SELECT a.*, CASE a.type WHEN 'Referral' THEN r.sender_body ELSE r.recipient_body END,
         (SELECT array_agg(s.subject) FROM referral_subject s WHERE s.referral_id = r.id),
         ARRAY[r.sender_body, r.recipient_body]
    FROM asked a JOIN referral r ON a.type IN ('Referral', 'ReferralHandling') AND r.id = a.id
  UNION ALL
  SELECT a.*, CASE a.part WHEN 'frame' THEN r.sender_body ELSE split_part(a.id, ':', 1) END,
         (SELECT array_agg(s.subject) FROM referral_subject s WHERE s.referral_id = r.id),
         ARRAY[r.sender_body, r.recipient_body]
    FROM asked a JOIN referral r ON a.type = 'ReferralSide'
     AND a.id IN (r.sender_body || ':' || r.id, r.recipient_body || ':' || r.id) AND r.id = substr(a.id, strpos(a.id, ':') + 1)
  UNION ALL
  SELECT a.*, t.owner_body, CASE WHEN t.subject IS NULL THEN '{}' ELSE ARRAY[t.subject] END, ARRAY[t.owner_body, t.agent_body]
    FROM asked a JOIN access_record t ON a.type = 'AccessRecord' AND t.id = CASE WHEN a.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN a.id::uuid END
  UNION ALL
  SELECT a.*, b.code, '{}'::text[], '{}'::text[] FROM asked a JOIN body b ON a.type = 'Body' AND b.code = a.id
), subject AS (
  SELECT DISTINCT unnest(subjects) AS subject FROM record WHERE type <> 'AccessRecord'
), link AS (
  SELECT s.subject, c.id AS frame, 'SharedCase' AS kind, c.child_protection AS "childProtection", NULL AS "referralKind", true AS open,
         ARRAY(SELECT q.body_code FROM case_participant q
                WHERE q.case_id = c.id AND q.valid_from <= $8 AND (q.valid_to IS NULL OR q.valid_to > $8)) AS bodies
    FROM case_subject s JOIN subject USING (subject) JOIN shared_case c ON c.id = s.case_id
    JOIN case_participant p ON p.case_id = c.id AND p.body_code = $4 AND (p.agent = $5 OR p.service = $6)
     AND p.valid_from <= $8 AND (p.valid_to IS NULL OR p.valid_to > $8)
   WHERE c.status = 'ACTIVE' AND c.opened_on <= $8 AND (c.closed_on IS NULL OR c.closed_on > $8)
  UNION ALL
  SELECT s.subject, r.id, 'Referral', false, r.kind, r.state <> 'CLOSED', ARRAY[r.sender_body, r.recipient_body]
    FROM referral_subject s JOIN subject USING (subject) JOIN referral r ON r.id = s.referral_id
   WHERE r.sent_at <= $7
     AND (r.state IN (${OPEN_REFERRAL}) OR (r.state = 'CLOSED' AND r.closed_at > $7::timestamptz - interval '30 days'))
     AND (   (r.sender_body = $4 AND (r.sender_agent = $5 OR r.sender_service = $6))
          OR (r.recipient_body = $4 AND (r.recipient_agent = $5 OR r.recipient_service = $6)))
), accord AS (
  SELECT c.id, c.subject, c.categories, coalesce(c.explicit_categories, '{}') AS "explicitCategories", c.from_bodies AS "fromBodies",
         c.to_bodies AS "toBodies", coalesce(c.to_professions, '{}') AS "toProfessions", c.purposes,
         c.valid_from AS "validFrom", c.valid_to AS "validTo",
         c.granted_by AS "grantedBy", c.granted_at AS "grantedAt",
         c.withdrawn_at AS "withdrawnAt"
    FROM consent c JOIN subject USING (subject) WHERE c.kind = 'ACCORD' ORDER BY c.granted_at, c.id
), fact AS (
  SELECT f.subject, f.word, f.value FROM decision_fact f JOIN subject USING (subject)
   WHERE f.valid_from <= $7 AND (f.valid_to IS NULL OR f.valid_to > $7)
), instrument_between AS (
  SELECT i.id, i.purposes, i.term_months AS "termMonths", i.tacit_renewal AS "tacitRenewal", i.notice_months AS "noticeMonths",
         i.termination_mode AS "terminationMode",
         (SELECT json_agg(json_build_object('body', p.body_code, 'signedOn', p.signed_on)) FROM instrument_party p
           WHERE p.instrument_id = i.id) AS parties,
         (SELECT coalesce(json_agg(json_build_object('byBody', d.by_body, 'receivedOn', d.received_on)), '[]') FROM denunciation d
           WHERE d.instrument_id = i.id) AS denunciations
    FROM instrument i
   WHERE EXISTS (SELECT 1 FROM instrument_party p WHERE p.instrument_id = i.id AND p.body_code = $4)
     AND EXISTS (SELECT 1 FROM instrument_party p JOIN record r ON r.owner = p.body_code
                  WHERE p.instrument_id = i.id AND r.owner <> $4)
   ORDER BY i.id
)
SELECT (SELECT epoch::text FROM fact_epoch) AS epoch,
       (SELECT version FROM rule_set WHERE valid_from <= $7 ORDER BY valid_from DESC LIMIT 1) AS rules,
       (SELECT coalesce(json_agg(r), '[]') FROM record r) AS records,
       (SELECT coalesce(json_agg(l), '[]') FROM link l) AS links,
       (SELECT coalesce(json_agg(c), '[]') FROM accord c) AS accords,
       (SELECT coalesce(json_agg(f), '[]') FROM fact f) AS facts,
       (SELECT coalesce(json_agg(json_build_object('code', b.code, 'kind', b.kind, 'url', b.url)), '[]')
          FROM body b WHERE b.code IN (SELECT owner FROM record UNION SELECT split_part(id, ':', 1) FROM asked)) AS bodies,
       (SELECT coalesce(json_agg(i), '[]') FROM instrument_between i) AS instruments`;

export function createFactsRepository(pool: Pool): FactsRepository {
  return {
    async gather(names, caller, at, on) {
      const { rows } = await pool.query<Gathered>({
        name: 'gather-facts',
        text: GATHER,
        values: [
          names.map((name) => name.type),
          names.map((name) => name.id),
          names.map((name) => name.part),
          caller.body,
          caller.agent,
          caller.service,
          at.toISOString(),
          on,
        ],
      });
      const [gathered] = rows;
      if (!gathered) throw new Error('the facts query returned no row');
      return gathered;
    },
  };
}
