import { BINS, type Dimension, isTerritorial } from '../../../disclosure/dimensions.ts';
import { type Blank, guardBreakdown } from '../../../disclosure/guards.ts';
import type { Indicator } from '../../../disclosure/indicator.ts';
import { type SmallestCount, tableFor } from '../../../disclosure/perturbation-table.ts';
import { type ReleasedCell, release } from '../../../disclosure/release.ts';
import { Tally } from '../../../disclosure/tally.ts';
import { type Breakdown, nameBreakdown, nameCell, readCell } from './count-persons.ts';

/** The breakdowns that one is guarded by: itself with each dimension taken away that says what, and not where. */
export function basesOf(by: readonly Dimension[]): readonly (readonly Dimension[])[] {
  return by.filter((dimension) => !isTerritorial(dimension)).map((taken) => by.filter((each) => each !== taken));
}

/**
 * The released cells of one breakdown, in the order of the catalogue.
 *
 * Of a standard indicator, cells released as 0 are left out: one that nobody is in and one whose few were perturbed to
 * nothing must look alike. Of a sensitive one all cells there are stand, because a blank must not tell that there is
 * somebody.
 */
export function releaseBreakdown(
  indicator: Pick<Indicator, 'sensitivity'>,
  smallest: SmallestCount,
  by: readonly Dimension[],
  breakdowns: ReadonlyMap<string, Breakdown>,
): readonly ReleasedCell[] {
  const table = tableFor(indicator.sensitivity, smallest);
  const cells = breakdowns.get(nameBreakdown(by)) ?? new Map<string, Tally>();
  if (indicator.sensitivity === 'STANDARD') {
    return [...cells]
      .map(([name, tally]) => release(readCell(name), tally, table))
      .filter(({ value }) => value !== 0 || by.length === 0)
      .concat(by.length === 0 && cells.size === 0 ? [release([], Tally.EMPTY, table)] : [])
      .sort((one, other) => compare(by, one.dims, other.dims));
  }
  const guards = guardsOf(by, cells, breakdowns);
  return everyCell(by).map((bins) => {
    const tally = cells.get(nameCell(bins)) ?? Tally.EMPTY;
    return release(bins, tally, table, guards(bins));
  });
}

/** Whether the guards blank a cell: each base that it is broken down from is judged once. */
function guardsOf(by: readonly Dimension[], cells: Breakdown, breakdowns: ReadonlyMap<string, Breakdown>) {
  const judged = by.flatMap((dimension, at) => {
    if (isTerritorial(dimension)) return [];
    const bases = breakdowns.get(nameBreakdown(by.filter((_, nth) => nth !== at))) ?? new Map<string, Tally>();
    const values = Map.groupBy(cells, ([name]) => nameCell(readCell(name).filter((_, nth) => nth !== at)));
    const verdicts = new Map<string, Blank | null>();
    for (const [base, tally] of bases) {
      const parts = (values.get(base) ?? []).map(([, value]) => value);
      verdicts.set(base, guardBreakdown(tally, parts));
    }
    return [
      (bins: readonly string[]) => {
        const verdict = verdicts.get(nameCell(bins.filter((_, nth) => nth !== at)));
        return verdict === undefined ? guardBreakdown(Tally.EMPTY, []) : verdict;
      },
    ];
  });
  return (bins: readonly string[]): Blank | null =>
    judged.map((judge) => judge(bins)).find((each) => each !== null) ?? null;
}

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
