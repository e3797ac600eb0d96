/**
 * Civil dates: the calendar that the law counts in. A date is a day in Europe/Paris, whatever the clock of the machine
 * says, and is written `YYYY-MM-DD`, so that two of them compare as strings.
 */
export type CivilDate = string;

const PARIS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day that the calendar on a wall in Paris shows at this instant. Asking it is slow, and days change on the hour. */
export function civilDateOf(instant: Date): CivilDate {
  const hour = Math.floor(instant.getTime() / 3_600_000);
  let date = DAY_BY_HOUR.get(hour);
  if (date === undefined) {
    const [day, month, year] = PARIS.format(instant).split('/');
    date = `${year}-${month}-${day}`;
    if (DAY_BY_HOUR.size >= MOST_HOURS) DAY_BY_HOUR.clear();
    DAY_BY_HOUR.set(hour, date);
  }
  return date;
}

const DAY_BY_HOUR = new Map<number, CivilDate>();
/** Some years of office hours. */
const MOST_HOURS = 20_000;

/** Whether a text names a day of the calendar. */
export function isCivilDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The same day `months` later (or earlier), held back to the end of the month where that month is shorter. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = partsOf(date);
  const count = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(count / 12);
  const targetMonth = count - targetYear * 12 + 1;
  return write(targetYear, targetMonth, Math.min(day, daysIn(targetYear, targetMonth)));
}

/** The day that comes so many days later, or earlier. */
export function addDays(date: CivilDate, days: number): CivilDate {
  const { year, month, day } = partsOf(date);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return write(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/** The day on which someone born on `birth` completes `years`. Born on 29 February: 1 March in a common year. */
export function birthdayOf(birth: CivilDate, years: number): CivilDate {
  const { year, month, day } = partsOf(birth);
  const target = year + years;
  return day > daysIn(target, month) ? write(target, month + 1, 1) : write(target, month, day);
}

/** Completed years on a day; the birthday itself counts. */
export function completedYears(birth: CivilDate, on: CivilDate): number {
  const years = partsOf(on).year - partsOf(birth).year;
  return birthdayOf(birth, years) <= on ? years : years - 1;
}

function partsOf(date: CivilDate): { year: number; month: number; day: number } {
  if (!isCivilDate(date)) throw new RangeError(`\`${date}\` is not a day of the calendar`);
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function write(year: number, month: number, day: number): CivilDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
