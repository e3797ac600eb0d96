import type { Dimension } from '../../disclosure/dimensions.ts';
import type { Indicator } from '../../disclosure/indicator.ts';
import { deviationOfSum } from '../../disclosure/release-sum.ts';
import { ratioOfReleased } from '../../disclosure/sum.ts';
import { type AnsweredCell, addUp, type ReleasedTable } from './add-up.ts';

/** The released table of one body, with the sums beside its cells, in their order. */
export interface AmountedTable extends ReleasedTable {
  readonly amounts: readonly (number | null)[] | null;
}

/** A cell, and what is derived of released values alone. */
export interface StatedCell extends AnsweredCell {
  /** Part of all parts, of a SHARE; null where the base is small or blank. */
  readonly share: number | null;
  /** Euros, of the bodies that gave a sum, and its interval of 95 %. */
  readonly amount: number | null;
  readonly amountLow: number | null;
  readonly amountHigh: number | null;
  /** Euros for one of those who are counted, of these bodies. */
  readonly mean: number | null;
}

/** Half-width of an interval of 95 %, in standard deviations. */
const Z = 1.96;
type Amounts = Pick<StatedCell, 'amount' | 'amountLow' | 'amountHigh' | 'mean'>;
const NO_AMOUNT: Amounts = { amount: null, amountLow: null, amountHigh: null, mean: null };

/** The dimensions of the base of a share: all but the one whose parts are shares; null where the question has none. */
export function baseOfShare({ shareOf }: Indicator, by: readonly Dimension[]): readonly Dimension[] | null {
  return shareOf !== null && by.includes(shareOf) ? by.filter((dimension) => dimension !== shareOf) : null;
}

/**
 * Cells of all bodies added up, or each body's own, with shares and sums. Nothing true is divided: a share is of a released
 * part and its released base, a mean of a released sum and a released count.
 */
export function stateCells(
  { indicator, by, perBody }: { readonly indicator: Indicator; readonly by: readonly Dimension[]; perBody: boolean },
  tables: readonly AmountedTable[],
  bases: readonly ReleasedTable[],
): readonly StatedCell[] {
  const baseBy = baseOfShare(indicator, by);
  const ofBase = new Map(
    baseBy === null ? [] : addUp(bases, baseBy, perBody).map((cell) => [nameOf(cell.body, cell.bins), cell]),
  );
  const smallest = Math.min(...tables.map((table) => table.smallest));
  const given = givenAmounts(tables);
  return addUp(tables, by, perBody).map((cell) => {
    const base = ofBase.get(
      nameOf(
        cell.body,
        cell.bins.filter((_, nth) => by[nth] !== indicator.shareOf),
      ),
    );
    const share = base === undefined || base.blanks > 0 ? null : ratioOfReleased(cell, base, smallest);
    const amounts = indicator.amount === null ? NO_AMOUNT : addAmounts(given, cell, indicator.amount.scale);
    return { ...cell, share: share === null ? null : Math.round(share * 1000) / 1000, ...amounts };
  });
}

/** The sum beside each cell of each body that gave one, with its count, by the name of the cell. */
type GivenAmounts = ReadonlyMap<
  string,
  readonly { readonly body: string; readonly amount: number; readonly count: number }[]
>;

function givenAmounts(tables: readonly AmountedTable[]): GivenAmounts {
  const given = tables.flatMap(({ body, cells, amounts }) =>
    cells.flatMap(({ dims, value }, nth) => {
      const amount = amounts?.[nth] ?? null;
      return amount === null || value === null ? [] : [{ name: nameOf(null, dims), body, amount, count: value }];
    }),
  );
  return Map.groupBy(given, ({ name }) => name);
}

/** Noises of bodies are independent: variances add up. */
function addAmounts(amounts: GivenAmounts, { body, bins }: AnsweredCell, scale: number): Amounts {
  const given = (amounts.get(nameOf(null, bins)) ?? []).filter((each) => body === null || each.body === body);
  if (given.length === 0) return NO_AMOUNT;
  const amount = given.reduce((sum, each) => sum + each.amount, 0);
  const count = given.reduce((sum, each) => sum + each.count, 0);
  const width = Z * Math.sqrt(given.length) * deviationOfSum(scale);
  return {
    amount,
    amountLow: Math.max(0, Math.floor(amount - width)),
    amountHigh: Math.ceil(amount + width),
    mean: count === 0 ? null : Math.round(amount / count),
  };
}

function nameOf(body: string | null, bins: readonly string[]): string {
  return JSON.stringify([body, ...bins]);
}
