import { type CivilDate, civilDateOf } from '../policy/civil-date.ts';

const HOUR_MS = 3_600_000;

/** The instant at which a civil day begins in Paris: one or two hours before it does in UTC, as the season has it. */
export function startOfDay(day: CivilDate): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const summer = new Date(utc - 2 * HOUR_MS);
  return civilDateOf(summer) === day ? summer : new Date(utc - HOUR_MS);
}

/** The civil day some days later. */
export function addDays(day: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

/** The same day as a `date` column takes it: midnight UTC. */
export function columnOf(day: CivilDate): Date {
  return new Date(`${day}T00:00:00Z`);
}
