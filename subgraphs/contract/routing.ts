import type { ApaEntitlement, BenefitEntitlement } from '../../prisma/generated/body/client.ts';
import { dayOf } from './civil-day.ts';
import { completedYears, isOpen } from './derived.ts';

/** What a body knows, for the question whether a CCAS that follows seniors is the one to follow them. */
export interface SituationOfAdults {
  /** The adults of the couple; null where the birth date is not known. */
  readonly adultBirthDates: readonly (Date | null)[];
  /** Of the dependent children. */
  readonly dependentChildBirthDates: readonly (Date | null)[];
  readonly benefits: readonly Pick<BenefitEntitlement, 'kind' | 'status' | 'validFrom' | 'validTo'>[];
  readonly apa: readonly Pick<ApaEntitlement, 'status' | 'validFrom' | 'validTo'>[];
}

/** "Plus de 64 ans", in completed years: from the 65th birthday. */
const SENIOR_FROM = 65;
/** "Enfant à charge de moins de 21 ans". */
const CHILD_UNTIL = 21;

/**
 * Whether something that this body holds excludes that the CCAS follows these people: an adult of 64 or less, a
 * dependent child under 21, RSA or APA open for either of the couple. One Boolean, so that the answer does not say
 * which; null where nothing excludes but an age is missing.
 */
export function excludesCcas(situation: SituationOfAdults, today: string): boolean | null {
  const { adultBirthDates, dependentChildBirthDates, benefits, apa } = situation;
  const isUnder = (age: number) => (birthDate: Date | null) =>
    birthDate !== null && completedYears(dayOf(birthDate), today) < age;

  if (benefits.some((benefit) => benefit.kind === 'RSA' && isOpen(benefit, today))) return true;
  if (apa.some((right) => isOpen(right, today))) return true;
  if (adultBirthDates.some(isUnder(SENIOR_FROM))) return true;
  if (dependentChildBirthDates.some(isUnder(CHILD_UNTIL))) return true;
  return [...adultBirthDates, ...dependentChildBirthDates].includes(null) ? null : false;
}
