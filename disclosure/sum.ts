import type { PerturbationTable } from './perturbation-table.ts';
import { type ReleasedCell, varianceOfReleased } from './release.ts';

/** Half-width of an interval of 95 %, in standard deviations. */
const Z = 1.96;

/** Released values added up, and how far from the truth the sum may be. */
export interface ReleasedSum {
  /** Null where every value was blank. */
  readonly value: number | null;
  /** The interval of 95 %, in whole persons and never below zero. */
  readonly low: number | null;
  readonly high: number | null;
  readonly deviation: number | null;
  /** How many cells had no value and are not in the sum. */
  readonly blanks: number;
}

/** A released cell, and the table it was released with. */
export interface SummedCell {
  readonly cell: ReleasedCell;
  readonly table: PerturbationTable;
}

/** Adds released values, whose noises are independent: variances add up. */
export function sumReleased(cells: readonly SummedCell[]): ReleasedSum {
  let value = 0;
  let variance = 0;
  let blanks = 0;
  for (const { cell, table } of cells) {
    if (cell.value === null) {
      blanks += 1;
      continue;
    }
    value += cell.value;
    variance += varianceOfReleased(cell.value, table);
  }
  if (blanks === cells.length) return { value: null, low: null, high: null, deviation: null, blanks };
  const deviation = Math.sqrt(variance);
  return {
    value,
    low: Math.max(0, Math.floor(value - Z * deviation)),
    high: Math.ceil(value + Z * deviation),
    deviation: Math.round(deviation * 100) / 100,
    blanks,
  };
}

/** A share of released counts; null where the base is too small to speak of. */
export function ratioOfReleased(
  part: Pick<ReleasedCell | ReleasedSum, 'value'>,
  base: Pick<ReleasedCell | ReleasedSum, 'value'>,
  smallest: number,
): number | null {
  if (part.value === null || base.value === null || base.value < smallest) return null;
  return Math.min(1, part.value / base.value);
}
