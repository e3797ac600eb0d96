import type { Caller } from '../policy/caller.ts';
import type { LinkStanding } from '../policy/facts.ts';
import { linksFor } from '../policy/links.ts';
import type { CaseTie, ReferralTie, SignedForm, TieRow } from './facts-rows.ts';

/**
 * The frames that tie the caller to a subject for her purpose, with the owner taking part in them. Where she names a
 * mission, that one only.
 */
export function tiesBetween(ties: readonly TieRow[], caller: Caller, owner: string): readonly TieRow[] {
  return ties.filter(
    (tie) =>
      tie.bodies.includes(owner) &&
      (caller.mission === null || caller.mission === tie.frame) &&
      linksFor(caller.purpose, tie),
  );
}

/** A referral that is closed ties no longer, but shows for thirty days how it went. */
export function linkStanding(ties: readonly TieRow[]): LinkStanding {
  if (ties.some((tie) => !isReferral(tie) || tie.open)) return 'LINKED';
  return ties.length > 0 ? 'META_ONLY' : 'NONE';
}

export function isCase(tie: TieRow): tie is CaseTie {
  return tie.kind === 'SharedCase';
}

function isReferral(tie: TieRow): tie is ReferralTie {
  return tie.kind === 'Referral';
}

/**
 * The forms that were signed for this recipient, owner and purpose: those of open referrals that the caller, or her
 * service, has sent or received. A form of which another version was signed is not among them.
 *
 * A mission that is a referral is the one form that counts. One of another kind (a case, an enrolment) has no form of its
 * own, so it leaves those of the person to be heard.
 */
export function signedForms(ties: readonly TieRow[], caller: Caller, owner: string): readonly SignedForm[] {
  const referrals = ties.filter(isReferral);
  const isNamed = referrals.some(({ frame }) => frame === caller.mission);
  return referrals
    .filter(({ frame }) => !isNamed || frame === caller.mission)
    .filter(({ open, purpose, bodies }) => open && purpose === caller.purpose && bodies.includes(owner))
    .flatMap(({ signed }) => signed ?? []);
}
