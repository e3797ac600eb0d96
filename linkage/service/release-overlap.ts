import { createHmac, hkdfSync } from 'node:crypto';
import { STRICT_TABLE } from '../../disclosure/perturbation-table.ts';
import { release } from '../../disclosure/release.ts';
import { Tally } from '../../disclosure/tally.ts';
import { LINKAGE_QUALITY } from '../linkage-quality.ts';
import { LinkageRefusal } from './refusal.ts';
import type { ComparedSets } from './study-set.repository.ts';

/** No set of fewer persons is compared with another. */
export const LEAST_SET = 500;

/** What leaves the service of a study. */
export interface ReleasedOverlap {
  /** Perturbed: how many persons are in exactly two of the sets, in exactly three, and so on. */
  readonly shared: readonly number[];
  /** What linking is worth, on which the figures rest. */
  readonly quality: { readonly precision: number; readonly recall: number; readonly measuredOn: string };
}

/**
 * The figures of a study, perturbed under the strict table; refused where a set is small, without a word of which.
 *
 * The noise is bound to what the bodies say that they counted, and to a key of the service: the same sets give the same
 * figures for ever, whoever opens however many studies of them. What bodies know each of their own set is not among them.
 */
export function releaseOverlap({ sets, inSets }: ComparedSets, sealingKey: Uint8Array): ReleasedOverlap {
  if (sets.some(({ size }) => size < LEAST_SET)) throw new LinkageRefusal('SET_TOO_SMALL');
  const noiseKey = Buffer.from(hkdfSync('sha256', sealingKey, '', 'passerelle/overlap-noise/1', 32));
  const named = sets.map(({ body, name }) => [body, name]);
  const shared = inSets.slice(1).map((persons, nth) => {
    const keys = createHmac('sha256', noiseKey)
      .update(JSON.stringify([named, nth + 2]))
      .digest()
      .readBigUInt64BE(0);
    const tally = Tally.fromStore({ persons, keys: keys.toString() });
    return release([String(nth + 2)], tally, STRICT_TABLE).value ?? 0;
  });
  return { shared, quality: { ...LINKAGE_QUALITY.cascade, measuredOn: LINKAGE_QUALITY.measuredOn } };
}
