import type { Purpose } from '../../../schema/vocabulary.ts';
import { timeOf } from '../../policy/instant.ts';
import type { DatedWord } from '../../policy/subject-words.ts';
import { grantStandings, type Stated } from './consent-standing.ts';

/** A referral that has not come to its end, as far as what it rests on is concerned. */
export interface OpenReferral {
  readonly id: string;
  readonly purpose: string;
  readonly senderBody: string;
  readonly recipientBody: string;
  readonly recipientKind: string;
  /** Categories of the form, in the version that is being sent. */
  readonly payload: readonly string[];
}

/** A word that was said of a person, and the body that said it. */
export interface SaidWord extends DatedWord {
  readonly bodyCode: string;
}

/** An accord, with the referral that it was given for. */
export interface GivenAccord extends Stated {
  readonly explicitCategories: readonly string[];
  /** Empty: all of the recipients'. */
  readonly toProfessions: readonly string[];
  readonly referralId: string | null;
}

/** States of a referral that is on its way: not a draft, which nobody has received, and not one that is over. */
export const UNDER_WAY = [
  'CONSENT_PENDING',
  'SENT',
  'RECEIVED',
  'IN_REVIEW',
  'WAITLISTED',
  'ACCEPTED',
  'IN_PROGRESS',
  'REFUSED',
  'REDIRECTED',
  'FROZEN',
] as const;

/** Of those, the states in which it lapses on its date. */
export const LAPSING = ['SENT', 'RECEIVED', 'IN_REVIEW'] as const;

/**
 * The referrals that end with an accord: those that rested on it, and that neither another accord of the person nor the
 * law carries on. `others` are her accords without the one that ended.
 */
export function referralsEnding(
  open: readonly OpenReferral[],
  ended: GivenAccord,
  others: readonly GivenAccord[],
  words: readonly SaidWord[],
  at: Date,
): readonly OpenReferral[] {
  return open.filter(
    (referral) =>
      restsOn(referral, ended) &&
      !others.some((accord) => carries(accord, referral, words, at)) &&
      !hasLegalBasis(referral, words, at),
  );
}

function restsOn(referral: OpenReferral, accord: GivenAccord): boolean {
  return accord.referralId === referral.id || isBetween(referral, accord);
}

function isBetween({ senderBody, recipientBody, purpose }: OpenReferral, accord: GivenAccord): boolean {
  return (
    accord.fromBodies.includes(senderBody) &&
    accord.toBodies.includes(recipientBody) &&
    accord.purposes.includes(purpose)
  );
}

function carries(accord: GivenAccord, referral: OpenReferral, words: readonly DatedWord[], at: Date): boolean {
  const named = new Set([...accord.categories, ...accord.explicitCategories]);
  return (
    accord.supersededBy === null &&
    isBetween(referral, accord) &&
    referral.payload.every((category) => named.has(category)) &&
    grantStandings(accord, words, at, referral.purpose as Purpose).every((standing) => standing === 'VALID')
  );
}

/** The one referral that the table carries without an accord: to the Département that says it instructs an RSA (R220). */
function hasLegalBasis(referral: OpenReferral, words: readonly SaidWord[], at: Date): boolean {
  if (referral.purpose !== 'BENEFIT_INSTRUCTION' || referral.recipientKind !== 'DEPARTEMENT') return false;
  const said = words.filter(
    ({ word, bodyCode, validFrom, validTo }) =>
      word === 'RSA_INSTRUCTION_OPEN' &&
      bodyCode === referral.recipientBody &&
      timeOf(validFrom) <= at.getTime() &&
      (validTo === null || at.getTime() < timeOf(validTo)),
  );
  return said.length > 0 && said.every(({ value }) => value === 'yes');
}

/** Whether something that one accord opened is open under the other no longer. */
export function isNarrower(later: GivenAccord, earlier: GivenAccord): boolean {
  const keeps = (now: readonly string[], then: readonly string[]) => then.every((word) => now.includes(word));
  const [now, then] = [later.toProfessions, earlier.toProfessions];
  const keepsProfessions = now.length === 0 || (then.length > 0 && keeps(now, then));
  return !(
    keepsProfessions &&
    keeps(later.categories, earlier.categories) &&
    keeps(later.explicitCategories, earlier.explicitCategories) &&
    keeps(later.fromBodies, earlier.fromBodies) &&
    keeps(later.toBodies, earlier.toBodies) &&
    keeps(later.purposes, earlier.purposes)
  );
}
