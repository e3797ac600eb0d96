import { indexTable, type PerturbationTable } from './perturbation-table.ts';

/**
 * The count that is published for a true count and a cell key in [0, 1).
 *
 * The noise is that of the first line of the row `min(n, largest row)` whose upper bound is not below the cell key: a key
 * that lies exactly on a bound belongs to the line that ends there, as in the R package cellKey. Zero stays zero. The same
 * count and key give the same answer for ever, so asking again teaches nothing.
 */
export function perturb(n: number, cellKey: number, table: PerturbationTable): number {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('a count is a whole number, and not negative');
  if (!(cellKey >= 0 && cellKey < 1)) throw new RangeError('a cell key lies in [0, 1)');
  if (n === 0) return 0;
  const { ofCount, largest } = indexTable(table);
  const { bounds, noises } = ofCount[Math.min(n, largest)]!;
  return n + noises[firstNotBelow(bounds, cellKey)]!;
}

function firstNotBelow(bounds: readonly number[], key: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bounds[middle]! >= key) high = middle;
    else low = middle + 1;
  }
  return low;
}
