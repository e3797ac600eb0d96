import type { Condition } from '../../schema/vocabulary.ts';
import type { Reason } from './decision.ts';

/** A reason as an agent reads it. Never a word about the record itself: it is written before anything is fetched. */
export interface Wording {
  readonly fr: string;
  readonly en: string;
}

type PlainReason = Exclude<Reason, `CONDITION_NOT_MET:${Condition}`>;

const PLAIN: Readonly<Record<PlainReason, Wording>> = {
  NO_INSTRUMENT: {
    fr: 'Aucun protocole ni convention ne lie les deux organismes pour cette finalité.',
    en: 'No protocol or convention links the two bodies for this purpose.',
  },
  INSTRUMENT_NOT_YET_EFFECTIVE: {
    fr: 'Le protocole entre les deux organismes n’est pas encore en vigueur.',
    en: 'The protocol between the two bodies is not in force yet.',
  },
  INSTRUMENT_EXPIRED: {
    fr: 'Le protocole entre les deux organismes est arrivé à son terme.',
    en: 'The protocol between the two bodies has come to its term.',
  },
  INSTRUMENT_DENOUNCED: {
    fr: 'Le protocole entre les deux organismes a été dénoncé et a pris fin.',
    en: 'The protocol between the two bodies was denounced and has ended.',
  },
  NO_MISSION_LINK: {
    fr: 'Aucune fiche ni situation partagée ne vous relie à cette personne pour cette finalité.',
    en: 'No referral or shared case ties you to this person for this purpose.',
  },
  RULE_NEVER: {
    fr: 'La loi ou la règle interdit ce partage, quel que soit l’accord de la personne.',
    en: 'The law or the rule forbids this sharing, whatever the person has agreed to.',
  },
  NO_RULE: {
    fr: 'Aucune règle ne permet ce partage : il est refusé par défaut.',
    en: 'No rule permits this sharing: it is refused by default.',
  },
  SUBJECT_OBJECTED: {
    fr: 'La personne n’a pas été informée de ce partage, ou s’y est opposée.',
    en: 'The person was not informed of this sharing, or has objected to it.',
  },
  RECIPIENT_NOT_BOUND_BY_SECRECY: {
    fr: 'Votre habilitation ne vous soumet pas au secret que cette donnée exige.',
    en: 'Your habilitation does not bind you to the secrecy that this data demands.',
  },
  RECIPIENT_NOT_IN_COMMUNITY: {
    fr: 'Vous n’appartenez pas au cercle de professionnels dans lequel la loi permet ce partage.',
    en: 'You are not in the circle of professionals in which the law lets this be shared.',
  },
  CONSENT_MISSING: {
    fr: 'La personne n’a donné aucun accord.',
    en: 'The person has given no accord.',
  },
  CONSENT_SCOPE_MISMATCH: {
    fr: 'L’accord de la personne ne couvre pas cette donnée, cet organisme ou cette finalité.',
    en: 'The person’s accord does not cover this data, this body or this purpose.',
  },
  CONSENT_NOT_YET_VALID: {
    fr: 'L’accord de la personne n’a pas encore pris effet.',
    en: 'The person’s accord has not taken effect yet.',
  },
  CONSENT_EXPIRED: {
    fr: 'L’accord de la personne a expiré.',
    en: 'The person’s accord has expired.',
  },
  CONSENT_WITHDRAWN: {
    fr: 'La personne a retiré son accord.',
    en: 'The person has withdrawn the accord.',
  },
  CONSENT_LAPSED_AT_MAJORITY: {
    fr: 'L’accord donné pour un mineur est devenu caduc à sa majorité.',
    en: 'The accord given for a minor lapsed when the minor came of age.',
  },
  GRANTER_NOT_COMPETENT: {
    fr: 'L’accord n’a pas été donné par quelqu’un qui pouvait le donner, ou rien ne permet de l’établir.',
    en: 'The accord was not given by someone who could give it, or nothing establishes that it was.',
  },
};

const CONDITION: Readonly<Record<Condition, Wording>> = {
  EMERGENCY_DECLARED: {
    fr: 'vous n’avez pas déclaré de péril grave et imminent pour cette personne',
    en: 'you have not declared a grave and imminent danger for this person',
  },
  CHILD_IN_DANGER_OR_RISK: {
    fr: 'aucun danger ni risque de danger pour l’enfant n’est signalé',
    en: 'no danger or risk of danger to the child is reported',
  },
  PARENTS_INFORMED_OR_EXEMPT: {
    fr: 'il n’est pas dit que les parents ont été informés, ni pourquoi ils ne l’ont pas été',
    en: 'it is not said that the parents were informed, nor why they were not',
  },
  MULTI_PROF: {
    fr: 'la situation ne mobilise pas au moins deux services',
    en: 'the situation does not involve at least two services',
  },
  AGGRAVATION_NOTED: {
    fr: 'aucune aggravation des difficultés n’a été constatée',
    en: 'no worsening of the difficulties was noted',
  },
  IDENTITY_PROVED: { fr: 'votre identité n’est pas prouvée', en: 'your identity is not proved' },
  CHILD_CASE_OPEN: {
    fr: 'aucune situation de protection de l’enfance n’est ouverte par le Département',
    en: 'the Département has no child-protection case open',
  },
  SAME_CARE_TEAM: {
    fr: 'vous n’êtes pas de la même équipe de soins',
    en: 'you are not of the same care team',
  },
  PERSON_INFORMED_NOT_OBJECTED: {
    fr: 'la personne n’a pas été informée, ou s’est opposée',
    en: 'the person was not informed, or has objected',
  },
  RSA_INSTRUCTION_OPEN: {
    fr: 'aucune instruction du RSA n’est en cours au Département',
    en: 'the Département has no RSA instruction open',
  },
  INSTRUMENT_OPT_IN_L121_6_2: {
    fr: 'aucun avenant n’ouvre la voie de l’article L121-6-2 du CASF',
    en: 'no amendment opens the route of CASF L121-6-2',
  },
  COORDINATOR_DESIGNATED: {
    fr: 'le maire n’a pas désigné de coordonnateur',
    en: 'the mayor has designated no coordinator',
  },
  PERSON_INFORMED: { fr: 'la personne n’a pas été informée', en: 'the person was not informed' },
  EXPLICIT_FIELD_CONSENT: {
    fr: 'l’accord ne nomme pas expressément cette donnée',
    en: 'the accord does not name this data expressly',
  },
  COSIGNED_PAYLOAD: {
    fr: 'la fiche n’a pas été lue et cosignée par la personne',
    en: 'the form was not read and co-signed by the person',
  },
  PARTY_TO_REFERRAL: {
    fr: 'votre organisme n’est ni émetteur ni destinataire de la fiche',
    en: 'your body is neither sender nor recipient of the referral',
  },
  PARTY_TO_REFERRAL_OR_CASE: {
    fr: 'votre organisme ne prend part ni à la fiche ni à la situation partagée',
    en: 'your body takes no part in the referral or the shared case',
  },
  OWN_BODY: {
    fr: 'votre organisme n’est concerné ni comme propriétaire, ni comme destinataire, ni comme collecteur',
    en: 'your body is concerned neither as owner, nor as recipient, nor as collector',
  },
};

/** What to tell an agent who asks why a field is withheld. */
export function explainReason(reason: Reason): Wording {
  if (!isConditional(reason)) return PLAIN[reason];
  const { fr, en } = CONDITION[reason.slice('CONDITION_NOT_MET:'.length) as Condition];
  return { fr: `Une condition n’est pas remplie : ${fr}.`, en: `A condition is not met: ${en}.` };
}

function isConditional(reason: Reason): reason is `CONDITION_NOT_MET:${Condition}` {
  return reason.startsWith('CONDITION_NOT_MET:');
}
