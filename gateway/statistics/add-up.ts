import type { Dimension } from '../../disclosure/dimensions.ts';
import { BINS } from '../../disclosure/dimensions.ts';
import { type SmallestCount, STANDARD_TABLE, STRICT_TABLE } from '../../disclosure/perturbation-table.ts';
import { type ReleasedCell, receiveReleased } from '../../disclosure/release.ts';
import { type ReleasedSum, type SummedCell, sumReleased } from '../../disclosure/sum.ts';

/** The released table of one body. */
export interface ReleasedTable {
  readonly body: string;
  readonly smallest: SmallestCount;
  readonly cells: readonly ReleasedCell[];
}

/** One cell of an answer: of one body, or of all that answered. */
export interface AnsweredCell extends ReleasedSum {
  /** Null where the cell is of all bodies together. */
  readonly body: string | null;
  readonly bins: readonly string[];
}

/**
 * Adds up what bodies have released, cell by cell; or leaves each body's own, where `perBody`.
 *
 * A cell that a body does not list is a released 0 like another: it is in the sum, with its uncertainty. Cells come in the
 * order of the catalogue, so that one question has one answer, whichever body was first to reply.
 */
export function addUp(
  tables: readonly ReleasedTable[],
  by: readonly Dimension[],
  perBody: boolean,
): readonly AnsweredCell[] {
  if (perBody) return [...tables].sort(byCode).flatMap((table) => sumTables([table], by, table.body));
  return sumTables(tables, by, null);
}

function sumTables(
  tables: readonly ReleasedTable[],
  by: readonly Dimension[],
  body: string | null,
): readonly AnsweredCell[] {
  const found = tables.map(({ cells }) => new Map(cells.map((cell) => [cell.dims.join('|'), cell])));
  const listed = new Map(tables.flatMap(({ cells }) => cells.map((cell) => [cell.dims.join('|'), cell.dims])));
  return [...listed]
    .sort(([, one], [, other]) => inOrder(by, one, other))
    .map(([name, bins]) => {
      const summed = tables.map(
        ({ smallest }, nth): SummedCell => ({
          cell: found[nth]?.get(name) ?? NOTHING,
          table: smallest === 5 ? STANDARD_TABLE : STRICT_TABLE,
        }),
      );
      return { body, bins, ...sumReleased(summed) };
    });
}

/** What a cell that is not listed stands for. */
const NOTHING = receiveReleased([], 0, 11)!;

const RANKS = new Map(
  Object.entries(BINS).map(([dimension, bins]) => [dimension, new Map(bins.map(({ code }, rank) => [code, rank]))]),
);

function inOrder(by: readonly Dimension[], one: readonly string[], other: readonly string[]): number {
  for (const [at, dimension] of by.entries()) {
    const ranks = RANKS.get(dimension);
    const difference = (ranks?.get(one[at] ?? '') ?? 0) - (ranks?.get(other[at] ?? '') ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function byCode(one: ReleasedTable, other: ReleasedTable): number {
  return one.body < other.body ? -1 : 1;
}
