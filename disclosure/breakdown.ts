import type { Dimension } from './dimensions.ts';
import { combinationsOf, type Indicator } from './indicator.ts';
import { type Counting, Tally } from './tally.ts';

/** The tallies of one breakdown, by their bins. A cell that nobody is in has none. */
export type Breakdown = ReadonlyMap<string, Tally>;

/** The bins of one record, by dimension. */
export type BinnedRow = Readonly<Partial<Record<Dimension, string>>>;

/** The name of the cell that a record lies in. */
export const cellOf = (by: readonly Dimension[], row: BinnedRow): string =>
  nameCell(by.map((dimension) => row[dimension] ?? ''));

/** How a breakdown and its cells are written where they are kept. */
export const nameBreakdown = (by: readonly Dimension[]): string => by.join('+');
export const nameCell = (bins: readonly string[]): string => bins.join('|');
export const readCell = (name: string): readonly string[] => (name === '' ? [] : name.split('|'));

/** Tallies of every breakdown that an indicator allows, while they are being made. */
export interface Tallying {
  /** Adds a record key to the cells of these rows, once to each; whatever `admits` refuses stays out of that cell. */
  add(recordKey: bigint, rows: readonly BinnedRow[], admits?: (cell: string) => boolean): void;
  seal(): ReadonlyMap<string, Breakdown>;
}

export function startTallying(indicator: Pick<Indicator, 'dimensions' | 'crossed'>): Tallying {
  const breakdowns = combinationsOf(indicator).map((by) => ({
    by,
    name: nameBreakdown(by),
    cells: new Map<string, Counting>(),
  }));
  return {
    add(recordKey, rows, admits = () => true) {
      for (const { by, name, cells } of breakdowns) {
        for (const cell of new Set(rows.map((row) => cellOf(by, row)))) {
          if (!admits(`${name}:${cell}`)) continue;
          let counting = cells.get(cell);
          if (!counting) {
            counting = Tally.counting();
            cells.set(cell, counting);
          }
          counting.add(recordKey);
        }
      }
    },
    seal: () =>
      new Map(
        breakdowns.map(({ name, cells }) => [
          name,
          new Map([...cells].map(([cell, counting]) => [cell, counting.seal()])),
        ]),
      ),
  };
}
