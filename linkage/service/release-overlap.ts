import { createHmac, hkdfSync } from 'node:crypto';
import { STRICT_TABLE } from '../../disclosure/perturbation-table.ts';
import { release } from '../../disclosure/release.ts';
import { Tally } from '../../disclosure/tally.ts';
import { LINKAGE_QUALITY } from '../linkage-quality.ts';
import { LinkageRefusal } from './refusal.ts';
import type { ComparedSets } from './study-set.repository.ts';

/** No set of fewer persons is compared with another. */
export const LEAST_SET = 500;
/** No noise of the strict table is larger. */
const LARGEST_NOISE = 15;

/** What leaves the service of a study. */
export interface ReleasedOverlap {
  /** Perturbed: how many persons are in exactly two of the sets, in exactly three, and so on. */
  readonly shared: readonly number[];
  /** What linking is worth, on which the figures rest. */
  readonly quality: { readonly precision: number; readonly recall: number; readonly measuredOn: string };
}

/**
 * The figures of a study, perturbed under the strict table; refused where a set is small, without a word of which. What is
 * held against the limit is perturbed too, and the limit is above the least by the largest noise: no set under it passes,
 * and a refusal is nothing but a released value.
 *
 * The noise is bound to what the bodies say that they counted, and to a key of the service: the same sets give the same
 * figures for ever, whoever opens however many studies of them. What bodies know each of their own set is not among them.
 */
export function releaseOverlap({ sets, inSets }: ComparedSets, sealingKey: Uint8Array): ReleasedOverlap {
  const noiseKey = Buffer.from(hkdfSync('sha256', sealingKey, '', 'passerelle/overlap-noise/1', 32));
  const perturbed = (persons: number, counted: readonly unknown[]): number => {
    const hash = createHmac('sha256', noiseKey).update(JSON.stringify(counted)).digest();
    const tally = Tally.fromStore({ persons, keys: hash.readBigUInt64BE(0).toString() });
    return release(counted.map(String), tally, STRICT_TABLE).value ?? 0;
  };
  const isSmall = sets.some(({ body, name, size }) => perturbed(size, [body, name]) < LEAST_SET + LARGEST_NOISE);
  if (isSmall) throw new LinkageRefusal('SET_TOO_SMALL');
  const named = sets.map(({ body, name }) => [body, name]);
  const shared = inSets.slice(1).map((persons, nth) => perturbed(persons, [named, nth + 2]));
  return { shared, quality: { ...LINKAGE_QUALITY.cascade, measuredOn: LINKAGE_QUALITY.measuredOn } };
}
