import { EVALUATION, WORRY } from '../policy/concealed-traces.ts';

/** A line that tells of an information préoccupante, or of an evaluation of which the parents were not told. */
const TELLS_OF_WORRY = `(
  t.category = '${WORRY.category}' OR t.purpose = '${WORRY.purpose}' OR t.profession = '${WORRY.profession}' OR t.rule = '${WORRY.rule}'
  OR t.purpose = '${EVALUATION}' AND NOT EXISTS (
    SELECT 1 FROM case_subject s JOIN shared_case c ON c.id = s.case_id
     WHERE s.subject = t.subject AND c.child_protection AND c.parents_information = 'INFORMED' AND c.parents_informed_on <= $8))`;

/** Whom no body has said to have an address that need not be protected, or whom one says to have one. */
const MAY_BE_HIDING = (subject: string): string => `(
  SELECT count(*) = 0 OR bool_or(f.value <> 'no') FROM decision_fact f
   WHERE f.subject = ${subject} AND f.word = 'PROTECTED_ADDRESS' AND f.valid_from <= $7 AND (f.valid_to IS NULL OR f.valid_to > $7)
     AND (f.pushed_at IS NULL OR f.pushed_at <= $7) AND (f.revoked_at IS NULL OR f.revoked_at > $7))`;

/**
 * What a line on a person's own account would tell her of others: who controls and looks at logs, who asks in her stead,
 * and, where a frame is hers and that of somebody whose address is protected, a body that she has never named herself.
 */
const TELLS_OF_OTHERS = `(
  t.category = 'AUDIT_TRACE' OR $11 AND t.profession = 'SUBJECT'
  OR (SELECT beside_hidden FROM beside) AND NOT ARRAY[t.owner_body, t.agent_body] <@ (SELECT known FROM beside))`;

/** A contestation that is the bodies' own affair, or of an access of which the person is not told. */
const IS_BETWEEN_OTHERS = `(
  k.kind = 'BETWEEN_BODIES' OR k.object = 'ACCESS' AND EXISTS (
    SELECT 1 FROM access_record t
     WHERE t.id = CASE WHEN lower(k.object_id) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN k.object_id::uuid END
       AND (${TELLS_OF_WORRY} OR cardinality($9::text[]) > 0 AND ${TELLS_OF_OTHERS})))`;

/** Whose each of the records asked for is, and whom it is about: CTEs `asked`, `record` and `subject`. */
export const RECORDS = `
asked AS (
  SELECT DISTINCT type, id, part FROM unnest($1::text[], $2::text[], $3::text[]) AS a(type, id, part)
), beside AS (
  SELECT EXISTS (
           SELECT 1 FROM case_subject mine JOIN case_subject other USING (case_id)
            WHERE mine.subject = ANY($9::text[]) AND other.subject <> ALL($9::text[]) AND ${MAY_BE_HIDING('other.subject')}
           UNION ALL
           SELECT 1 FROM referral_subject mine JOIN referral_subject other USING (referral_id)
            WHERE mine.subject = ANY($9::text[]) AND other.subject <> ALL($9::text[]) AND ${MAY_BE_HIDING('other.subject')}) AS beside_hidden,
         ARRAY(SELECT DISTINCT body FROM consent c, unnest(c.from_bodies || c.to_bodies || c.collecting_body || $4::text) AS named(body)
                WHERE c.subject = ANY($9::text[]) AND 'SELF' = ANY(c.granted_by)) AS known
), record AS (
  SELECT a.*, l.body_code AS owner, ARRAY[l.subject] AS subjects, '{}'::text[] AS parties, '{}'::text[] AS named, false AS concealed
    FROM asked a JOIN person_link l ON a.type = 'Person' AND l.id = a.id AND l.status = 'CONFIRMED'
  UNION ALL
  SELECT a.*, c.pilot_body, ARRAY(SELECT s.subject FROM case_subject s WHERE s.case_id = c.id),
         ARRAY(SELECT p.body_code FROM case_participant p WHERE p.case_id = c.id), '{}', false
    FROM asked a JOIN shared_case c ON a.type = 'SharedCase' AND c.id = a.id
  UNION ALL
  SELECT a.*, CASE a.part WHEN 'frame' THEN c.pilot_body ELSE p.body_code END,
         ARRAY(SELECT s.subject FROM case_subject s WHERE s.case_id = c.id),
         ARRAY(SELECT q.body_code FROM case_participant q WHERE q.case_id = c.id), '{}', false
    FROM asked a JOIN case_participant p ON a.type = 'Participant' AND p.id = a.id
    JOIN shared_case c ON c.id = p.case_id
  UNION ALL
  SELECT a.*, CASE a.type WHEN 'Referral' THEN r.sender_body ELSE r.recipient_body END,
         ARRAY(SELECT s.subject FROM referral_subject s WHERE s.referral_id = r.id),
         ARRAY[r.sender_body, r.recipient_body], '{}', false
    FROM asked a JOIN referral r ON a.type IN ('Referral', 'ReferralHandling') AND r.id = a.id
  UNION ALL
  SELECT a.*, CASE a.part WHEN 'frame' THEN r.sender_body ELSE split_part(a.id, ':', 1) END,
         ARRAY(SELECT s.subject FROM referral_subject s WHERE s.referral_id = r.id),
         ARRAY[r.sender_body, r.recipient_body], '{}', false
    FROM asked a JOIN referral r ON a.type = 'ReferralSide'
     AND a.id IN (r.sender_body || ':' || r.id, r.recipient_body || ':' || r.id) AND r.id = substr(a.id, strpos(a.id, ':') + 1)
  UNION ALL
  SELECT a.*, c.collecting_body, ARRAY[c.subject],
         CASE WHEN c.case_id IS NOT NULL THEN ARRAY(SELECT p.body_code FROM case_participant p WHERE p.case_id = c.case_id)
              WHEN c.referral_id IS NOT NULL THEN (SELECT ARRAY[r.sender_body, r.recipient_body] FROM referral r WHERE r.id = c.referral_id)
              ELSE '{}' END,
         ARRAY[c.collecting_body] || c.from_bodies || c.to_bodies, false
    FROM asked a JOIN consent c ON a.type = 'Consent' AND c.id = a.id
  UNION ALL
  SELECT a.*, t.owner_body, CASE WHEN t.subject IS NULL OR ${TELLS_OF_WORRY} THEN '{}' ELSE ARRAY[t.subject] END,
         ARRAY[t.owner_body, t.agent_body] || ARRAY(SELECT c.collecting_body FROM consent c WHERE c.id = t.consent), '{}',
         ${TELLS_OF_WORRY} OR cardinality($9::text[]) > 0 AND ${TELLS_OF_OTHERS}
    FROM asked a JOIN access_record t ON a.type = 'AccessRecord' AND t.id = CASE WHEN a.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN a.id::uuid END
  UNION ALL
  SELECT a.*, n.body_code, ARRAY[n.subject], '{}', ARRAY[n.body_code] || coalesce(ARRAY[n.owner_body], '{}'), false
    FROM asked a JOIN recipient_notice n ON a.type = 'RecipientNotice' AND n.id = a.id
  UNION ALL
  SELECT a.*, f.body_code, ARRAY[f.subject], '{}', ARRAY[f.body_code], false
    FROM asked a JOIN decision_fact f ON a.type = 'DecisionFact' AND f.id = a.id
  UNION ALL
  SELECT a.*, h.from_body, ARRAY[h.subject], '{}', ARRAY[h.from_body], false
    FROM asked a JOIN handover_proposal h ON a.type = 'HandoverProposal' AND h.id = a.id
  UNION ALL
  SELECT a.*, e.owner_body, ARRAY[e.subject], ARRAY[e.owner_body, e.agent_body], '{}', false
    FROM asked a JOIN emergency_access e ON a.type = 'EmergencyAccess' AND e.id = a.id
  UNION ALL
  SELECT a.*, k.handler_body, CASE WHEN k.subject IS NULL THEN '{}' ELSE ARRAY[k.subject] END, ARRAY[k.handler_body, k.opened_by_body], '{}', ${IS_BETWEEN_OTHERS}
    FROM asked a JOIN contestation k ON a.type = 'Contestation' AND k.id = a.id
  UNION ALL
  SELECT a.*, l.body_code, ARRAY[l.subject], '{}', ARRAY[l.body_code], false
    FROM asked a JOIN person_link l ON a.type = 'PersonLink' AND l.id = a.id
  UNION ALL
  SELECT a.*, b.code, '{}', ARRAY[b.code], '{}', false FROM asked a JOIN body b ON a.type = 'Office' AND b.code = a.id
  UNION ALL
  SELECT a.*, b.code, '{}', '{}', '{}', false FROM asked a JOIN body b ON a.type = 'Body' AND b.code = a.id
), subject AS (
  SELECT DISTINCT about.subject FROM record, unnest(record.subjects) AS about(subject)
   WHERE record.type <> 'AccessRecord' OR about.subject = ANY($9::text[])
)`;
