import { createHash } from 'node:crypto';
import { cellKeyOf } from './cell-key.ts';
import { type Blank, LARGEST_SHARE, LEAST_BASE } from './guards.ts';
import { perturb } from './perturb.ts';
import { indexTable, STRICT_TABLE } from './perturbation-table.ts';

/** What each person of a cell contributes to a sum, and the sum of their record keys. Amounts are whole euros. */
export interface Contributions {
  readonly amounts: ReadonlyMap<string, number>;
  readonly keys: bigint;
}

/** A sum as it may be shown. */
export interface ReleasedAmount {
  /** Rounded to ten euros; null where it is blank. */
  readonly sum: number | null;
  /** Of the released sum and the released count: nothing true is divided. */
  readonly mean: number | null;
  /** Standard deviation of the noise of the sum: told by the scale alone. */
  readonly deviation: number | null;
  readonly blank: Blank | null;
}

/** Whether a sum may be shown: eleven contribute, nobody more than 85 % of it, nobody more than the public scale. */
export function guardSum(amounts: readonly number[], scale: number): Blank | null {
  const contributing = amounts.filter((amount) => amount > 0);
  const total = contributing.reduce((sum, amount) => sum + amount, 0);
  const largest = Math.max(0, ...contributing);
  if (contributing.length < LEAST_BASE || largest > LARGEST_SHARE * total || largest > scale) return 'GUARDED';
  return null;
}

/**
 * The sum that may be shown of a cell, and its mean.
 *
 * Its noise is that of the last row of the strict table times half the scale, which is public: about as much as the
 * largest amount that anybody may contribute, so that two sums which differ by one person do not tell hers. It is drawn by
 * a key of its own, from the same persons: the same set has the same noise for ever, and that of its count says nothing.
 */
export function releaseSum({ amounts, keys }: Contributions, scale: number): ReleasedAmount {
  const given = [...amounts.values()];
  if (given.some((amount) => !Number.isSafeInteger(amount) || amount < 0)) {
    throw new RangeError('an amount is whole euros, and not negative');
  }
  const blank = guardSum(given, scale);
  if (blank !== null) return { sum: null, mean: null, deviation: null, blank };
  const { largest, ofCount } = indexTable(STRICT_TABLE);
  const noise = perturb(largest, cellKeyOf(keyOfSum(keys)), STRICT_TABLE) - largest;
  const total = given.reduce((sum, amount) => sum + amount, 0);
  const sum = Math.max(0, Math.round((total + (noise * scale) / 2) / 10) * 10);
  const count = perturb(given.filter((amount) => amount > 0).length, cellKeyOf(keys), STRICT_TABLE);
  const deviation = (Math.sqrt(ofCount[largest]!.variance) * scale) / 2;
  return { sum, mean: count < LEAST_BASE ? null : Math.round(sum / count), deviation: Math.round(deviation), blank };
}

/** Another number of 64 bits for the same persons. */
function keyOfSum(keys: bigint): bigint {
  return createHash('sha256')
    .update(`sum|${BigInt.asUintN(64, keys)}`)
    .digest()
    .readBigUInt64BE(0);
}
