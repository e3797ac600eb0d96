import { nameCell } from './breakdown.ts';
import { LEAST_BASE } from './guards.ts';
import type { ReleasedCell } from './release.ts';
import { releaseSum } from './release-sum.ts';
import type { AmountBreakdown } from './sum-amounts.ts';

/** The sums beside released cells, in their order: null where the sum is blank, or its cell is or says that they are few. */
export function releaseAmounts(
  cells: readonly ReleasedCell[],
  amounts: AmountBreakdown,
  scale: number,
): readonly (number | null)[] {
  return cells.map(({ dims, value }) => {
    const given = amounts.get(nameCell(dims));
    return value === null || value < LEAST_BASE || given === undefined ? null : releaseSum(given, scale);
  });
}
