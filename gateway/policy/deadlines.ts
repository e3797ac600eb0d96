import { addMonths, type CivilDate } from './civil-date.ts';

/** When the assessment of an information préoccupante is due: three months from its reception (CASF D226-2-4). */
export function assessmentDueOn(receivedOn: CivilDate): CivilDate {
  return addMonths(receivedOn, 3);
}

/**
 * When a person who exercises a right, or contests, must have an answer: one month (RGPD 12(3)). The same day of the next
 * month, or its last day where it has none (règlement 1182/71, art. 3). A last day that falls on a holiday is not moved:
 * that could only make the answer later.
 */
export function answerDueOn(receivedOn: CivilDate): CivilDate {
  return addMonths(receivedOn, 1);
}

/** The longest that an answer may take where it is complex: two months more, all three counted from the reception. */
export function extendedAnswerDueOn(receivedOn: CivilDate): CivilDate {
  return addMonths(receivedOn, 3);
}

/** When a person must have been told of an emergency access to her data: one month at the latest (RGPD 14(3)(a)). */
export function informationDueOn(declaredOn: CivilDate): CivilDate {
  return addMonths(declaredOn, 1);
}

const REVIEW_HOURS = 72;

/**
 * When an emergency access must have been reviewed. Seventy-two hours: a default of this product, not of the law.
 *
 * Hours pass and days are counted: it is seventy-two hours of sixty minutes, nights and Sundays included, so where the
 * clocks of Paris are put forward or back in between, they show an hour more or less than three days before.
 */
export function emergencyReviewDueAt(declaredAt: Date): Date {
  return new Date(declaredAt.getTime() + REVIEW_HOURS * HOUR_MS);
}

const EMERGENCY_HOURS = 4;

/** When a declared emergency ends by itself (hub). */
export function emergencyEndsAt(declaredAt: Date): Date {
  return new Date(declaredAt.getTime() + EMERGENCY_HOURS * HOUR_MS);
}

const HOUR_MS = 3_600_000;
