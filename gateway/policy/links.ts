import type { Purpose } from '../../schema/vocabulary.ts';

/** What ties a caller to a subject: a shared case, or a referral of some kind. */
export interface Tie {
  readonly kind: 'SharedCase' | 'Referral';
  readonly childProtection: boolean;
  readonly referralKind: string | null;
}

/**
 * Whether a tie of this kind is one that the purpose allows (`allowed_link` of the purposes table). Ties that have no
 * frame yet (enrolments, benefit applications, emergencies) link nobody until they have one.
 */
export function linksFor(purpose: Purpose, tie: Tie): boolean {
  switch (purpose) {
    case 'REFERRAL':
    case 'BENEFIT_INSTRUCTION':
    case 'HOUSING_FSL':
      return tie.kind === 'Referral';
    case 'HANDOVER':
      return tie.referralKind === 'HANDOVER';
    case 'CHILDCARE_AVIP':
      return tie.referralKind === 'FICHE_ORIENTATION_AVIP';
    case 'CASE':
    case 'CARE':
      return tie.kind === 'SharedCase';
    case 'CHILD_PROTECTION':
      return tie.kind === 'SharedCase' && tie.childProtection;
    case 'EMPLOYMENT':
      return true;
    default:
      return false;
  }
}
