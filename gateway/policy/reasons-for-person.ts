import type { Condition } from '../../schema/vocabulary.ts';
import type { Reason } from './decision.ts';
import type { Wording } from './reasons.ts';

type PlainReason = Exclude<Reason, `CONDITION_NOT_MET:${Condition}`>;

/** « Pourquoi ? », as the person concerned reads it: plain words, and what she can do where she can do anything. */
const PLAIN: Readonly<Record<PlainReason, Wording>> = {
  NO_INSTRUMENT: {
    fr: 'Ces deux organismes n’ont pas signé d’accord de travail entre eux pour cela. Rien n’a été transmis.',
    en: 'These two bodies have signed no agreement to work together on this. Nothing was passed on.',
  },
  INSTRUMENT_NOT_YET_EFFECTIVE: {
    fr: 'L’accord de travail entre ces deux organismes n’a pas encore commencé. Rien n’a été transmis.',
    en: 'The agreement between these two bodies has not started yet. Nothing was passed on.',
  },
  INSTRUMENT_EXPIRED: {
    fr: 'L’accord de travail entre ces deux organismes est terminé. Rien n’a été transmis.',
    en: 'The agreement between these two bodies is over. Nothing was passed on.',
  },
  INSTRUMENT_DENOUNCED: {
    fr: 'L’un des deux organismes a mis fin à leur accord de travail. Rien n’a été transmis.',
    en: 'One of the two bodies has ended their agreement. Nothing was passed on.',
  },
  NO_MISSION_LINK: {
    fr: 'Cette personne ne travaille pas avec vous sur ce sujet. Rien n’a été transmis.',
    en: 'This agent does not work with you on this matter. Nothing was passed on.',
  },
  RULE_NEVER: {
    fr: 'Cette information n’est jamais transmise à ce professionnel, même si vous êtes d’accord.',
    en: 'This information is never passed on to this professional, even if you agree.',
  },
  NO_RULE: {
    fr: 'Rien ne permet de transmettre cette information. Elle est restée où elle était.',
    en: 'Nothing allows this information to be passed on. It stayed where it was.',
  },
  SUBJECT_OBJECTED: {
    fr: 'Vous n’en avez pas été informé·e, ou vous avez dit non. Votre choix a été respecté.',
    en: 'You were not told of it, or you said no. Your choice was respected.',
  },
  RECIPIENT_NOT_BOUND_BY_SECRECY: {
    fr: 'Ce professionnel n’est pas tenu au secret que cette information demande.',
    en: 'This professional is not bound by the secrecy that this information demands.',
  },
  RECIPIENT_NOT_IN_COMMUNITY: {
    fr: 'Ce professionnel ne fait pas partie de ceux qui peuvent partager cette information.',
    en: 'This professional is not among those who may share this information.',
  },
  CONSENT_MISSING: {
    fr: 'Vous n’avez pas donné votre accord. Vous pouvez le donner, ou ne pas le donner : cela ne change rien à votre accueil.',
    en: 'You have not given your agreement. You may give it or not: it changes nothing in how you are received.',
  },
  CONSENT_SCOPE_MISMATCH: {
    fr: 'Votre accord ne va pas jusqu’à cette information, cet organisme ou cette raison.',
    en: 'Your agreement does not go as far as this information, this body or this reason.',
  },
  CONSENT_NOT_YET_VALID: {
    fr: 'Votre accord n’a pas encore commencé.',
    en: 'Your agreement has not started yet.',
  },
  CONSENT_EXPIRED: {
    fr: 'Votre accord est terminé. Vous pouvez le donner à nouveau si vous le souhaitez.',
    en: 'Your agreement is over. You may give it again if you wish.',
  },
  CONSENT_WITHDRAWN: {
    fr: 'Vous avez retiré votre accord. Votre choix a été respecté.',
    en: 'You have withdrawn your agreement. Your choice was respected.',
  },
  CONSENT_LAPSED_AT_MAJORITY: {
    fr: 'Cet accord avait été donné pour vous quand vous étiez mineur·e. Depuis vos 18 ans, c’est à vous de décider.',
    en: 'This agreement was given for you when you were under age. Since you turned 18, it is for you to decide.',
  },
  GRANTER_NOT_COMPETENT: {
    fr: 'L’accord n’a pas été donné par la personne qui pouvait le donner, ou ce n’est pas établi.',
    en: 'The agreement was not given by the person who could give it, or this is not established.',
  },
};

const CONDITION: Readonly<Record<Condition, Wording>> = {
  EMERGENCY_DECLARED: {
    fr: 'personne n’a signalé d’urgence pour vous',
    en: 'nobody has reported an emergency for you',
  },
  CHILD_IN_DANGER_OR_RISK: {
    fr: 'aucun danger pour un enfant n’a été signalé',
    en: 'no danger to a child was reported',
  },
  PARENTS_INFORMED_OR_EXEMPT: {
    fr: 'il faut d’abord informer les parents, ou dire pourquoi on ne peut pas',
    en: 'the parents must be told first, or it must be said why they cannot be',
  },
  MULTI_PROF: {
    fr: 'un seul service vous accompagne pour le moment',
    en: 'only one service is helping you for the time being',
  },
  AGGRAVATION_NOTED: {
    fr: 'personne n’a noté que vos difficultés s’aggravent',
    en: 'nobody has noted that your difficulties are getting worse',
  },
  IDENTITY_PROVED: { fr: 'votre identité n’a pas encore été vérifiée', en: 'your identity has not been checked yet' },
  CHILD_CASE_OPEN: {
    fr: 'le Département ne suit pas de situation de protection d’un enfant',
    en: 'the Département follows no case of child protection',
  },
  SAME_CARE_TEAM: {
    fr: 'ce professionnel ne fait pas partie de votre équipe de soins',
    en: 'this professional is not part of your care team',
  },
  PERSON_INFORMED_NOT_OBJECTED: {
    fr: 'vous n’en avez pas été informé·e, ou vous avez dit non',
    en: 'you were not told of it, or you said no',
  },
  RSA_INSTRUCTION_OPEN: {
    fr: 'aucune demande de RSA n’est en cours',
    en: 'no application for the RSA is under way',
  },
  INSTRUMENT_OPT_IN_L121_6_2: {
    fr: 'les organismes n’ont pas choisi de partager sans votre accord',
    en: 'the bodies have not chosen to share without your agreement',
  },
  COORDINATOR_DESIGNATED: {
    fr: 'le maire n’a désigné personne pour coordonner votre accompagnement',
    en: 'the mayor has named nobody to coordinate the help you receive',
  },
  PERSON_INFORMED: { fr: 'vous n’en avez pas été informé·e', en: 'you were not told of it' },
  EXPLICIT_FIELD_CONSENT: {
    fr: 'votre accord doit nommer cette information elle-même',
    en: 'your agreement must name this information itself',
  },
  COSIGNED_PAYLOAD: {
    fr: 'vous n’avez pas signé la fiche qui contient cette information',
    en: 'you have not signed the form that holds this information',
  },
  PARTY_TO_REFERRAL: {
    fr: 'cet organisme ne prend pas part à votre orientation',
    en: 'this body takes no part in your referral',
  },
  PARTY_TO_REFERRAL_OR_CASE: {
    fr: 'cet organisme ne prend part ni à votre orientation ni à votre situation partagée',
    en: 'this body takes no part in your referral or your shared case',
  },
  OWN_BODY: { fr: 'cet organisme n’est pas concerné', en: 'this body is not concerned' },
};

/** What to tell the person concerned who asks why something about her was not passed on. */
export function explainReasonToPerson(reason: Reason): Wording {
  if (!isConditional(reason)) return PLAIN[reason];
  const { fr, en } = CONDITION[reason.slice('CONDITION_NOT_MET:'.length) as Condition];
  return { fr: `Rien n’a été transmis : ${fr}.`, en: `Nothing was passed on: ${en}.` };
}

function isConditional(reason: Reason): reason is `CONDITION_NOT_MET:${Condition}` {
  return reason.startsWith('CONDITION_NOT_MET:');
}
