import type pg from 'pg';
import type { CountedRecord } from '../../../disclosure/count-records.ts';
import { binOf, type Dimension } from '../../../disclosure/dimensions.ts';
import type { Indicator } from '../../../disclosure/indicator.ts';
import type { PeriodDays } from '../../../disclosure/periods.ts';

/** A record of one body, as it is read. */
interface Row {
  readonly body: string;
  readonly record: string;
  readonly subjects: readonly string[];
  readonly bins: Readonly<Partial<Record<Dimension, string | null>>>;
}

/** Midnight in Paris at the first day of the period, and at the day after its last. */
const FROM = "($1::timestamp AT TIME ZONE 'Europe/Paris')";
const TO = "($2::timestamp AT TIME ZONE 'Europe/Paris')";
const within = (instant: string) => `${instant} >= ${FROM} AND ${instant} < ${TO}`;
const withinDays = (day: string) => `${day} >= $1::date AND ${day} < $2::date`;
const dayOf = (instant: string) => `(${instant} AT TIME ZONE 'Europe/Paris')::date`;

/** Referrals of the side whose figure it is, with the kind of the other side. */
const referrals = (side: 'sender' | 'recipient', bins: string, where: string, order: string) => `
  SELECT r.${side}_body AS body, 'referral:' || r.id AS record,
         ARRAY(SELECT s.subject FROM referral_subject s WHERE s.referral_id = r.id ORDER BY s.subject) AS subjects,
         jsonb_build_object('REFERRAL_KIND', r.kind, 'PARTNER_KIND', other.kind ${bins}) AS bins
    FROM referral r LEFT JOIN body other ON other.code = r.${side === 'sender' ? 'recipient' : 'sender'}_body
   WHERE r.sent_at IS NOT NULL AND ${where}
   ORDER BY ${order}, r.id COLLATE "C"`;

/** One that was called back, or froze with its instrument, before it was due any answer. */
const CALLED_OFF = `r.state IN ('CANCELLED', 'WITHDRAWN', 'FROZEN')`;

/** The day on which a referral closed or expired, whichever came first. */
const ENDED = `least(${dayOf('r.closed_at')}, r.expires_on)`;

/** Acts of one kind, of each person at each body the first: `DISTINCT ON` reads a journal of any length once. */
const acts = (act: string, table: string, body: string, instant: string, where: string) => `
  (SELECT DISTINCT ON (${body}, t.subject) ${body} AS body, '${table}:' || t.id AS record, ARRAY[t.subject] AS subjects,
          jsonb_build_object('ACT', '${act}') AS bins, ${instant} AS instant
     FROM ${table} t WHERE t.subject IS NOT NULL AND ${within(instant)} AND ${where}
    ORDER BY ${body}, t.subject, ${instant}, t.id)`;

/**
 * The records behind each indicator that the hub makes, by its code. What they are told by has happened, and is dated, by
 * the end of the period, so that a freezing that comes late counts the same: but for a referral that is called off afterwards,
 * of which nobody says when.
 */
const SOURCES: Readonly<Record<string, string>> = {
  R1: referrals('sender', '', within('r.sent_at'), 'r.sent_at'),
  R2: referrals(
    'sender',
    `, 'TIMELINESS', CASE WHEN ${dayOf('r.acknowledged_at')} <= r.ack_due_on THEN 'IN_TIME'
         WHEN r.acknowledged_at IS NOT NULL OR r.state IN ('SENT', 'EXPIRED') THEN 'LATE' END`,
    `${withinDays('r.ack_due_on')} AND (r.acknowledged_at IS NOT NULL OR NOT ${CALLED_OFF})`,
    'r.sent_at',
  ),
  R3: referrals(
    'recipient',
    `, 'TIMELINESS', CASE WHEN ${dayOf('r.decided_at')} <= r.decision_due_on THEN 'IN_TIME'
         WHEN r.decided_at IS NOT NULL OR r.decision IS NULL THEN 'LATE' END`,
    `${withinDays('r.decision_due_on')} AND (r.decision IS NOT NULL OR NOT ${CALLED_OFF})`,
    'r.sent_at',
  ),
  R4: referrals('recipient', `, 'OUTCOME', r.outcome`, within('r.closed_at'), 'r.closed_at'),
  R5: referrals(
    'sender',
    `, 'FEEDBACK', CASE WHEN r.outcome IS NOT NULL AND ${ENDED} = ${dayOf('r.closed_at')} THEN 'GIVEN' ELSE 'NOT_GIVEN' END`,
    `${withinDays(ENDED)} AND (r.closed_at IS NOT NULL OR NOT ${CALLED_OFF})`,
    'r.sent_at',
  ),
  R6: referrals('recipient', `, 'DECISION', r.decision`, within('r.decided_at'), 'r.decided_at'),
  H1: `
    SELECT h.from_body AS body, 'handover:' || h.id AS record, ARRAY[h.subject] AS subjects,
           jsonb_build_object('ANSWER', CASE h.state WHEN 'PROPOSED' THEN 'LAPSED' ELSE h.state END,
             'DELAY', CASE WHEN h.answered_on - h.proposed_on <= 7 THEN '0-7' WHEN h.answered_on - h.proposed_on <= 15 THEN '8-15'
                           WHEN h.answered_on - h.proposed_on <= 30 THEN '16-30' WHEN h.answered_on IS NOT NULL THEN '31+' END) AS bins
      FROM handover_proposal h
     WHERE CASE h.state WHEN 'PROPOSED' THEN ${withinDays('h.due_on')} ELSE ${withinDays('h.answered_on')} END
     ORDER BY coalesce(h.answered_on, h.due_on), h.id COLLATE "C"`,
  C1: `
    SELECT c.pilot_body AS body, 'case:' || c.id AS record,
           ARRAY(SELECT s.subject FROM case_subject s WHERE s.case_id = c.id ORDER BY s.subject) AS subjects, '{}'::jsonb AS bins
      FROM shared_case c
     WHERE c.status <> 'PROPOSED' AND c.opened_on < $2::date AND (c.closed_on IS NULL OR c.closed_on > $1::date)
     ORDER BY c.opened_on, c.id COLLATE "C"`,
  G1: `
    SELECT body, record, subjects, bins FROM (${[
      acts('ACCORD_GIVEN', 'consent', 't.collecting_body', 't.granted_at', `t.kind = 'ACCORD'`),
      acts('ACCORD_REFUSED', 'consent', 't.collecting_body', 't.granted_at', `t.kind = 'REFUSAL'`),
      acts(
        'ACCORD_WITHDRAWN',
        'consent',
        't.collecting_body',
        't.withdrawn_at',
        `t.kind = 'ACCORD' AND t.superseded_by IS NULL`,
      ),
      acts(
        'ACCESS_RELEASED',
        'access_record',
        't.owner_body',
        't.at',
        `t.decision = 'PERMIT' AND t.agent_body <> t.owner_body`,
      ),
      acts(
        'ACCESS_WITHHELD',
        'access_record',
        't.owner_body',
        't.at',
        `t.decision = 'DENY' AND t.agent_body <> t.owner_body`,
      ),
      acts('EMERGENCY', 'emergency_access', 't.owner_body', 't.declared_at', 'true'),
      acts('CONTESTATION', 'contestation', 't.handler_body', 't.opened_at', 'true'),
    ].join(' UNION ALL ')}) AS each ORDER BY instant, record COLLATE "C"`,
};

/** The records that an indicator counts in a period, by the body whose figure it is, in the order of their instants. */
export async function readFrames(
  client: pg.ClientBase,
  indicator: Indicator,
  days: PeriodDays,
): Promise<ReadonlyMap<string, readonly CountedRecord[]>> {
  const source = SOURCES[indicator.code];
  if (source === undefined) throw new Error(`the indicator \`${indicator.code}\` has no frames`);
  const { rows } = await client.query<Row>(source, [days.from, days.to]);
  const grouped = Map.groupBy(rows, ({ body }) => body);
  return new Map([...grouped].map(([body, own]) => [body, own.map((row) => countedOf(indicator, row))]));
}

function countedOf({ dimensions }: Indicator, { record, subjects, bins }: Row): CountedRecord {
  return {
    record,
    subjects,
    bins: Object.fromEntries(dimensions.map((dimension) => [dimension, binOf(dimension, bins[dimension] ?? null)])),
  };
}
