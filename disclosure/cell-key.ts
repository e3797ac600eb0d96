import { KEY_SPACE } from './record-key.ts';

/** The largest double below 1. */
const BELOW_ONE = 1 - Number.EPSILON / 2;
const SPACE = Number(KEY_SPACE);

/**
 * The cell key of a set of persons: the sum of their record keys, modulo 2^64, as a fraction in [0, 1).
 *
 * A double cannot hold all 64 bits. It is rounded **up** to the next one: then it is at or below a bound of the table
 * exactly where the true fraction is, and no comparison is ever decided by rounding.
 */
export function cellKeyOf(sumOfRecordKeys: bigint): number {
  const sum = BigInt.asUintN(64, sumOfRecordKeys);
  const nearest = Number(sum);
  const up = BigInt(nearest) < sum ? nextUp(nearest) : nearest;
  return Math.min(up / SPACE, BELOW_ONE);
}

function nextUp(value: number): number {
  const bits = new BigUint64Array(new Float64Array([value]).buffer);
  bits[0]! += 1n;
  return new Float64Array(bits.buffer)[0]!;
}
