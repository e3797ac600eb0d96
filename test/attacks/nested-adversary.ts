import { likelihood, mostLikely, poisson } from './likelihood.ts';

/** No difference that is looked for is larger. */
const MOST = 40;

/** What was released of two nested sets. Null where it is blank. */
export interface Pair {
  readonly whole: number | null;
  readonly part: number | null;
}

/** All that was released of two nested sets and of the persons by whom they differ. */
export interface Nested extends Pair {
  /** Released values of the persons of the difference alone; null where they are blank. */
  readonly rest: number | null;
  /** The same two sets in each bin of another dimension, with the share that all people have in it. */
  readonly inBins: readonly (Pair & { readonly share: number })[];
  /** Whether a part that lacks ten or fewer of its whole is shown with the value of the whole. */
  readonly standsForWhole: boolean;
}

/**
 * Guesses by how many persons two nested sets differ. Every difference is as likely as another before anything is seen. It
 * uses the two values, that of the difference itself, and the two sets bin by bin: where two sets are one, their noise is
 * one too, so that unlike values tell that somebody is between them.
 */
export function guessDifference(nested: Nested): number {
  const own = ofPair(nested, nested.standsForWhole);
  const rest = own.map((_, difference) => (nested.rest === null ? 1 : likelihood(nested.rest, difference)));
  const bins = ofBins(nested);
  return mostLikely(own.map((weight, difference) => weight * rest[difference]! * bins[difference]!));
}

/** How likely each difference makes the two values, whatever the sizes. */
function ofPair({ whole, part }: Pair, standsForWhole: boolean): number[] {
  return Array.from({ length: MOST + 1 }, (_, difference) => {
    // A blank is what a part gives that lacks a seventh of its whole, or less; or what its neighbours made of it.
    if (whole === null || part === null) return 1;
    let weight = 0;
    for (let size = 0; size <= Math.max(whole, part) + 40; size += 1) {
      const asOne = whole === part ? likelihood(whole, size + difference) : 0;
      const apart = likelihood(whole, size + difference) * likelihood(part, size);
      // It does not take our word for it that one stands for the other.
      if (difference === 0) weight += asOne;
      else weight += standsForWhole && difference <= 10 && size > difference ? (asOne + apart) / 2 : apart;
    }
    return weight;
  });
}

/** The same, from all bins together: a difference is spread over them as all people are. */
function ofBins({ inBins, standsForWhole }: Nested): number[] {
  let sums = [1, ...Array<number>(MOST).fill(0)];
  for (const { share, ...pair } of inBins) {
    const seen = ofPair(pair, standsForWhole);
    const weighted = poisson(4 * share, MOST).map((p, difference) => p * seen[difference]!);
    sums = sums.map((_, sum) => {
      let total = 0;
      for (let difference = 0; difference <= sum; difference += 1)
        total += weighted[difference]! * sums[sum - difference]!;
      return total;
    });
  }
  const whole = poisson(4 * inBins.reduce((sum, { share }) => sum + share, 0), MOST);
  return inBins.length === 0 ? whole.map(() => 1) : sums.map((weight, sum) => weight / whole[sum]!);
}
