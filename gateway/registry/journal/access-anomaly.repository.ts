import { Prisma } from '../../../prisma/generated/hub/client.ts';
import type { Purpose } from '../../../schema/vocabulary.ts';
import { type CivilDate, civilDateOf } from '../../policy/civil-date.ts';
import { emergencyReviewDueAt } from '../../policy/deadlines.ts';
import { publicHolidaysOf } from '../../policy/public-holidays.ts';
import { PURPOSE_NEEDS } from '../../policy/purposes.ts';
import { addDays, startOfDay } from '../paris-day.ts';
import { type AccessAnomaly, THRESHOLDS } from './access-anomaly.ts';
import { within } from './access-reading.repository.ts';
import { RESTS_ON_EMERGENCY } from './access-record.repository.ts';
import type { Period } from './recipients-of-data.repository.ts';

/** In whose journal is looked, when, and what time it is. */
export interface AnomalySearch {
  readonly body: string;
  readonly period: Period;
  readonly at: Date;
}

/** What makes a row of the journal one of these, as conditions on `t`; the rows are decided like any others. */
export const CANDIDATES: Readonly<Record<AccessAnomaly, (search: AnomalySearch) => readonly Prisma.Sql[]>> = {
  OUTSIDE_HOURS: ({ period }) => [
    within(period),
    Prisma.sql`t.profession <> 'SUBJECT' AND (
      extract(isodow FROM ${PARIS}) > 5 OR extract(hour FROM ${PARIS}) < ${THRESHOLDS.firstHour}
      OR extract(hour FROM ${PARIS}) >= ${THRESHOLDS.lastHour} OR (${PARIS})::date = ANY(${holidaysIn(period)}::date[]))`,
  ],
  OWN_FAMILY_NAME: ({ body, period }) => [
    within(period),
    Prisma.sql`t.agent_body = ${body} AND EXISTS (
      SELECT 1 FROM decision_fact f WHERE f.subject = t.subject AND ${namesakesSaidBy(body)}
         AND t.agent = ANY(string_to_array(f.value, '|')))`,
  ],
  MANY_DENIALS: ({ body, period }) => [
    within(period),
    Prisma.sql`t.decision = 'DENY' AND (t.agent_body, t.agent, (${PARIS})::date) IN (
      SELECT d.agent_body, d.agent, (d.at AT TIME ZONE 'Europe/Paris')::date FROM access_record d
       WHERE d.decision = 'DENY' AND (d.agent_body = ${body} OR d.owner_body = ${body}) AND d.profession <> 'SUBJECT'
         AND d.at >= ${wholeDays(period).from.toISOString()}::timestamptz
         AND d.at < ${wholeDays(period).to.toISOString()}::timestamptz
       GROUP BY 1, 2, 3 HAVING count(DISTINCT d.operation) > ${THRESHOLDS.denialsPerDay})`,
  ],
  NO_ACTIVITY: ({ body, period }) => [
    within(period),
    Prisma.sql`t.decision = 'PERMIT' AND t.subject IS NOT NULL AND ${body} IN (t.owner_body, t.agent_body)
      AND t.purpose = ANY(${ON_A_MISSION}::text[])
      AND NOT EXISTS (SELECT 1 FROM (${activityOf(body)}) AS activity(day)
                       WHERE activity.day BETWEEN (${PARIS})::date - ${THRESHOLDS.activityDays}::int
                                              AND (${PARIS})::date + ${THRESHOLDS.activityDays}::int)`,
  ],
  EMERGENCY_NOT_REVIEWED: ({ period, at }) => [
    within(period),
    Prisma.sql`${RESTS_ON_EMERGENCY} AND EXISTS (
      SELECT 1 FROM emergency_access e
       WHERE e.agent = t.agent AND e.agent_body = t.agent_body AND e.subject = t.subject AND e.owner_body = t.owner_body
         AND e.declared_at <= t.at AND e.expires_at > t.at AND e.reviewed_at IS NULL
         AND e.declared_at <= ${declaredBefore(at).toISOString()}::timestamptz
         AND (SELECT count(DISTINCT r.role) FROM emergency_review r WHERE r.emergency_id = e.id) < 2)`,
  ],
};

/** Accesses of the body's own agents to persons of whom it has not said whether they bear an agent's name. */
export function namesakesUnknown({ body, period }: AnomalySearch): readonly Prisma.Sql[] {
  return [
    within(period),
    Prisma.sql`t.agent_body = ${body} AND t.subject IS NOT NULL AND t.profession <> 'SUBJECT' AND NOT EXISTS (
      SELECT 1 FROM decision_fact f WHERE f.subject = t.subject AND ${namesakesSaidBy(body)})`,
  ];
}

/** The clock on a wall in Paris. */
const PARIS = Prisma.sql`t.at AT TIME ZONE 'Europe/Paris'`;

const namesakesSaidBy = (body: string) =>
  Prisma.sql`f.word = 'NAMED_LIKE_AGENTS' AND f.body_code = ${body} AND f.revoked_at IS NULL AND f.valid_to IS NULL`;

/** Purposes under which nothing crosses without a mission in force. */
const ON_A_MISSION = (Object.keys(PURPOSE_NEEDS) as Purpose[]).filter((purpose) => PURPOSE_NEEDS[purpose].link);

/**
 * Days on which something happened on what ties the person to both: of frames in which the body that asks takes part, and
 * no others, or what happens elsewhere would show in what is listed here.
 */
function activityOf(body: string): Prisma.Sql {
  return Prisma.sql`
    SELECT unnest(ARRAY[r.created_on, ${dayOf('r.sent_at')}, ${dayOf('r.signed_at')}, ${dayOf('r.closed_at')}])
      FROM referral r JOIN referral_subject s ON s.referral_id = r.id
     WHERE s.subject = t.subject AND ${body} IN (r.sender_body, r.recipient_body)
       AND (t.mission IS NULL OR t.mission = r.id)
    UNION ALL
    SELECT unnest(ARRAY[c.opened_on, c.closed_on, c.next_review_on, c.designated_on, c.person_informed_on,
                        p.valid_from, p.valid_to])
      FROM shared_case c JOIN case_subject s ON s.case_id = c.id JOIN case_participant p ON p.case_id = c.id
     WHERE s.subject = t.subject AND (t.mission IS NULL OR t.mission = c.id)
       AND EXISTS (SELECT 1 FROM case_participant own WHERE own.case_id = c.id AND own.body_code = ${body})
    UNION ALL
    SELECT unnest(ARRAY[${dayOf('g.granted_at')}, ${dayOf('g.withdrawn_at')}]) FROM consent g
     WHERE g.subject = t.subject AND (g.case_id IS NOT NULL OR g.referral_id IS NOT NULL)
       AND (t.mission IS NULL OR t.mission IN (g.case_id, g.referral_id))
       AND (g.collecting_body = ${body} OR ${body} = ANY(g.from_bodies) OR ${body} = ANY(g.to_bodies))
    UNION ALL
    SELECT unnest(ARRAY[b.opened_on, b.decided_on]) FROM benefit_application b
     WHERE b.subject = t.subject AND (b.body_code = ${body} OR ${body} = ANY(b.other_bodies))
       AND (t.mission IS NULL OR t.mission = b.id)
    UNION ALL
    SELECT unnest(ARRAY[e.valid_from, e.valid_to]) FROM pre_enrolment e
     WHERE e.subject = t.subject AND (t.mission IS NULL OR t.mission = e.id)
       AND (e.body_code = ${body}
            OR EXISTS (SELECT 1 FROM school_designation d WHERE d.school = e.school AND d.body_code = ${body}))`;
}

/** The day in Paris on which an instant fell. */
function dayOf(column: `${string}.${string}`): Prisma.Sql {
  return Prisma.raw(`(${column} AT TIME ZONE 'Europe/Paris')::date`);
}

/** The latest instant at which an emergency was declared whose review is overdue by now. */
function declaredBefore(at: Date): Date {
  return new Date(at.getTime() - (emergencyReviewDueAt(at).getTime() - at.getTime()));
}

function holidaysIn({ from, to }: Period): CivilDate[] {
  const first = Number(civilDateOf(from).slice(0, 4));
  const last = Number(civilDateOf(to).slice(0, 4));
  return Array.from({ length: last - first + 1 }, (_, n) => publicHolidaysOf(first + n)).flat();
}

/** The days that the period touches, whole: a day on which many were refused is one, however it is cut. */
function wholeDays({ from, to }: Period): Period {
  return { from: startOfDay(civilDateOf(from)), to: startOfDay(addDays(civilDateOf(to), 1)) };
}
