import type { Cell } from './printed-table.ts';

/**
 * What the mark of a hidden cell tells by itself: PRIMARY says from 1 to k − 1, COMPLEMENTARY says k or more (a zero is
 * always shown). An attacker who reads the legend starts from here, so whoever protects does as well.
 */
export function knownOf(cell: Cell, k: number): { readonly least: number; readonly most: number | null } {
  return cell.isPrimary ? { least: 1, most: k - 1 } : { least: k, most: null };
}
