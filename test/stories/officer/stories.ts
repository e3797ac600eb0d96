import type { Story } from '../day.ts';
import { accessesAreAudited } from './accesses-are-audited.ts';
import { contestationIsAnswered } from './contestation-is-answered.ts';
import { emergenciesAreReviewed } from './emergencies-are-reviewed.ts';
import { withdrawalIsRegistered } from './withdrawal-is-registered.ts';
import { workListIsWorked } from './work-list-is-worked.ts';

/** The five daily tasks of the référent accords et accès. */
export const OFFICER_STORIES: readonly Story[] = [
  workListIsWorked,
  accessesAreAudited,
  emergenciesAreReviewed,
  withdrawalIsRegistered,
  contestationIsAnswered,
];
