/** Each indicator has one kind of period: a month inside its own year would be a way to subtract. */
export const PERIOD_KINDS = ['MONTH', 'QUARTER', 'YEAR'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Civil days of a period in France, half-open. */
export interface PeriodDays {
  readonly from: string;
  readonly to: string;
}

const WRITTEN: Readonly<Record<PeriodKind, RegExp>> = {
  MONTH: /^(\d{4})-(0[1-9]|1[0-2])$/,
  QUARTER: /^(\d{4})-Q([1-4])$/,
  YEAR: /^(\d{4})$/,
};
const MONTHS: Readonly<Record<PeriodKind, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** The days of `2026-04`, `2026-Q1` or `2025`; null where it is no period of this kind. */
export function daysOf(kind: PeriodKind, period: string): PeriodDays | null {
  const found = WRITTEN[kind].exec(period);
  if (!found) return null;
  const first = (Number(found[2] ?? 1) - 1) * MONTHS[kind];
  return { from: dayAt(Number(found[1]), first), to: dayAt(Number(found[1]), first + MONTHS[kind]) };
}

/** The periods of a kind that have ended by a day, from the one that `since` lies in. */
export function endedPeriods(kind: PeriodKind, since: string, today: string): readonly string[] {
  const ended: string[] = [];
  for (let year = Number(since.slice(0, 4)); year <= Number(today.slice(0, 4)); year += 1) {
    for (let nth = 0; nth < 12 / MONTHS[kind]; nth += 1) {
      const period = writePeriod(kind, year, nth);
      const days = daysOf(kind, period);
      if (days && days.to > since && days.to <= today) ended.push(period);
    }
  }
  return ended;
}

function writePeriod(kind: PeriodKind, year: number, nth: number): string {
  if (kind === 'YEAR') return String(year);
  return kind === 'QUARTER' ? `${year}-Q${nth + 1}` : `${year}-${String(nth + 1).padStart(2, '0')}`;
}

function dayAt(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
