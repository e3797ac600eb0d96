import type { Category } from '../../schema/vocabulary.ts';
import type { Reason } from './decision.ts';
import type { Accord, AccordStanding } from './facts.ts';

/** The accord that opens, or why none does. */
export type Weighed = { readonly accord: string } | { readonly reason: Reason };

/** Of several accords that fail, the one that says most about what the person decided is told. */
const TOLD_FIRST: readonly (Exclude<AccordStanding, 'VALID'> | 'OUT_OF_SCOPE')[] = [
  'WITHDRAWN',
  'LAPSED_AT_MAJORITY',
  'EXPIRED',
  'NOT_YET_VALID',
  'GRANTER_NOT_COMPETENT',
  'OUT_OF_SCOPE',
];

const REASON_OF: Readonly<Record<(typeof TOLD_FIRST)[number], Reason>> = {
  WITHDRAWN: 'CONSENT_WITHDRAWN',
  LAPSED_AT_MAJORITY: 'CONSENT_LAPSED_AT_MAJORITY',
  EXPIRED: 'CONSENT_EXPIRED',
  NOT_YET_VALID: 'CONSENT_NOT_YET_VALID',
  GRANTER_NOT_COMPETENT: 'GRANTER_NOT_COMPETENT',
  OUT_OF_SCOPE: 'CONSENT_SCOPE_MISMATCH',
};

/**
 * G5: whether one of the subject's accords opens a category; the oldest that does is named.
 *
 * `explicit`: the accord must name the category itself. A category that it names so is in its general scope as well.
 */
export function weighAccords(accords: readonly Accord[], category: Category, explicit: boolean): Weighed {
  let told = TOLD_FIRST.length;
  for (const accord of accords) {
    const named = accord.explicitCategories.includes(category) || (!explicit && accord.categories.includes(category));
    const standing = accord.inScope && named ? accord.standing : 'OUT_OF_SCOPE';
    if (standing === 'VALID') return { accord: accord.id };
    told = Math.min(told, TOLD_FIRST.indexOf(standing));
  }
  const failing = TOLD_FIRST[told];
  return { reason: failing === undefined ? 'CONSENT_MISSING' : REASON_OF[failing] };
}
