import { BODY_KINDS, PROFESSIONS, PURPOSES, TRANSFORMS } from '../../schema/vocabulary.ts';
import { registerWords } from '../../subgraphs/joining/words.ts';

/** The closed sets of the registry's part of the graph. */

export const BodyKindWord = registerWords('BodyKind', BODY_KINDS, 'What kind of public body or partner it is.');
export const PurposeWord = registerWords('Purpose', PURPOSES, 'Why a caller asks. One operation has one purpose.');
export const ProfessionWord = registerWords(
  'Profession',
  PROFESSIONS,
  'What an agent does, as the habilitation says; the duty of secrecy stands beside it.',
);
export const TransformWord = registerWords(
  'Transform',
  TRANSFORMS,
  'How a category was generalised when it crossed: each word is a set of fields that it opens.',
);

export const ProtocolStatusWord = registerWords(
  'ProtocolStatus',
  ['DRAFT', 'SIGNED', 'ACTIVE', 'NOTICE_RUNNING', 'ENDED'] as const,
  'How an instrument stands on a day: DRAFT nobody has signed, SIGNED some have or the day of effect is to come, ACTIVE in force, NOTICE_RUNNING in force and denounced, ENDED nothing crosses under it any more.',
);
export const InstrumentKindWord = registerWords(
  'ProtocolKind',
  ['PROTOCOL', 'TRANSFER_CONVENTION', 'CHARTER', 'AD_HOC_AGREEMENT'] as const,
  'What kind of instrument it is (protocole, convention de transfert, charte, accord ponctuel).',
);
export const TerminationModeWord = registerWords(
  'TerminationMode',
  ['AT_TERM', 'ANYTIME'] as const,
  'Whether a denunciation bars the next renewal (AT_TERM) or ends the instrument after the notice (ANYTIME).',
);
export const PartyBasisWord = registerWords(
  'PartyBasis',
  ['SIGNED', 'SIGNED_AS_PRESIDENT', 'IMPLIED'] as const,
  'How a body came to be a party: it signed, its president signed in another quality, or the text implies it.',
);

export const CaseStatusWord = registerWords(
  'CaseStatus',
  ['PROPOSED', 'ACTIVE', 'SUSPENDED', 'CLOSED'] as const,
  'How a shared case stands. Only an ACTIVE case links its participants to its people.',
);
export const ParticipantRoleWord = registerWords(
  'ParticipantRole',
  ['REFERENT', 'EVALUATOR', 'COORDINATOR', 'CONTRIBUTOR', 'OBSERVER'] as const,
  'What a body does in a shared case.',
);

export const ReferralBoxWord = registerWords(
  'ReferralBox',
  ['INBOX', 'OUTBOX'] as const,
  'Which side of its referrals a body asks for: those it received, or those it sent or is writing.',
);
export const ReferralKindWord = registerWords(
  'ReferralKind',
  [
    'FICHE_LIAISON',
    'FICHE_ORIENTATION',
    'FICHE_ORIENTATION_AVIP',
    'HANDOVER',
    'INSTANCE_SUBMISSION',
    'PRE_RELAY',
    'FSL_REQUEST',
    'FAJ_REQUEST',
  ] as const,
  'What kind of referral it is (fiche de liaison, fiche d’orientation, relais, demande FSL…).',
);
export const ReferralStateWord = registerWords(
  'ReferralState',
  [
    'DRAFT',
    'CONSENT_PENDING',
    'SENT',
    'RECEIVED',
    'IN_REVIEW',
    'WAITLISTED',
    'ACCEPTED',
    'IN_PROGRESS',
    'REFUSED',
    'REDIRECTED',
    'CLOSED',
    'CANCELLED',
    'WITHDRAWN',
    'EXPIRED',
    'FROZEN',
  ] as const,
  'Where a referral stands. It links both sides to its people from SENT to IN_PROGRESS; FROZEN: its instrument ended.',
);
export const UrgencyWord = registerWords(
  'ReferralUrgency',
  ['NORMAL', 'URGENT_48H'] as const,
  'How fast an acknowledgement is due: five working days, or one.',
);
export const ReferralDecisionWord = registerWords(
  'ReferralDecision',
  ['ACCEPTED', 'WAITLISTED', 'REDIRECTED', 'REFUSED'] as const,
  'What the recipient decided.',
);
export const ReferralOutcomeWord = registerWords(
  'ReferralOutcome',
  [
    'SUPPORT_STARTED',
    'SUPPORT_COMPLETED',
    'PLACE_GRANTED',
    'PLACE_ENDED',
    'NO_SHOW',
    'UNREACHABLE',
    'PERSON_DECLINED',
    'NOT_ELIGIBLE',
    'NO_CAPACITY',
    'REDIRECTED',
    'DUPLICATE',
  ] as const,
  'What came of a referral, as a code: never the content of what the recipient did.',
);

export const DecisionEffectWord = registerWords(
  'DecisionEffect',
  ['PERMIT', 'DENY', 'INTERNAL'] as const,
  'What was decided: PERMIT released to another body, DENY withheld, INTERNAL read within the owner itself.',
);
