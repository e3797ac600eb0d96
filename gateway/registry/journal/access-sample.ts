import { HubError } from '../../errors.ts';
import { type CivilDate, isCivilDate } from '../../policy/civil-date.ts';
import { addDays, startOfDay } from '../paris-day.ts';
import type { Period } from './recipients-of-data.repository.ts';

/** Which part of a week's permits is looked at (§6.3), in hundredths: a default of this product. */
const SAMPLED_PERCENT = 5;

/** The first hash that is not in the sample, as 32 bytes: a record is drawn if its hash is smaller. */
export const FIRST_UNSAMPLED = Buffer.from(
  ((2n ** 256n * BigInt(SAMPLED_PERCENT)) / 100n).toString(16).padStart(64, '0'),
  'hex',
);

/** A week of ISO 8601, from Monday to Sunday in Paris; refuses what names none. */
export function readWeek(text: string): Period {
  const [, year = '', week = ''] = /^(\d{4})-W(\d{2})$/.exec(text) ?? [];
  const monday = year === '' ? null : mondayOf(year, Number(week));
  if (monday === null) throw new HubError('BAD_REQUEST', '`week` is a week of ISO 8601, such as `2026-W19`');
  return { from: startOfDay(monday), to: startOfDay(addDays(monday, 7)) };
}

/** 4 January is always in the first week; week 53 is only one if its Thursday is still of the year. */
function mondayOf(year: string, week: number): CivilDate | null {
  const fourth = `${year}-01-04`;
  if (week < 1 || week > 53 || !isCivilDate(fourth)) return null;
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = addDays(fourth, 7 * (week - 1) - weekday);
  return addDays(monday, 3).startsWith(year) ? monday : null;
}
