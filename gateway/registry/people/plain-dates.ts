/** A day as it is said in Paris. */
export function dayIn(language: 'fr' | 'en', at: Date): string {
  return DAYS[language].format(at).replace(/^1 /, language === 'fr' ? '1er ' : '1 ');
}

/** A day and an hour as they are said in Paris. */
export function instantIn(language: 'fr' | 'en', at: Date): string {
  const hours = HOURS.format(at);
  return language === 'fr'
    ? `${dayIn('fr', at)} à ${hours.replace(':', ' h ')}`
    : `${dayIn('en', at)} at ${hours} (Paris)`;
}

/** The last day on which something holds that ends at an instant: its end is excluded. */
export function lastDayIn(language: 'fr' | 'en', end: Date): string {
  return dayIn(language, new Date(end.getTime() - 1));
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Paris' } as const;
const DAYS = { fr: new Intl.DateTimeFormat('fr-FR', DAY), en: new Intl.DateTimeFormat('en-GB', DAY) };
const HOURS = new Intl.DateTimeFormat('en-GB', {
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Paris' },
});
