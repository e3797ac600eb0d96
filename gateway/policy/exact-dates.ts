import type { SchemaPath } from '../../schema/pass.ts';
import type { Category } from '../../schema/vocabulary.ts';

/**
 * The fields that hold an exact date, by category that an accord can open: what a person keeps back who gives months only
 * (MONTH). A test holds the list against the supergraph, so that no date can be added there alone.
 */
export const EXACT_DATES: Readonly<Partial<Record<Category, readonly SchemaPath[]>>> = {
  IDENTITY: ['birthDate', 'deathDate'],
  CONTACT: ['domiciliation.from', 'domiciliation.to'],
  CHILDCARE: ['childcare.startOn', 'childcareRequest.requestedOn', 'childcareRequest.startOn'],
  PRESENCE: ['followUp.openedOn', 'followUp.closedOn', 'followUp.lastContactOn', 'firstReception.receivedOn'],
  CASE_META: ['openedOn', 'nextReviewOn', 'from', 'to', 'actions.dueOn', 'actions.doneOn'],
  HOUSEHOLD: ['household.members.from', 'household.members.to', 'parentalHolders.from', 'parentalHolders.to'],
  BENEFITS: [
    ...['benefits.from', 'benefits.to', 'rsa.from', 'rsa.to'],
    ...['housingFund.requestedOn', 'housingFund.decidedOn', 'ccasAids.grantedOn'],
  ],
  EDUCATION: ['preEnrolment.from', 'preEnrolment.to'],
  LEGAL_CAPACITY: ['legalCapacity.from', 'legalCapacity.to'],
  RIGHT_OF_RESIDENCE: ['rightOfResidence.expiresOn'],
  AUTONOMY: ['apa.from', 'apa.to', 'apaStatus.from', 'apaStatus.to'],
  HEALTH: ['health.since'],
  MENTAL_HEALTH: ['mentalHealth.since'],
  DISABILITY: ['disability.from', 'disability.to'],
  PMI: ['pmi.lastHomeVisitOn'],
  SOCIAL_REPORT: ['socialReports.on'],
};
