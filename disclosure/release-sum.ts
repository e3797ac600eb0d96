import { createHash } from 'node:crypto';
import type { AmountTally } from './amount-tally.ts';
import { cellKeyOf } from './cell-key.ts';
import { type Blank, LARGEST_SHARE, LEAST_BASE } from './guards.ts';
import { perturb } from './perturb.ts';
import { indexTable, STRICT_TABLE } from './perturbation-table.ts';

/** Sums are told in steps of ten euros. */
const STEP = 10;

/** Whether a sum may be shown: eleven contribute, nobody more than 85 % of it, nobody more than the public scale. */
export function guardSum(amounts: AmountTally, scale: number): Blank | null {
  return amounts.isOfAtLeast(LEAST_BASE) && !amounts.isDominated(LARGEST_SHARE, scale) ? null : 'GUARDED';
}

/**
 * The sum that may be shown of a cell, rounded to ten euros; null where it is blank.
 *
 * Its noise is that of the last row of the strict table times half the scale, which is public: about as much as the
 * largest amount that anybody may contribute, so that two sums which differ by one person do not tell hers. It is drawn by
 * a key of its own, from the same persons: the same set has the same noise for ever, and that of its count says nothing.
 */
export function releaseSum(amounts: AmountTally, scale: number): number | null {
  if (guardSum(amounts, scale) !== null) return null;
  const sum = amounts.blurred((keys) => (noiseOf(keyOfSum(keys)) * scale) / 2);
  return Math.max(0, Math.round(sum / STEP) * STEP);
}

/** Standard deviation of the noise of a sum: told by the scale alone. */
export function deviationOfSum(scale: number): number {
  const { largest, ofCount } = indexTable(STRICT_TABLE);
  return (Math.sqrt(ofCount[largest]!.variance) * scale) / 2;
}

/** Whether a released sum is one that could have been released. */
export function isReleasedSum(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value % STEP === 0;
}

function noiseOf(key: bigint): number {
  const { largest } = indexTable(STRICT_TABLE);
  return perturb(largest, cellKeyOf(key), STRICT_TABLE) - largest;
}

/** Another number of 64 bits for the same persons. */
function keyOfSum(keys: bigint): bigint {
  return createHash('sha256')
    .update(`sum|${BigInt.asUintN(64, keys)}`)
    .digest()
    .readBigUInt64BE(0);
}
