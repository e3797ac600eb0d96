import type { PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { MonthlyReport } from './monthly-report.type.ts';

export type MonthlyCounts = Omit<MonthlyReport, 'body' | 'month' | 'until' | 'final'>;

export interface MonthlyReportRepository {
  /** From the first instant on, up to and without the second. */
  count(body: string, from: Date, to: Date): Promise<MonthlyCounts>;
}

/**
 * Each figure counts what happened between two instants, by the instant at which it did, and nothing that a later change
 * could move into or out of them: of a period that is over it is the same whenever it is asked.
 */
export function createMonthlyReportRepository(prisma: PrismaClient): MonthlyReportRepository {
  return {
    async count(body, from, to) {
      const [counts] = await prisma.$queryRaw<MonthlyCounts[]>`
        SELECT
          (SELECT count(*)::int FROM consent
            WHERE collecting_body = ${body} AND kind = 'ACCORD' AND granted_at >= ${from} AND granted_at < ${to}) AS "accordsGiven",
          (SELECT count(*)::int FROM consent
            WHERE collecting_body = ${body} AND kind = 'REFUSAL' AND granted_at >= ${from} AND granted_at < ${to}) AS "accordsRefused",
          (SELECT count(*)::int FROM consent
            WHERE collecting_body = ${body} AND kind = 'ACCORD' AND superseded_by IS NULL
              AND withdrawn_at >= ${from} AND withdrawn_at < ${to}) AS "accordsWithdrawn",
          a.permitted AS "accessesPermitted", a.denied AS "accessesDenied",
          (SELECT count(*)::int FROM emergency_access
            WHERE owner_body = ${body} AND declared_at >= ${from} AND declared_at < ${to}) AS "emergenciesDeclared",
          e.justified AS "emergenciesJustified", e.unjustified AS "emergenciesUnjustified",
          (SELECT count(*)::int FROM contestation
            WHERE handler_body = ${body} AND opened_at >= ${from} AND opened_at < ${to}) AS "contestationsOpened",
          c.answered AS "contestationsAnswered", c.in_time AS "contestationsAnsweredInTime"
        FROM (SELECT count(*) FILTER (WHERE decision = 'PERMIT')::int AS permitted,
                     count(*) FILTER (WHERE decision = 'DENY')::int AS denied
                FROM access_record
               WHERE owner_body = ${body} AND agent_body <> ${body} AND at >= ${from} AND at < ${to}) a,
             (SELECT count(*) FILTER (WHERE verdict = 'JUSTIFIED')::int AS justified,
                     count(*) FILTER (WHERE verdict = 'UNJUSTIFIED')::int AS unjustified
                FROM emergency_access
               WHERE owner_body = ${body} AND reviewed_at >= ${from} AND reviewed_at < ${to}) e,
             (SELECT count(*)::int AS answered,
                     count(*) FILTER (WHERE (t.at AT TIME ZONE 'Europe/Paris')::date <= k.due_on)::int AS in_time
                FROM contestation_act t JOIN contestation k ON k.id = t.contestation_id
               WHERE k.handler_body = ${body} AND t.state IN ('ACCEPTED', 'REJECTED')
                 AND t.at >= ${from} AND t.at < ${to}) c`;
      return counts!;
    },
  };
}
