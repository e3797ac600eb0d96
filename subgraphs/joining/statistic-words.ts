import { DIMENSIONS } from '../../disclosure/dimensions.ts';
import { registerWords } from './words.ts';

/** Words that bodies and registry share; what each dimension means stands in the catalogue (`indicators`). */
export const StatisticDimensionWord = registerWords(
  'StatisticDimension',
  [...DIMENSIONS, 'BODY'] as const,
  'What a figure may be broken down by. Bins are fixed; which dimensions an indicator allows, its entry says. BODY keeps bodies apart, and is for the registry alone.',
);

export const STATISTIC_STANDINGS = ['RELEASED', 'NO_SOURCE_YET', 'NOT_FROZEN', 'NOT_ALLOWED'] as const;
export type StatisticStanding = (typeof STATISTIC_STANDINGS)[number];
export const StatisticStandingWord = registerWords(
  'StatisticStanding',
  STATISTIC_STANDINGS,
  'Whether there is a figure of a body: RELEASED there is, NO_SOURCE_YET nobody keeps records of it, NOT_FROZEN the period has no snapshot, NOT_ALLOWED the indicator has no such period or breakdown.',
);
