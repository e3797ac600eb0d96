import { indexTable, STRICT_TABLE } from '../../disclosure/perturbation-table.ts';

/** The table as everybody knows it: with which probability each true count is released as each value. */
const { largest } = indexTable(STRICT_TABLE);
const LAWS: readonly ReadonlyMap<number, number>[] = Array.from(
  { length: largest + 1 },
  (_, count) => new Map(STRICT_TABLE.filter(({ i }) => i === count).map(({ v, p }) => [v, p])),
);

/** The law of the noise of large counts. */
export const NOISE: ReadonlyMap<number, number> = LAWS[largest]!;

/** How likely a true count is released as this value. */
export function likelihood(released: number, count: number): number {
  return LAWS[Math.min(count, largest)]!.get(released - count) ?? 0;
}

/** The law of a sum of independent numbers. */
export function convolve(
  one: ReadonlyMap<number, number>,
  other: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const sum = new Map<number, number>();
  for (const [a, p] of one) for (const [b, q] of other) sum.set(a + b, (sum.get(a + b) ?? 0) + p * q);
  return sum;
}

/** The value with the largest weight; the first of several. */
export function mostLikely(weights: readonly number[]): number {
  return weights.indexOf(Math.max(...weights));
}

/** Poisson probabilities of 0 to `most`. */
export function poisson(rate: number, most: number): number[] {
  const weights = [Math.exp(-rate)];
  for (let count = 1; count <= most; count += 1) weights.push((weights[count - 1]! * rate) / count);
  return weights;
}
