import { registerWords } from '../../../subgraphs/joining/words.ts';

/** The closed sets of contestations. Nothing of them is text: what is said stays with the body that answers. */

export const CONTESTATION_KINDS = ['BY_PERSON', 'BY_AGENT', 'BETWEEN_BODIES'] as const;
export type ContestationKind = (typeof CONTESTATION_KINDS)[number];
export const ContestationKindWord = registerWords(
  'ContestationKind',
  CONTESTATION_KINDS,
  'Who contests: the person, herself or through an agent who hears her; an agent on her own account; or one body another.',
);

export const CONTESTED = ['ACCESS', 'CONTENT', 'LINK', 'CONSENT', 'STATISTIC', 'PROTOCOL'] as const;
export type Contested = (typeof CONTESTED)[number];
export const ContestedWord = registerWords(
  'ContestationObject',
  CONTESTED,
  'What is contested: an access record, what a file says (RGPD 16), that a file is hers, a statement of the register, a published figure, or an instrument between bodies.',
);

export const CONTESTATION_STATES = [
  'OPEN',
  'UNDER_REVIEW',
  'ACCEPTED',
  'REJECTED',
  'AMICABLE',
  'COURT',
  'CLOSED',
] as const;
export type ContestationState = (typeof CONTESTATION_STATES)[number];
export const ContestationStateWord = registerWords(
  'ContestationState',
  CONTESTATION_STATES,
  'Where a contestation stands. Between bodies it begins with an amicable attempt (AMICABLE), and goes to court only once that has failed.',
);

export const ANSWERS = ['ACCEPTED', 'REJECTED'] as const;
export type ContestationAnswer = (typeof ANSWERS)[number];
export const ContestationAnswerWord = registerWords(
  'ContestationAnswer',
  ANSWERS,
  'What the body answers. Who is refused is told that she may complain to the CNIL and go to court (RGPD 12(4)).',
);

/** What an answer can say of each object: what was done, or why nothing was. */
export const ANSWER_MEASURES = {
  ACCEPTED: {
    ACCESS: ['ACCESS_FOUND_UNJUSTIFIED'],
    CONTENT: ['RECTIFIED', 'COMPLETED', 'ERASED'],
    LINK: ['LINK_BROKEN'],
    CONSENT: ['CONSENT_ENDED', 'CONSENT_CORRECTED'],
    STATISTIC: ['STATISTIC_CORRECTED'],
    PROTOCOL: ['PROTOCOL_TO_BE_AMENDED'],
  },
  REJECTED: {
    ACCESS: ['ACCESS_FOUND_LAWFUL', 'MANIFESTLY_UNFOUNDED'],
    CONTENT: ['FOUND_EXACT', 'KEPT_BY_LEGAL_OBLIGATION', 'MANIFESTLY_UNFOUNDED'],
    LINK: ['LINK_FOUND_RIGHT', 'MANIFESTLY_UNFOUNDED'],
    CONSENT: ['CONSENT_FOUND_VALID', 'MANIFESTLY_UNFOUNDED'],
    STATISTIC: ['FOUND_EXACT', 'MANIFESTLY_UNFOUNDED'],
    PROTOCOL: ['NO_AGREEMENT'],
  },
} as const satisfies Record<ContestationAnswer, Record<Contested, readonly string[]>>;

export const EXTENSIONS = ['EXTENDED_FOR_COMPLEXITY', 'EXTENDED_FOR_NUMBER_OF_REQUESTS'] as const;
export type Extension = (typeof EXTENSIONS)[number];
export const ExtensionWord = registerWords(
  'ContestationExtension',
  EXTENSIONS,
  'Why two months more are needed (RGPD 12(3)): the two reasons that the law has. The person is told of it within the first month.',
);

export const MEASURES = [
  ...new Set<string>(ANSWERS.flatMap((answer) => CONTESTED.flatMap((object) => ANSWER_MEASURES[answer][object]))),
  ...EXTENSIONS,
  'AMICABLE_ATTEMPT_FAILED',
  'WITHDRAWN_BY_WHO_OPENED',
] as const;
export const ContestationMeasureWord = registerWords(
  'ContestationMeasure',
  MEASURES,
  'What was done of a contestation, found, or decided: a closed word. The reasons in full are given by the body that answers, and stay there.',
);
