import type { Condition } from '../../schema/vocabulary.ts';
import type { Question } from './facts.ts';
import type { Wording } from './reasons.ts';
import type { Terms } from './rule-set.ts';

/** What each condition of the table asks for, as it is told to whoever lacks it. */
const CONDITION: Readonly<Record<Condition, Wording>> = {
  EMERGENCY_DECLARED: {
    fr: 'une déclaration de péril grave et imminent, faite par l’agent',
    en: 'a grave and imminent danger, declared by the agent',
  },
  CHILD_IN_DANGER_OR_RISK: {
    fr: 'une information préoccupante disant l’enfant en danger ou en risque de l’être',
    en: 'a worrying information that says the child to be in danger or at risk',
  },
  PARENTS_INFORMED_OR_EXEMPT: {
    fr: 'que les parents aient été informés, ou le motif pour lequel ils ne l’ont pas été',
    en: 'that the parents were informed, or the reason why they were not',
  },
  MULTI_PROF: { fr: 'l’intervention de plusieurs services', en: 'that several services are involved' },
  AGGRAVATION_NOTED: { fr: 'une aggravation constatée des difficultés', en: 'a worsening of the difficulties, noted' },
  IDENTITY_PROVED: { fr: 'que la personne elle-même le demande', en: 'that the person herself asks' },
  CHILD_CASE_OPEN: {
    fr: 'une situation de protection de l’enfance ouverte par le Département',
    en: 'a child-protection case that the Département has opened',
  },
  SAME_CARE_TEAM: { fr: 'que l’agent soit de la même équipe de soins', en: 'that the agent is of the same care team' },
  PERSON_INFORMED_NOT_OBJECTED: {
    fr: 'que la personne ait été informée de ce partage et ne s’y soit pas opposée',
    en: 'that the person was informed of this sharing and has not objected',
  },
  RSA_INSTRUCTION_OPEN: {
    fr: 'une instruction du RSA en cours au Département',
    en: 'an RSA instruction open at the Département',
  },
  INSTRUMENT_OPT_IN_L121_6_2: {
    fr: 'un avenant qui ouvre la voie de l’article L121-6-2 du CASF',
    en: 'an amendment that opens the route of CASF L121-6-2',
  },
  COORDINATOR_DESIGNATED: {
    fr: 'un coordonnateur désigné par le maire',
    en: 'a coordinator whom the mayor has designated',
  },
  PERSON_INFORMED: { fr: 'que la personne ait été informée', en: 'that the person was informed' },
  EXPLICIT_FIELD_CONSENT: {
    fr: 'que l’accord nomme expressément cette donnée',
    en: 'that the accord names this data expressly',
  },
  COSIGNED_PAYLOAD: {
    fr: 'une fiche lue et cosignée par la personne, qui contient cette donnée',
    en: 'a form read and co-signed by the person, with this data in it',
  },
  PARTY_TO_REFERRAL: {
    fr: 'que l’organisme soit émetteur ou destinataire de la fiche',
    en: 'that the body is sender or recipient of the referral',
  },
  PARTY_TO_REFERRAL_OR_CASE: {
    fr: 'que l’organisme prenne part à la fiche ou à la situation partagée',
    en: 'that the body takes part in the referral or the shared case',
  },
  OWN_BODY: { fr: 'que l’organisme soit lui-même concerné', en: 'that the body itself is concerned' },
};

export function needOfCondition(condition: Condition): Wording {
  return CONDITION[condition];
}

/** A habilitation, not a profession: what binds is what the text that she works under says. */
export function needOfSecrecy({ secrecy }: Terms): Wording {
  return secrecy === 'SECRET'
    ? { fr: 'une habilitation soumise au secret professionnel', en: 'a habilitation bound by secrecy' }
    : { fr: 'une habilitation soumise à la discrétion', en: 'a habilitation bound by discretion' };
}

export function needOfCommunity({ communities }: Terms): Wording {
  const named = [...(communities ?? [])];
  return {
    fr: `une habilitation dans le cercle ${named.join(' ou ')}`,
    en: `a habilitation in the circle ${named.join(' or ')}`,
  };
}

export function needOfAccord({ explicit }: Terms, { category, owner, recipient, purpose }: Question): Wording {
  return {
    fr: `un accord de la personne nommant ${explicit ? 'expressément ' : ''}${category}, de ${owner} vers ${recipient.body}, pour ${purpose}`,
    en: `an accord of the person naming ${category}${explicit ? ' expressly' : ''}, from ${owner} to ${recipient.body}, for ${purpose}`,
  };
}

export function needOfInstrument({ owner, recipient, purpose }: Question): Wording {
  return {
    fr: `un protocole ou une convention en vigueur entre ${owner} et ${recipient.body}, pour ${purpose}`,
    en: `a protocol or convention in force between ${owner} and ${recipient.body}, for ${purpose}`,
  };
}

export function needOfLink({ purpose }: Question): Wording {
  return {
    fr: `une fiche ou une situation partagée en cours qui relie l’agent à la personne, pour ${purpose}`,
    en: `a referral or shared case in force that ties the agent to the person, for ${purpose}`,
  };
}

export function needOfRelease(instrument: string): Wording {
  return {
    fr: `que les parties à ${instrument} lèvent l’interdiction qu’elles y ont ajoutée`,
    en: `that the parties to ${instrument} lift the prohibition which they added`,
  };
}

export const NEED_OF_NECESSITY: Wording = {
  fr: 'que l’agent dise ce qui est strictement nécessaire, et pourquoi (en-tête x-necessary)',
  en: 'that the agent says what is strictly necessary, and why (header x-necessary)',
};
