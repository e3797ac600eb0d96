/** States in which a referral ties the agents of both sides to its subject; the first three only until it lapses. */
const OPEN_REFERRAL = `
  (r.state IN ('SENT', 'RECEIVED', 'IN_REVIEW') AND (r.expires_on IS NULL OR r.expires_on > $8)
   OR r.state IN ('WAITLISTED', 'ACCEPTED', 'REFUSED', 'REDIRECTED', 'IN_PROGRESS'))`;

const PARENTS = (row: string): string =>
  `json_build_object('information', ${row}.parents_information, 'informedOn', ${row}.parents_informed_on, 'exemption', ${row}.parents_exemption)`;

/** The frames that tie the caller, or her service, to the subjects: CTE `tie`, one object per subject and frame. */
export const TIES = `
tie AS (
  SELECT json_build_object(
           'kind', 'SharedCase', 'subject', s.subject, 'frame', c.id, 'childProtection', c.child_protection,
           'bodies', (SELECT json_agg(q.body_code) FROM case_participant q
                       WHERE q.case_id = c.id AND q.valid_from <= $8 AND (q.valid_to IS NULL OR q.valid_to > $8)),
           'pilotKind', (SELECT b.kind FROM body b WHERE b.code = c.pilot_body), 'parents', ${PARENTS('c')},
           'coordinator', c.coordinator, 'designatedOn', c.designated_on, 'designatedByMayorOf', c.designated_by_mayor_of,
           'presidentConsultedOn', c.president_consulted_on, 'personInformedOn', c.person_informed_on,
           'participants', (SELECT json_agg(json_build_object('body', q.body_code, 'service', q.service, 'agent', q.agent,
                                                              'inCareTeam', q.in_care_team))
                              FROM case_participant q
                             WHERE q.case_id = c.id AND q.valid_from <= $8 AND (q.valid_to IS NULL OR q.valid_to > $8))) AS tie
    FROM case_subject s JOIN subject USING (subject) JOIN shared_case c ON c.id = s.case_id
    JOIN case_participant p ON p.case_id = c.id AND p.body_code = $4 AND (p.agent = $5 OR p.service = $6)
     AND p.valid_from <= $8 AND (p.valid_to IS NULL OR p.valid_to > $8)
   WHERE c.status = 'ACTIVE' AND c.opened_on <= $8 AND (c.closed_on IS NULL OR c.closed_on > $8)
  UNION ALL
  SELECT json_build_object(
           'kind', 'Referral', 'subject', s.subject, 'frame', r.id, 'referralKind', r.kind, 'purpose', r.purpose,
           'open', r.state <> 'CLOSED', 'bodies', json_build_array(r.sender_body, r.recipient_body),
           'signed', CASE WHEN r.signed_version = r.payload_version AND r.signed_at <= $7 THEN json_build_object(
              'by', coalesce(r.signed_by, '{}'), 'at', r.signed_at,
              'fields', (SELECT coalesce(json_agg(json_build_object('category', f.category, 'path', f.path)
                                                  ORDER BY f.category, f.path), '[]')
                           FROM referral_payload_field f WHERE f.referral_id = r.id AND f.version = r.signed_version)) END)
    FROM referral_subject s JOIN subject USING (subject) JOIN referral r ON r.id = s.referral_id
   WHERE r.sent_at <= $7
     AND (${OPEN_REFERRAL} OR (r.state = 'CLOSED' AND r.closed_at > $7::timestamptz - interval '30 days'))
     AND (   (r.sender_body = $4 AND (r.sender_agent = $5 OR r.sender_service = $6))
          OR (r.recipient_body = $4 AND (r.recipient_agent = $5 OR r.recipient_service = $6)))
  UNION ALL
  SELECT json_build_object(
           'kind', 'PreEnrolment', 'subject', e.subject, 'frame', e.id,
           'bodies', (SELECT json_agg(DISTINCT body) FROM (
              SELECT e.body_code AS body UNION SELECT other.body_code FROM school_designation other
               WHERE other.school = e.school AND other.valid_from <= $8 AND other.valid_to > $8) AS taking_part))
    FROM pre_enrolment e JOIN subject USING (subject)
   WHERE e.valid_from <= $8 AND (e.valid_to IS NULL OR e.valid_to > $8)
     AND EXISTS (SELECT 1 FROM school_designation d WHERE d.school = e.school AND d.body_code = $4 AND d.agent = $5
                    AND d.valid_from <= $8 AND d.valid_to > $8)
  UNION ALL
  SELECT json_build_object(
           'kind', 'BenefitApplication', 'subject', b.subject, 'frame', b.id, 'applicationKind', b.kind,
           'bodies', array_to_json(ARRAY[b.body_code] || coalesce(b.other_bodies, '{}')))
    FROM benefit_application b JOIN subject USING (subject)
   WHERE b.body_code = $4 AND (b.agent = $5 OR b.service = $6)
     AND b.opened_on <= $8 AND (b.decided_on IS NULL OR b.decided_on > $8)
)`;

/** What opens without a tie, each for one purpose: CTEs `emergency`, `worry` and `notice`. */
export const CHANNELS = `
emergency AS (
  SELECT DISTINCT e.subject, e.owner_body AS owner FROM emergency_access e JOIN subject USING (subject)
   WHERE $10 = 'EMERGENCY' AND e.agent = $5 AND e.agent_body = $4 AND e.declared_at <= $7
     AND least(e.expires_at, e.declared_at + interval '4 hours') > $7 AND char_length(btrim(e.motive)) >= 20
     AND (e.verdict <> 'UNJUSTIFIED' OR e.reviewed_at > $7)
), worry AS (
  SELECT c.subject, w.sender_body AS sender, w.in_danger_or_risk AS "inDangerOrRisk", ${PARENTS('w')} AS parents
    FROM worrying_information w JOIN worrying_information_child c ON c.information_id = w.id JOIN subject USING (subject)
   WHERE $10 = 'IP_TRANSMIT' AND w.recipient_body = $4 AND w.transmitted_at <= $7 AND w.state <> 'CLOSED'
   ORDER BY w.transmitted_at, w.id
), notice AS (
  SELECT n.subject, n.from_body AS sender, n.aggravation_noted AS "aggravationNoted",
         n.several_professionals OR EXISTS (
           SELECT 1 FROM case_subject s JOIN shared_case c ON c.id = s.case_id AND c.status = 'ACTIVE'
             JOIN case_participant p ON p.case_id = c.id AND p.valid_from <= $8 AND (p.valid_to IS NULL OR p.valid_to > $8)
            WHERE s.subject = n.subject AND p.agent IS NOT NULL
            GROUP BY c.id
           HAVING bool_or(p.body_code = n.from_body) AND count(DISTINCT p.agent) > 1
              AND count(DISTINCT (p.body_code, p.service)) > 1) AS "severalProfessionals"
    FROM coordination_notice n JOIN subject USING (subject)
   WHERE $10 = 'COORD_NOTICE' AND $4 = ANY(n.to_bodies) AND n.sent_at <= $7
   ORDER BY n.sent_at, n.id
)`;
