import { registerWords } from './words.ts';

const STANDINGS = ['WORKING', 'SENT', 'TOO_SMALL', 'CHANGED_SINCE', 'NOT_FROZEN', 'NO_SOURCE_YET', 'FAILED'] as const;
export type StudyPartStanding = (typeof STANDINGS)[number];

export const StudyPartStandingWord = registerWords(
  'StudyPartStanding',
  STANDINGS,
  'How a body stands in a study: WORKING on its part, SENT it; TOO_SMALL its set is too small to be compared, as its released size tells; CHANGED_SINCE its records are not those that it froze; NOT_FROZEN, NO_SOURCE_YET as for figures; FAILED it could not, and forgets it.',
);
