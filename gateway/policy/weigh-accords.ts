import { type Category, SECRECY_OF } from '../../schema/vocabulary.ts';
import type { Reason } from './decision.ts';
import type { Accord, AccordClass, AccordStanding } from './facts.ts';

/** The accords that open a category, the oldest first, or why none does. */
export type Weighed = { readonly accords: readonly Accord[] } | { readonly reason: Reason };

/** Of several accords that fail, the one that says most about what the person decided is told. */
const TOLD_FIRST: readonly (Exclude<AccordStanding, 'VALID'> | 'OBJECTED' | 'OUT_OF_SCOPE')[] = [
  'OBJECTED',
  'WITHDRAWN',
  'LAPSED_AT_MAJORITY',
  'EXPIRED',
  'NOT_YET_VALID',
  'GRANTER_NOT_COMPETENT',
  'OUT_OF_SCOPE',
];

const REASON_OF: Readonly<Record<(typeof TOLD_FIRST)[number], Reason>> = {
  OBJECTED: 'SUBJECT_OBJECTED',
  WITHDRAWN: 'CONSENT_WITHDRAWN',
  LAPSED_AT_MAJORITY: 'CONSENT_LAPSED_AT_MAJORITY',
  EXPIRED: 'CONSENT_EXPIRED',
  NOT_YET_VALID: 'CONSENT_NOT_YET_VALID',
  GRANTER_NOT_COMPETENT: 'GRANTER_NOT_COMPETENT',
  OUT_OF_SCOPE: 'CONSENT_SCOPE_MISMATCH',
};

/**
 * G5: which of the subject's accords open a category.
 *
 * `explicit`: the accord must name the category itself. A category that it names so is in its general scope as well.
 * An objection defeats an accord that would hold without it; one that does not hold fails for its own reason.
 */
export function weighAccords(accords: readonly Accord[], category: Category, explicit: boolean): Weighed {
  const valid: Accord[] = [];
  let told = TOLD_FIRST.length;
  for (const accord of accords) {
    const standing = standingOn(accord, category, explicit);
    if (standing === 'VALID') valid.push(accord);
    else told = Math.min(told, TOLD_FIRST.indexOf(standing));
  }
  if (valid.length > 0) return { accords: valid };
  const failing = TOLD_FIRST[told];
  return { reason: failing === undefined ? 'CONSENT_MISSING' : REASON_OF[failing] };
}

function standingOn(accord: Accord, category: Category, explicit: boolean): 'VALID' | (typeof TOLD_FIRST)[number] {
  const named = accord.explicitCategories.includes(category) || (!explicit && accord.categories.includes(category));
  if (!accord.inScope || !named) return 'OUT_OF_SCOPE';
  const standing = accord.standing[classOf(category)];
  return standing === 'VALID' && accord.objected.includes(category) ? 'OBJECTED' : standing;
}

/** What is most private (S4, and whatever is above it) takes more than a usual act. */
function classOf(category: Category): AccordClass {
  return SECRECY_OF[category] === 'S4' || SECRECY_OF[category] === 'S5' ? 'reinforced' : 'ordinary';
}
