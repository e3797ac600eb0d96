/** Rounds of a measurement: odd, so that there is a middle one. */
export const ROUNDS = 5;

/**
 * Measures the subjects in turn, round after round, so that whatever slows the machine down slows all of them; one round
 * goes before that does not count. Gives the median of each.
 */
export async function interleave<Name extends string>(
  subjects: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(subjects) as Name[];
  const measured = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of names) {
      const value = await subjects[name]();
      if (round > 0) measured.get(name)?.push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(measured.get(name) ?? [])])) as Record<Name, number>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
