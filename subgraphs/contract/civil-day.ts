const IN_FRANCE = new Intl.DateTimeFormat('fr-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day of the civil calendar in France at an instant, `YYYY-MM-DD`. */
export function civilDay(at: Date): string {
  return IN_FRANCE.format(at);
}

/** The day of a date without time as the database gives it: midnight UTC. */
export function dayOf(date: Date): string;
export function dayOf(date: Date | null): string | null;
export function dayOf(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}

/** Half-open, as every interval here: on its first day yes, on its last no. A missing bound is open. */
export function isInForce(
  { validFrom, validTo }: { readonly validFrom: Date | null; readonly validTo: Date | null },
  today: string,
): boolean {
  return (validFrom === null || dayOf(validFrom) <= today) && (validTo === null || today < dayOf(validTo));
}
