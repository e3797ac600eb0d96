import { addDays, type CivilDate } from './civil-date.ts';

/** Fixed days of the code du travail, L3133-1. Those of Alsace-Moselle and overseas are not among them. */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'] as const;
/** Easter Monday, Ascension and Whit Monday, by days after Easter. */
const AFTER_EASTER = [1, 39, 50] as const;

/** The public holidays of a year in metropolitan France (code du travail, L3133-1), in their order. */
export function publicHolidaysOf(year: number): readonly CivilDate[] {
  const easter = easterOf(year);
  const fixed = FIXED.map((day) => `${String(year).padStart(4, '0')}-${day}`);
  return [...fixed, ...AFTER_EASTER.map((days) => addDays(easter, days))].sort();
}

/** Easter Sunday of the Gregorian calendar, as Meeus, Jones and Butcher compute it. */
function easterOf(year: number): CivilDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const march = epact + weekday - 7 * late + 114;
  const [month, day] = [Math.floor(march / 31), (march % 31) + 1];
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
