import type { Blank } from './guards.ts';
import { indexTable, type PerturbationTable } from './perturbation-table.ts';
import type { Tally } from './tally.ts';

declare const released: unique symbol;

/**
 * One cell as it may be shown to anybody. **The one exit**: the mark cannot be written elsewhere, so whatever takes a
 * `ReleasedCell` — a page, a sum, an export, a chart — cannot be handed a true count.
 */
export interface ReleasedCell {
  /** Value of each dimension asked for, in their order. */
  readonly dims: readonly string[];
  /** The perturbed count; 0 is «0 ou très faible». Null where the cell is blank. */
  readonly value: number | null;
  /** Why there is no value. */
  readonly blank: Blank | null;
  readonly [released]: true;
}

/** Perturbs one tally, or leaves the cell blank if the guards say so. */
export function release(
  dims: readonly string[],
  tally: Tally,
  table: PerturbationTable,
  blank: Blank | null = null,
): ReleasedCell {
  return mark({ dims, value: blank === null ? tally.perturbed(table) : null, blank });
}

/** Takes what a body has released as it came over the wire; null where it is no released cell of this table. */
export function receiveReleased(dims: readonly string[], value: unknown, smallest: number): ReleasedCell | null {
  if (value === null) return mark({ dims, value: null, blank: 'GUARDED' });
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return null;
  return value > 0 && value < smallest ? null : mark({ dims, value, blank: null });
}

/**
 * How uncertain a released value is, told from itself and the public table alone: the largest variance of a row that it
 * could come from. The row's own variance would tell the true count.
 */
export function varianceOfReleased(value: number, table: PerturbationTable): number {
  const { ofCount, largest } = indexTable(table);
  let variance = 0;
  for (const [count, row] of ofCount.entries()) {
    const noise = value - count;
    const reachable = count === largest ? noise >= (row.noises[0] ?? 0) : row.noises.includes(noise);
    if (reachable && row.variance > variance) variance = row.variance;
  }
  return variance;
}

function mark(cell: Omit<ReleasedCell, typeof released>): ReleasedCell {
  return Object.freeze(cell) as ReleasedCell;
}
