import { addDays, type CivilDate } from './civil-date.ts';
import { type InstrumentRecord, instrumentStatus } from './instruments.ts';

/** Days before the end of a period on which the parties are told. On the first they decide on the renewal. */
export const ALERTS_BEFORE = [180, 90, 30, 7] as const;

export interface InstrumentAlert {
  readonly daysBefore: (typeof ALERTS_BEFORE)[number];
  readonly dueOn: CivilDate;
  /** First day after the period, or after the notice. */
  readonly target: CivilDate;
  /** What happens on that day if nobody does anything: what is to end ends, what renews tacitly renews. */
  readonly what: 'ENDS' | 'RENEWS';
}

/**
 * The countdown of an instrument in force, as far as it falls on `from` or one of the `days` after it, the nearest day
 * first. It is worked out with what is known on `from`: a letter received later changes it.
 */
export function instrumentAlerts(
  instrument: InstrumentRecord,
  from: CivilDate,
  days: number,
): readonly InstrumentAlert[] {
  const { endsOn, periodEnd } = instrumentStatus(instrument, from);
  const target = endsOn ?? periodEnd;
  if (target === null || target <= from) return [];
  const what = endsOn === null ? ('RENEWS' as const) : ('ENDS' as const);
  const until = addDays(from, days);
  return ALERTS_BEFORE.map((daysBefore) => ({ daysBefore, dueOn: addDays(target, -daysBefore), target, what })).filter(
    ({ dueOn }) => from <= dueOn && dueOn <= until,
  );
}
