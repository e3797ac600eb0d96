import { DECISION_WORDS, GRANTERS } from '../../../schema/vocabulary.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';

/** The closed sets of what people say, and of what bodies say of them. */

export const CONSENT_KINDS = ['ACCORD', 'INFORMATION_NO_OBJECTION', 'OBJECTION', 'REFUSAL'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];
export const ConsentKindWord = registerWords(
  'ConsentKind',
  CONSENT_KINDS,
  'What the person said: ACCORD opens what it names, INFORMATION_NO_OBJECTION she was informed and did not object, OBJECTION closes what it names, REFUSAL she would not; a refusal never changes the service rendered.',
);

export const CONSENT_STATUSES = [
  'ACTIVE',
  'SUSPENDED',
  'EXPIRED',
  'WITHDRAWN',
  'REFUSED',
  'LAPSED_AT_MAJORITY',
  'SUPERSEDED',
] as const;
export type ConsentStatus = (typeof CONSENT_STATUSES)[number];
export const ConsentStatusWord = registerWords(
  'ConsentStatus',
  CONSENT_STATUSES,
  'How a consent stands at this instant, computed and never stored. SUSPENDED: it stands, but nothing crosses under it today, because its period has not begun, no instrument carries it, or nothing establishes that its granter could give it.',
);

export const CONSENT_WARNINGS = [
  'NO_INSTRUMENT',
  'EXPIRES_IN_30_DAYS',
  'EXPIRES_IN_7_DAYS',
  'COMES_OF_AGE',
  'GRANTER_DOUBTFUL',
] as const;
export type ConsentWarning = (typeof CONSENT_WARNINGS)[number];
export const ConsentWarningWord = registerWords(
  'ConsentWarning',
  CONSENT_WARNINGS,
  'What a consent officer should look at: NO_INSTRUMENT a recipient is bound by no instrument yet, so nothing crosses to it; EXPIRES_IN_30_DAYS, EXPIRES_IN_7_DAYS; COMES_OF_AGE the person turns eighteen within thirty days and the accord lapses; GRANTER_DOUBTFUL nothing establishes today that its granter could give it.',
);

export const ConsentChannelWord = registerWords(
  'ConsentChannel',
  ['IN_PERSON_SIGNED', 'TABLET', 'ONLINE', 'PHONE_CONFIRMED', 'LETTER'] as const,
  'How the person said it. Each is as good as another for a withdrawal.',
);
export const GranterWord = registerWords(
  'Granter',
  GRANTERS,
  'Who gave it: the person herself, a holder of parental authority, a guardian, the child-protection service, a judge.',
);
export const MinorAssentWord = registerWords(
  'MinorAssent',
  ['AGREES', 'OBJECTS', 'NOT_ASKED'] as const,
  'What a minor said of it herself. One who objects is not bound by what her parents gave.',
);

export const NOTICE_KINDS = ['WITHDRAWN', 'NARROWED', 'RECTIFIED'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export const NoticeKindWord = registerWords(
  'RecipientNoticeKind',
  NOTICE_KINDS,
  'That something changed, never what: an accord was withdrawn or narrowed, or an owner put a file right (RGPD 16, 19).',
);
export const NoticeStatementWord = registerWords(
  'RecipientStatement',
  ['NOTHING_KEPT', 'PUT_RIGHT', 'LEGAL_OBLIGATION', 'ENTITLEMENT_RUNNING', 'LEGAL_CLAIMS', 'ARCHIVES'] as const,
  'What a recipient states of what it once received: nothing is kept, its copy was put right, or why it keeps it (RGPD 17-3).',
);

export const DecisionFactWord = registerWords(
  'DecisionWord',
  DECISION_WORDS,
  'A closed word that a decision must know of a person, said by a body that knows her. Missing means unknown, and unknown means no.',
);
