/**
 * Where chance starts from. `PASSERELLE_SEED` sets it; in continuous integration it is always the same, so that a red run
 * speaks of the change and not of the day; elsewhere every run tries something new, and says what.
 */
export function chooseSeed(): number {
  const given = process.env.PASSERELLE_SEED;
  if (given !== undefined) return Number(given);
  return process.env.CI ? 20_261_121 : Math.floor(Math.random() * 2 ** 31);
}
