import { convolve, likelihood, mostLikely, NOISE, poisson } from './likelihood.ts';
import { AGE_SHARES, COMMUNES, HOUSEHOLD_SHARES, type Published } from './published-world.ts';

/** No count that is looked for is larger. */
const MOST = 130;

/**
 * Guesses how many persons a commune has, from every breakdown in which they can be counted: the cell itself, its cells by
 * age, by household and by both, and the total less the other communes. Of each it works out how likely every count makes
 * what was released, multiplies, and takes the count that comes out first.
 */
export function guessByLattice(published: Published, commune: string): number {
  const own = published.value({ COMMUNE: commune });
  const evidence: number[][] = [];
  if (own !== null) evidence.push(Array.from({ length: MOST + 1 }, (_, count) => likelihood(own, count)));
  const scale = Math.max(own ?? 0, 10);
  evidence.push(
    parts(
      [...AGE_SHARES].map(([AGE_BAND, share]) => [published.value({ COMMUNE: commune, AGE_BAND }), share]),
      scale,
    ),
    parts(
      [...HOUSEHOLD_SHARES].map(([HOUSEHOLD_TYPE, share]) => [
        published.value({ COMMUNE: commune, HOUSEHOLD_TYPE }),
        share,
      ]),
      scale,
    ),
    parts(
      [...AGE_SHARES].flatMap(([AGE_BAND, age]) =>
        [...HOUSEHOLD_SHARES].map(([HOUSEHOLD_TYPE, household]): [number | null, number] => [
          published.value({ COMMUNE: commune, AGE_BAND, HOUSEHOLD_TYPE }),
          age * household,
        ]),
      ),
      scale,
    ),
    remainder(published, commune),
  );
  const weights = evidence[0]!.map((_, count) =>
    evidence.reduce((sum, each) => sum + Math.log(Math.max(each[count]!, 1e-300)), 0),
  );
  return mostLikely(weights);
}

/** How likely each sum makes the released values of its parts, whose shares are public knowledge. */
function parts(released: readonly (readonly [value: number | null, share: number])[], scale: number): number[] {
  let sums = [1, ...Array<number>(MOST).fill(0)];
  for (const [value, share] of released) {
    const prior = poisson(scale * share, MOST);
    const weighted = prior.map((p, count) => p * (value === null ? 1 : likelihood(value, count)));
    const most = weighted.findLastIndex((p) => p > 1e-14);
    sums = sums.map((_, sum) => {
      let total = 0;
      for (let count = 0; count <= Math.min(sum, most); count += 1) total += weighted[count]! * sums[sum - count]!;
      return total;
    });
  }
  const prior = poisson(scale, MOST);
  return sums.map((weight, sum) => weight / prior[sum]!);
}

/** How likely each count makes the total less the other communes, which are all large. */
function remainder(published: Published, commune: string): number[] {
  const others = COMMUNES.filter((each) => each !== commune).map((each) => published.value({ COMMUNE: each }));
  const total = published.value({});
  if (total === null || others.includes(null)) return Array<number>(MOST + 1).fill(1);
  const law = others.reduce<ReadonlyMap<number, number>>((sum) => convolve(sum, NOISE), NOISE);
  const seen = total - others.reduce<number>((sum, value) => sum + value!, 0);
  return Array.from({ length: MOST + 1 }, (_, count) => law.get(seen - count) ?? 0);
}
