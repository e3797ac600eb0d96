import type { Match } from '../../linkage/match.ts';

/** How good a linkage is, measured against a truth that the matcher never saw. */
export interface Quality {
  readonly precision: number;
  readonly recall: number;
}

export function measureMatches(
  matches: readonly Match[],
  left: readonly string[],
  right: readonly string[],
): Quality & { readonly inCommon: number } {
  const known = new Set(left);
  const inCommon = right.filter((person) => known.has(person)).length;
  const true_ = matches.filter((match) => left[match.left] === right[match.right]).length;
  return { precision: ratio(true_, matches.length), recall: ratio(true_, inCommon), inCommon };
}

/** By pairs: of the pairs put together, how many belong; of the pairs that belong, how many were put together. */
export function measureGroups(
  groups: readonly (readonly number[])[],
  recordIds: readonly string[],
): Quality & { readonly pairs: number } {
  const personOf = recordIds.map((id) => /^rec-\d+/.exec(id)?.[0] ?? id);
  const there = pairsIn([...Map.groupBy(personOf, (person) => person).values()]);
  const found = pairsIn(groups);
  const right = groups.reduce(
    (sum, group) => sum + pairsIn([...Map.groupBy(group, (index) => personOf[index]).values()]),
    0,
  );
  return { precision: ratio(right, found), recall: ratio(right, there), pairs: there };
}

const pairsIn = (groups: readonly (readonly unknown[])[]): number =>
  groups.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** What stands beside every figure that depends on links. Written by the test that measures it, and held to it. */
export function qualityFile(all: Quality, strict: Quality): string {
  const figures = ({ precision, recall }: Quality) =>
    `{ precision: ${precision.toFixed(4)}, recall: ${recall.toFixed(4)} }`;
  return `/** What linking by civil traits is worth, to be printed beside every figure that depends on it. Written by its test. */
export const LINKAGE_QUALITY = {
  /** All keys of the cascade: what counts of distinct persons rest on. */
  cascade: ${figures(all)},
  /** The first key alone: what is linked without anybody looking. */
  exact: ${figures(strict)},
  measuredOn: 'jeu synthétique français : 20 000 et 8 000 fiches, 5 000 personnes communes',
} as const;
`;
}
