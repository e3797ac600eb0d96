import type { Amendment } from '../policy/amendments.ts';

/**
 * The rows from which facts are reduced, as the one query of a wave brings them.
 *
 * They are what the registry holds, dates and words as they were written. Instants are ISO texts with their offset, days
 * are civil dates. Nothing is decided here: which row counts is said where it is reduced to a closed word.
 */

/** A record as the facts know it: `part` says whose part of a frame it is, the registry's or a body's. */
export interface RecordName {
  readonly type: string;
  readonly id: string;
  readonly part: 'frame' | 'content';
}

export interface RecordRow {
  readonly type: string;
  readonly id: string;
  readonly part: string;
  readonly owner: string;
  readonly subjects: readonly string[];
  /** Bodies that take part in the referral, case or access that the record is, or that an accord hangs on. */
  readonly parties: readonly string[];
  /** Bodies that a record of the register of consents names: who collected an accord, who holds, who receives. */
  readonly named: readonly string[];
  /** A trace that even the person it is about is not shown: that of an information préoccupante. */
  readonly concealed: boolean;
}

/** A frame that ties the caller to a subject: she takes part in it, or her service does. */
export type TieRow = CaseTie | ReferralTie | EnrolmentTie | ApplicationTie;
interface Tie {
  readonly subject: string;
  /** The id that `x-mission` names it by. */
  readonly frame: string;
  /** Bodies that take part in it on the day of the decision. */
  readonly bodies: readonly string[];
}
export interface CaseTie extends Tie {
  readonly kind: 'SharedCase';
  readonly childProtection: boolean;
  readonly pilotKind: string;
  readonly parents: ParentsRow;
  readonly coordinator: string | null;
  readonly designatedOn: string | null;
  readonly designatedByMayorOf: string | null;
  readonly presidentConsultedOn: string | null;
  readonly personInformedOn: string | null;
  /** Those of the day of the decision. */
  readonly participants: readonly ParticipantRow[];
}
export interface ParticipantRow {
  readonly body: string;
  readonly service: string | null;
  readonly agent: string | null;
  readonly inCareTeam: boolean;
}
/** What was done to inform the parents; never defaulted. */
export interface ParentsRow {
  readonly information: string | null;
  readonly informedOn: string | null;
  readonly exemption: string | null;
}
export interface ReferralTie extends Tie {
  readonly kind: 'Referral';
  readonly referralKind: string;
  readonly purpose: string;
  /** False once it is closed, as long as it still shows how it went. */
  readonly open: boolean;
  /** The form as it stands, where the person has signed just that version of it. */
  readonly signed: SignedForm | null;
}
export interface SignedForm {
  readonly by: readonly string[];
  readonly at: string;
  readonly fields: readonly { readonly category: string; readonly path: string }[];
}
export interface EnrolmentTie extends Tie {
  readonly kind: 'PreEnrolment';
}
export interface ApplicationTie extends Tie {
  readonly kind: 'BenefitApplication';
  readonly applicationKind: string;
}

/** What a person has said: an accord, that she was informed, or an objection. A refusal opens nothing, so it is not asked for. */
export interface ConsentRow {
  readonly id: string;
  readonly subject: string;
  readonly kind: 'ACCORD' | 'INFORMATION_NO_OBJECTION' | 'OBJECTION';
  readonly categories: readonly string[];
  readonly explicitCategories: readonly string[];
  readonly fromBodies: readonly string[];
  readonly toBodies: readonly string[];
  readonly toProfessions: readonly string[];
  readonly purposes: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly grantedBy: readonly string[];
  readonly grantedAt: string;
  readonly withdrawnAt: string | null;
  /** Generalisations that the person chose, as `CATEGORY:TRANSFORM`. */
  readonly generalisations: readonly string[];
  readonly minorAssent: string | null;
  readonly ableToConsent: boolean | null;
  /** Set where a later one took its place. */
  readonly supersededBy: string | null;
}

/** A closed word that a body has said of a subject, with the time for which it holds. */
export interface WordRow {
  readonly subject: string;
  readonly body: string;
  readonly word: string;
  readonly value: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** When the body took it back. */
  readonly revokedAt: string | null;
}

/** Serious danger that the caller herself has declared, less than four hours ago. */
export interface EmergencyRow {
  readonly subject: string;
  readonly owner: string;
}

/** An information préoccupante that a body has sent to the caller's, and that is not closed. */
export interface WorryRow {
  readonly subject: string;
  readonly sender: string;
  readonly inDangerOrRisk: boolean;
  readonly parents: ParentsRow;
}

/** A professional of a body told the caller's body that several professionals are needed. */
export interface NoticeRow {
  readonly subject: string;
  readonly sender: string;
  readonly severalProfessionals: boolean;
  readonly aggravationNoted: boolean;
}

export interface BodyRow {
  readonly code: string;
  readonly kind: string;
  readonly url: string | null;
}

export interface InstrumentRow {
  readonly id: string;
  readonly purposes: readonly string[];
  readonly termMonths: number | null;
  readonly tacitRenewal: boolean;
  readonly noticeMonths: number;
  readonly terminationMode: string;
  readonly parties: readonly { readonly body: string; readonly signedOn: string | null }[];
  readonly denunciations: readonly { readonly byBody: string; readonly receivedOn: string }[];
  readonly restrictions: readonly (Period & {
    readonly category: string;
    readonly profession: string;
    readonly purpose: string;
  })[];
  readonly optIns: readonly Period[];
  readonly amendments: readonly Amendment[];
}
/** From a day on, up to and without another. */
interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Everything that the gates may need of some records, as it stood at one instant. */
export interface Gathered {
  /** The fact epoch of the snapshot, and the version of the rule table that was in force at the instant of the decision. */
  readonly epoch: string;
  readonly rules: string | null;
  readonly records: readonly RecordRow[];
  /** A frame of the person who asks, or of whom she asks for, is also somebody's whose address is, or may be, protected. */
  readonly besideHidden: boolean;
  readonly ties: readonly TieRow[];
  readonly consents: readonly ConsentRow[];
  readonly words: readonly WordRow[];
  readonly emergencies: readonly EmergencyRow[];
  readonly worries: readonly WorryRow[];
  readonly notices: readonly NoticeRow[];
  readonly bodies: readonly BodyRow[];
  readonly instruments: readonly InstrumentRow[];
}
