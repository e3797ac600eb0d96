/** What subjects have said and what bodies say of them: CTEs `consent_said` and `word_said`. */
export const SAID = `
consent_said AS (
  SELECT c.id, c.subject, c.kind, c.categories, coalesce(c.explicit_categories, '{}') AS "explicitCategories",
         c.from_bodies AS "fromBodies", c.to_bodies AS "toBodies", coalesce(c.to_professions, '{}') AS "toProfessions",
         c.purposes, c.valid_from AS "validFrom", c.valid_to AS "validTo", c.granted_by AS "grantedBy",
         c.granted_at AS "grantedAt", c.withdrawn_at AS "withdrawnAt", coalesce(c.generalisations, '{}') AS generalisations,
         c.minor_assent AS "minorAssent", c.able_to_consent AS "ableToConsent", c.superseded_by AS "supersededBy"
    FROM consent c JOIN subject USING (subject) WHERE c.kind <> 'REFUSAL' ORDER BY c.granted_at, c.id
), word_said AS (
  SELECT f.subject, f.body_code AS body, f.word, f.value, f.valid_from AS "validFrom", f.valid_to AS "validTo",
         f.revoked_at AS "revokedAt"
    FROM decision_fact f JOIN subject USING (subject)
   WHERE f.valid_from <= $7 AND (f.pushed_at IS NULL OR f.pushed_at <= $7)
   ORDER BY f.valid_from, f.id
)`;

/** The instruments between the caller's body and the owners, with all that changes them: CTE `instrument_between`. */
export const INSTRUMENTS = `
instrument_between AS (
  SELECT i.id, i.purposes, i.communes, i.term_months AS "termMonths", i.tacit_renewal AS "tacitRenewal", i.notice_months AS "noticeMonths",
         i.termination_mode AS "terminationMode",
         (SELECT json_agg(json_build_object('body', p.body_code, 'signedOn', p.signed_on)) FROM instrument_party p
           WHERE p.instrument_id = i.id) AS parties,
         (SELECT coalesce(json_agg(json_build_object('byBody', d.by_body, 'receivedOn', d.received_on)), '[]') FROM denunciation d
           WHERE d.instrument_id = i.id) AS denunciations,
         (SELECT coalesce(json_agg(json_build_object('category', r.category, 'profession', r.profession, 'purpose', r.purpose,
                                                     'validFrom', r.valid_from, 'validTo', r.valid_to) ORDER BY r.id), '[]')
            FROM instrument_restriction r WHERE r.instrument_id = i.id) AS restrictions,
         (SELECT coalesce(json_agg(json_build_object('validFrom', o.valid_from, 'validTo', o.valid_to)), '[]') FROM opt_in o
           WHERE o.instrument_id = i.id) AS "optIns",
         (SELECT coalesce(json_agg(json_build_object('number', m.number, 'effectiveOn', m.effective_on, 'changes', m.changes)
                                   ORDER BY m.number), '[]')
            FROM amendment m WHERE m.instrument_id = i.id) AS amendments
    FROM instrument i
   WHERE EXISTS (SELECT 1 FROM instrument_party p WHERE p.instrument_id = i.id AND p.body_code = $4)
     AND EXISTS (SELECT 1 FROM instrument_party p JOIN record r ON r.owner = p.body_code
                  WHERE p.instrument_id = i.id AND r.owner <> $4)
   ORDER BY i.id
)`;
