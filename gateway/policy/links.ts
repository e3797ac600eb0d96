import type { Purpose } from '../../schema/vocabulary.ts';

/** What ties a caller to a subject. */
export type Tie =
  | { readonly kind: 'SharedCase'; readonly childProtection: boolean }
  | { readonly kind: 'Referral'; readonly referralKind: string }
  /** A child enrolled at a school for which the caller is designated. */
  | { readonly kind: 'PreEnrolment' }
  /** An application that the caller, or her service, instructs: RSA, APA, FSL… */
  | { readonly kind: 'BenefitApplication'; readonly applicationKind: string };

/**
 * Whether a tie of this kind is one that the purpose allows (`allowed_link` of the purposes table). Purposes that need no
 * tie are given none: a declared emergency, an information préoccupante and a coordination notice are conditions.
 */
export function linksFor(purpose: Purpose, tie: Tie): boolean {
  switch (purpose) {
    case 'REFERRAL':
      return tie.kind === 'Referral';
    case 'BENEFIT_INSTRUCTION':
      return tie.kind === 'Referral' || tie.kind === 'BenefitApplication';
    case 'HOUSING_FSL':
      return tie.kind === 'Referral' || (tie.kind === 'BenefitApplication' && tie.applicationKind === 'FSL');
    case 'HANDOVER':
      return tie.kind === 'Referral' && tie.referralKind === 'HANDOVER';
    case 'CHILDCARE_AVIP':
      return tie.kind === 'Referral' && tie.referralKind === 'FICHE_ORIENTATION_AVIP';
    case 'CASE':
    case 'CARE':
      return tie.kind === 'SharedCase';
    case 'CHILD_PROTECTION':
      return tie.kind === 'SharedCase' && tie.childProtection;
    case 'EMPLOYMENT':
      return tie.kind === 'Referral' || tie.kind === 'SharedCase';
    case 'EDUCATION_PRE':
      return tie.kind === 'PreEnrolment';
    default:
      return false;
  }
}
