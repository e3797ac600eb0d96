import { addMonths, type CivilDate } from './civil-date.ts';

/** When the assessment of an information préoccupante is due: three months from its reception (CASF D226-2-4). */
export function assessmentDueOn(receivedOn: CivilDate): CivilDate {
  return addMonths(receivedOn, 3);
}

/** When a person who exercises a right, or contests, must have an answer: one month (RGPD 12(3)). */
export function answerDueOn(receivedOn: CivilDate): CivilDate {
  return addMonths(receivedOn, 1);
}

const REVIEW_HOURS = 72;

/** When an emergency access must have been reviewed. Seventy-two hours: a default of this product, not of the law. */
export function emergencyReviewDueAt(declaredAt: Date): Date {
  return new Date(declaredAt.getTime() + REVIEW_HOURS * 3_600_000);
}
