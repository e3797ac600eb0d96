import type { Tally } from './tally.ts';

/** Why a cell is shown without a value: one word for all reasons, so that it does not tell which. */
export type Blank = 'GUARDED';

/** A sensitive breakdown, a sum and a mean need a base of this size; fewer than these are a few. */
export const LEAST_BASE = 11;
/** No value, and no contributor, may make up more than this share of its base. */
export const LARGEST_SHARE = 0.85;

/**
 * Whether a breakdown of one base may be shown: the base is not small, and no value holds nearly all of it. A base of
 * nobody is small too: otherwise a blank would tell that there is somebody.
 */
export function guardBreakdown(base: Tally, values: readonly Tally[]): Blank | null {
  if (!base.isAtLeast(LEAST_BASE)) return 'GUARDED';
  return values.some((value) => value.exceeds(LARGEST_SHARE, base)) ? 'GUARDED' : null;
}

/**
 * Whether a breakdown of what is not sensitive may be shown. The parts of a few are very small, and shown as that; a value
 * that holds nearly all of a larger base would differ from it by a few, and two noises are alike too often to hide them.
 */
export function guardStandard(base: Tally, values: readonly Tally[]): Blank | null {
  return base.isAtLeast(LEAST_BASE) && values.some((value) => value.exceeds(LARGEST_SHARE, base)) ? 'GUARDED' : null;
}
