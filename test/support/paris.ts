/** The instant at which the clocks of Paris show this civil time, as `2026-05-04T10:00`. */
export function parisInstant(local: string): Date {
  const asIfUtc = new Date(`${local}Z`);
  for (const hours of [2, 1]) {
    const instant = new Date(asIfUtc.getTime() - hours * 3_600_000);
    if (SHOWN.format(instant) === SHOWN_UTC.format(asIfUtc)) return instant;
  }
  throw new Error(`no clock of Paris ever shows \`${local}\``);
}

const FORMAT: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'medium' };
const SHOWN = new Intl.DateTimeFormat('sv-SE', { ...FORMAT, timeZone: 'Europe/Paris' });
const SHOWN_UTC = new Intl.DateTimeFormat('sv-SE', { ...FORMAT, timeZone: 'UTC' });
