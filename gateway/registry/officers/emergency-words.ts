import { registerWords } from '../../../subgraphs/joining/words.ts';

/**
 * Why serious danger is declared. Closed words, so that none can hold a name; each says enough to be reviewed, and has the
 * twenty characters that the table of conditions asks of a motive (`EMERGENCY_DECLARED`).
 */
export const EMERGENCY_MOTIVES = [
  'UNCONSCIOUS_OR_UNRESPONSIVE',
  'MEDICAL_DISTRESS_AT_HOME',
  'IMMINENT_RISK_OF_SUICIDE',
  'VIOLENCE_IN_PROGRESS_OR_IMMINENT',
  'CHILD_IN_IMMEDIATE_DANGER',
  'VULNERABLE_PERSON_MISSING',
  'FIRE_FLOOD_OR_EVACUATION',
  'OTHER_SERIOUS_IMMINENT_DANGER',
] as const;
export type EmergencyMotive = (typeof EMERGENCY_MOTIVES)[number];
export const EmergencyMotiveWord = registerWords(
  'EmergencyMotive',
  EMERGENCY_MOTIVES,
  'Serious and imminent danger (péril grave et imminent, CP 223-6 and 122-7), as a closed word.',
);

export const REVIEW_ROLES = ['CONSENT_OFFICER', 'DPO'] as const;
export type ReviewRole = (typeof REVIEW_ROLES)[number];
export const ReviewRoleWord = registerWords(
  'EmergencyReviewRole',
  REVIEW_ROLES,
  'In which office a review was given: both the consent officer and the data-protection officer review.',
);

export const REVIEW_VERDICTS = ['JUSTIFIED', 'UNJUSTIFIED'] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];
export const ReviewVerdictWord = registerWords(
  'EmergencyReviewVerdict',
  REVIEW_VERDICTS,
  'What a reviewer found of an emergency access.',
);
export const EmergencyVerdictWord = registerWords(
  'EmergencyVerdict',
  ['PENDING', ...REVIEW_VERDICTS] as const,
  'What came of the reviews: UNJUSTIFIED as soon as one of the two officers says so, JUSTIFIED once both do, else PENDING.',
);

export const REVIEW_STATES = ['TO_REVIEW', 'OVERDUE', 'REVIEWED'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
export const ReviewStateWord = registerWords(
  'EmergencyReviewState',
  REVIEW_STATES,
  'TO_REVIEW: one of the two reviews is missing. OVERDUE: it still is after seventy-two hours. REVIEWED: both were given.',
);

/** How a person was told, or spoke: each channel is as good as another. */
export const SpokenChannelWord = registerWords(
  'SpokenChannel',
  ['COUNTER', 'PHONE', 'LETTER', 'ONLINE', 'BY_OFFICE'] as const,
  'How something was said: at a counter, by phone, by letter, online by the person herself, or between offices (BY_OFFICE).',
);
