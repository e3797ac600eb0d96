import { type Dimension, isBin } from '../../disclosure/dimensions.ts';
import { type Sensitivity, smallestFor } from '../../disclosure/perturbation-table.ts';
import { type ReleasedCell, receiveReleased } from '../../disclosure/release.ts';
import type { ReleasedTable } from './add-up.ts';

/** Columns of a body's answer, not yet believed. */
export interface SentTable {
  readonly smallest: unknown;
  readonly bins: unknown;
  readonly values: unknown;
}

/**
 * The table that a body has released, held against the catalogue; null where it is none: bins that no dimension has, a
 * cell named twice, columns of unlike length, a k that the indicator does not allow, or a value that the table of
 * perturbations could not have given, which would be a true one.
 */
export function readTable(
  body: string,
  by: readonly Dimension[],
  sensitivity: Sensitivity,
  { smallest, bins, values }: SentTable,
): ReleasedTable | null {
  if ((smallest !== 5 && smallest !== 11) || smallestFor(sensitivity, smallest) !== smallest) return null;
  if (!Array.isArray(bins) || !Array.isArray(values) || bins.length !== values.length * by.length) return null;
  if (by.length === 0 && values.length !== 1) return null;
  const cells: ReleasedCell[] = [];
  const named = new Set<string>();
  for (const [nth, value] of values.entries()) {
    const dims = by.map((_, at): unknown => bins[nth * by.length + at]);
    if (!dims.every((code, at): code is string => typeof code === 'string' && isBin(by[at]!, code))) return null;
    const cell = receiveReleased(dims, value, smallest);
    const name = dims.join('|');
    if (cell === null || named.has(name)) return null;
    named.add(name);
    cells.push(cell);
  }
  return { body, smallest, cells };
}
