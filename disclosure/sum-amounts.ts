import { AmountTally } from './amount-tally.ts';
import { type BinnedRow, cellOf, nameBreakdown } from './breakdown.ts';
import { combinationsOf, type Indicator } from './indicator.ts';

/** One record of a person and what she was given by it; null where none is known of. */
export interface GivenRow {
  readonly bins: BinnedRow;
  readonly amount: number | null;
}

/** The sums of one breakdown, by their bins. */
export type AmountBreakdown = ReadonlyMap<string, AmountTally>;

/** Sums of every breakdown, while they are being made: what a person was given in a cell is added up before it is one. */
export interface SummingAmounts {
  add(recordKey: bigint, rows: readonly GivenRow[]): void;
  seal(): ReadonlyMap<string, AmountBreakdown>;
}

export function startSumming(indicator: Pick<Indicator, 'dimensions' | 'crossed'>): SummingAmounts {
  const sets = combinationsOf(indicator).map((by) => ({
    by,
    cells: new Map<string, { readonly key: bigint; readonly amount: number }[]>(),
  }));
  return {
    add(key, rows) {
      for (const { by, cells } of sets) {
        for (const [cell, own] of Map.groupBy(rows, ({ bins }) => cellOf(by, bins))) {
          const amount = own.reduce((sum, row) => sum + (row.amount ?? 0), 0);
          const given = cells.get(cell) ?? [];
          given.push({ key, amount });
          cells.set(cell, given);
        }
      }
    },
    seal: () =>
      new Map(
        sets.map(({ by, cells }) => [
          nameBreakdown(by),
          new Map([...cells].map(([cell, given]) => [cell, AmountTally.of(given)])),
        ]),
      ),
  };
}
