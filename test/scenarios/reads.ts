import type { Category } from '../../schema/vocabulary.ts';

/** What is selected of a person to read a category, and the one field of it that a body must not see when it is withheld. */
export interface Read {
  readonly selection: string;
  readonly field: string;
}

const read = (selection: string, field = selection.split(' ', 1)[0] ?? ''): Read => ({ selection, field });

export const READS: Readonly<Partial<Record<Category, Read>>> = {
  IDENTITY: read('birthName'),
  CONTACT: read('phone'),
  PRESENCE: read('followUp { openedOn }'),
  HOUSEHOLD: read('childrenCount'),
  HOUSING: read('housing { tenure }'),
  BUDGET_DEBT: read('budget { debtTotal }'),
  BENEFITS: read('benefits { kind status }'),
  EMPLOYMENT: read('employment { status }'),
  EDUCATION: read('education { level }'),
  CHILDCARE: read('childcare { startOn }'),
  LEGAL_CAPACITY: read('legalCapacity { guardianContact }'),
  AUTONOMY: read('apaStatus { hasApa }'),
  HEALTH: read('health { condition }'),
  DISABILITY: read('disability { decision }'),
  PMI: read('pmi { growth }'),
  CHILD_PROTECTION: read('childProtection { kind }'),
  SOCIAL_REPORT: read('socialReports { conclusions }'),
  VIOLENCE: read('violence { victimStatus }'),
  WORRYING_INFO: read('worryingInformation { number }'),
  JUSTICE: read('justice'),
  FREE_TEXT: read('notes'),
  NATIONAL_ID: read('nationalId'),
  ORIGIN_BELIEF: read('originAndBelief'),
};

/** What each transform leaves of a category, where that is not what is read otherwise. */
export const READS_UNDER: Readonly<Record<string, Read>> = {
  'FUNCTIONAL_IMPACT DISABILITY': read('disabilityImpact { communication }'),
  'CHILD_IMPACT_SUMMARY HEALTH': read('healthChildImpact { impactOnCare }'),
  'FLAG BENEFITS': read('minimaSociaux'),
  'RELAY_ONLY EDUCATION': read('inPre'),
  'ROUTING_RESULT AUTONOMY': read('excludesCcas'),
  // Notes cross inside an information préoccupante and nowhere else.
  'R002 FREE_TEXT': read('worryingInformation { facts }'),
};
