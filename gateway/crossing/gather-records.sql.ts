/** Whose each of the records asked for is, and whom it is about: CTEs `asked`, `record` and `subject`. */
export const RECORDS = `
asked AS (
  SELECT DISTINCT type, id, part FROM unnest($1::text[], $2::text[], $3::text[]) AS a(type, id, part)
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
  SELECT a.*, t.owner_body, CASE WHEN t.subject IS NULL THEN '{}' ELSE ARRAY[t.subject] END,
         ARRAY[t.owner_body, t.agent_body] || ARRAY(SELECT c.collecting_body FROM consent c WHERE c.id = t.consent), '{}', t.category = 'WORRYING_INFO' OR t.purpose = 'IP_TRANSMIT'
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
  SELECT a.*, b.code, '{}', '{}', '{}', false FROM asked a JOIN body b ON a.type = 'Body' AND b.code = a.id
), subject AS (
  SELECT DISTINCT about.subject FROM record, unnest(record.subjects) AS about(subject)
   WHERE record.type <> 'AccessRecord' OR about.subject = ANY($9::text[])
)`;
