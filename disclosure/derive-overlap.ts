import { STRICT_TABLE } from './perturbation-table.ts';
import { varianceOfReleased } from './release.ts';

/** Half-width of an interval of 95 %, in standard deviations. */
const Z = 1.96;

/** A figure made of released ones, and how far from the truth it may be. */
export interface DerivedCount {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly deviation: number;
}

/** How distinct persons are spread over bodies. All of it follows from released values, so that the parts add up. */
export interface DerivedOverlap {
  readonly union: DerivedCount;
  /** Persons known to exactly one body, to exactly two, and to three or more where there are three. */
  readonly exactly: readonly DerivedCount[];
}

/**
 * What follows from the released size of each set, and the released number of persons in exactly two of them, in exactly
 * three, and so on: those in one alone are all files less the files of those in more, and the union is all of them.
 */
export function deriveOverlap(sets: readonly number[], shared: readonly number[]): DerivedOverlap {
  const files = sets.map((value): Weighted => ({ value, weight: 1 }));
  const inMore = (weightOf: (bodies: number) => number) =>
    shared.map((value, nth): Weighted => ({ value, weight: weightOf(nth + 2) }));
  const threeOrMore = shared.slice(1).map((value): Weighted => ({ value, weight: 1 }));
  return {
    union: derive([...files, ...inMore((bodies) => 1 - bodies)]),
    exactly: [
      derive([...files, ...inMore((bodies) => -bodies)]),
      ...shared.slice(0, 1).map((value) => derive([{ value, weight: 1 }])),
      ...(threeOrMore.length > 0 ? [derive(threeOrMore)] : []),
    ],
  };
}

interface Weighted {
  readonly value: number;
  readonly weight: number;
}

function derive(terms: readonly Weighted[]): DerivedCount {
  const value = Math.max(
    0,
    terms.reduce((sum, term) => sum + term.weight * term.value, 0),
  );
  const deviation = Math.sqrt(
    terms.reduce((sum, term) => sum + term.weight ** 2 * varianceOfReleased(term.value, STRICT_TABLE), 0),
  );
  return {
    value,
    low: Math.max(0, Math.floor(value - Z * deviation)),
    high: Math.ceil(value + Z * deviation),
    deviation: Math.round(deviation * 100) / 100,
  };
}
