import type { Story } from '../day.ts';
import { accordIsReduced } from './accord-is-reduced.ts';
import { accordsAreRead } from './accords-are-read.ts';
import { looksAreSeen } from './looks-are-seen.ts';
import { requestIsFollowed } from './request-is-followed.ts';
import { wrongIsPutRight } from './wrong-is-put-right.ts';

/** The five daily tasks of the person concerned. */
export const PERSON_STORIES: readonly Story[] = [
  accordsAreRead,
  accordIsReduced,
  looksAreSeen,
  requestIsFollowed,
  wrongIsPutRight,
];
