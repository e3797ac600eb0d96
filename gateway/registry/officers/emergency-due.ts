import { emergencyReviewDueAt } from '../../policy/deadlines.ts';
import type { EmergencyAccess } from './emergency.type.ts';
import { REVIEW_ROLES, type ReviewRole, type ReviewState } from './emergency-words.ts';

type Reviewed = Pick<EmergencyAccess, 'declaredAt' | 'reviews'>;

/** Whether this office, or either of the two, has its review still to give. */
export function lacksReview({ reviews }: Reviewed, office: ReviewRole | null = null): boolean {
  const wanted = office === null ? REVIEW_ROLES : [office];
  return wanted.some((role) => reviews.every((each) => each.role !== role));
}

/** A review was due by now, and is missing. */
export function isOverdue(emergency: Reviewed, at: Date): boolean {
  return lacksReview(emergency) && emergencyReviewDueAt(emergency.declaredAt) <= at;
}

export function isInState(emergency: Reviewed, state: ReviewState, at: Date): boolean {
  if (state === 'REVIEWED') return !lacksReview(emergency);
  return state === 'OVERDUE' ? isOverdue(emergency, at) : lacksReview(emergency);
}

/** The emergency is over and the person has not been told of it. */
export function lacksInformation(
  { personInformedAt, expiresAt, verdict }: Pick<EmergencyAccess, 'personInformedAt' | 'expiresAt' | 'verdict'>,
  at: Date,
): boolean {
  return personInformedAt === null && (expiresAt <= at || verdict !== 'PENDING');
}
