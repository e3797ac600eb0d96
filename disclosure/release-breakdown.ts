import { type Breakdown, nameBreakdown, nameCell, readCell } from './breakdown.ts';
import { BINS, type Dimension, isTerritorial } from './dimensions.ts';
import { type Blank, guardBreakdown, guardStandard, LEAST_BASE } from './guards.ts';
import type { Indicator } from './indicator.ts';
import { type SmallestCount, tableFor } from './perturbation-table.ts';
import { type ReleasedCell, release } from './release.ts';
import { Tally } from './tally.ts';

/** The breakdowns that one is held against: itself with each of its dimensions taken away. */
export function basesOf(by: readonly Dimension[]): readonly (readonly Dimension[])[] {
  return by.map((taken) => by.filter((each) => each !== taken));
}

/**
 * The released cells of one breakdown, in the order of the catalogue.
 *
 * Of a standard indicator, cells released as 0 are left out: one that nobody is in and one whose few were perturbed to
 * nothing must look alike. Of a sensitive one all cells there are stand, because a blank must not tell that there is
 * somebody. Nor may it in a standard one: there a blank is all the parts of a base, those that nobody is in as well, and a few are not broken down at all.
 *
 * INVARIANT: no cell is shown beside one that it lacks a few of. What is not blank for it is a place where all but a few
 * of a base live, and that is shown as its base: the same persons, the same noise.
 */
export function releaseBreakdown(
  indicator: Pick<Indicator, 'sensitivity'>,
  smallest: SmallestCount,
  by: readonly Dimension[],
  breakdowns: ReadonlyMap<string, Breakdown>,
): readonly ReleasedCell[] {
  const table = tableFor(indicator.sensitivity, smallest);
  const cells = breakdowns.get(nameBreakdown(by)) ?? new Map<string, Tally>();
  const places = createPlaces(by, breakdowns);
  const guard = indicator.sensitivity === 'STANDARD' ? guardStandard : guardBreakdown;
  const verdicts = verdictsOf(by, cells, breakdowns, guard);
  if (indicator.sensitivity === 'STANDARD') {
    const blank = new Set(verdicts.flatMap(blankCells));
    return [...cells]
      .filter(([name]) => !blank.has(name) && !verdicts.some((verdict) => isOfFew(verdict, readCell(name))))
      .map(([name, tally]) => release(readCell(name), places(name, tally), table))
      .filter(({ value }) => value !== 0 || by.length === 0)
      .concat(by.length === 0 && cells.size === 0 ? [release([], Tally.EMPTY, table)] : [])
      .concat([...blank].map((name) => release(readCell(name), Tally.EMPTY, table, 'GUARDED')))
      .sort((one, other) => compare(by, one.dims, other.dims));
  }
  return everyCell(by).map((bins) => {
    const name = nameCell(bins);
    const blank = verdicts.map((verdict) => verdictOn(verdict, bins)).find((each) => each !== null) ?? null;
    return release(bins, places(name, cells.get(name) ?? Tally.EMPTY), table, blank);
  });
}

/** What the guards say of the breakdowns by one dimension, base by base. */
interface Verdicts {
  readonly at: number;
  readonly dimension: Dimension;
  readonly bases: Breakdown;
  readonly ofBase: ReadonlyMap<string, Blank | null>;
}

/** One that says where, not what, is judged by no guard. */
function verdictsOf(
  by: readonly Dimension[],
  cells: Breakdown,
  breakdowns: ReadonlyMap<string, Breakdown>,
  guard: (base: Tally, values: readonly Tally[]) => Blank | null,
): readonly Verdicts[] {
  return by.flatMap((dimension, at) => {
    if (isTerritorial(dimension)) return [];
    const bases = breakdowns.get(nameBreakdown(without(by, at))) ?? new Map<string, Tally>();
    const values = Map.groupBy(cells, ([name]) => nameCell(without(readCell(name), at)));
    const judge = ([base, tally]: readonly [string, Tally]): [string, Blank | null] => [
      base,
      guard(
        tally,
        (values.get(base) ?? []).map(([, value]) => value),
      ),
    ];
    return [{ at, dimension, bases, ofBase: new Map([...bases].map(judge)) }];
  });
}

function verdictOn({ at, ofBase }: Verdicts, bins: readonly string[]): Blank | null {
  const verdict = ofBase.get(nameCell(without(bins, at)));
  return verdict === undefined ? guardBreakdown(Tally.EMPTY, []) : verdict;
}

/** Whether a cell is a part of a few: each part of them is very small, and nothing more is said of it. */
function isOfFew({ at, bases }: Verdicts, bins: readonly string[]): boolean {
  return bases.get(nameCell(without(bins, at)))?.isAtLeast(LEAST_BASE) === false;
}

/** Every cell of the bases that may not be broken down, whether anybody is in it or not. */
function blankCells({ at, dimension, ofBase }: Verdicts): readonly string[] {
  return [...ofBase].flatMap(([base, blank]) =>
    blank === null ? [] : BINS[dimension].map(({ code }) => nameCell(readCell(base).toSpliced(at, 0, code))),
  );
}

/** Which tally a cell is shown by: its own, or that of its base where all but a few of the base live in one place. */
function createPlaces(by: readonly Dimension[], breakdowns: ReadonlyMap<string, Breakdown>) {
  const at = by.findIndex(isTerritorial);
  const bases = at === -1 ? undefined : breakdowns.get(nameBreakdown(without(by, at)));
  return (name: string, tally: Tally): Tally => {
    const base = bases?.get(nameCell(without(readCell(name), at)));
    return base && tally.isNearly(base, LEAST_BASE) ? base : tally;
  };
}

const without = <Item>(items: readonly Item[], at: number): readonly Item[] => items.toSpliced(at, 1);

function everyCell(by: readonly Dimension[]): readonly (readonly string[])[] {
  return by.reduce<readonly (readonly string[])[]>(
    (cells, dimension) => cells.flatMap((bins) => BINS[dimension].map(({ code }) => [...bins, code])),
    [[]],
  );
}

const RANKS = new Map(
  Object.entries(BINS).map(([dimension, bins]) => [dimension, new Map(bins.map(({ code }, rank) => [code, rank]))]),
);

function compare(by: readonly Dimension[], one: readonly string[], other: readonly string[]): number {
  for (const [at, dimension] of by.entries()) {
    const ranks = RANKS.get(dimension);
    const difference = (ranks?.get(one[at] ?? '') ?? 0) - (ranks?.get(other[at] ?? '') ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
