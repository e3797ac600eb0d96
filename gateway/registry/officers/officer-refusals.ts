import { HubError } from '../../errors.ts';

/** Why an emergency, a review, a contestation or a link is refused: a word each, and its sentence. */
export const OFFICER_REFUSALS = {
  NOT_AN_EMERGENCY_PURPOSE: {
    fr: 'une urgence se déclare sous la finalité `EMERGENCY`',
    en: 'an emergency is declared under the purpose `EMERGENCY`',
  },
  EMERGENCY_NOT_FOR_YOU: {
    fr: 'la règle du péril grave n’est pas ouverte à votre profession ou à votre habilitation',
    en: 'the rule of serious danger is not open to your profession or habilitation',
  },
  OWN_FILE: {
    fr: 'un dossier de votre propre organisme se lit sans déclaration',
    en: 'a file of your own body needs no declaration',
  },
  NO_SUCH_BODY: { fr: 'aucun organisme ne porte ce code', en: 'no body has this code' },
  NOT_YOURS_TO_REVIEW: {
    fr: 'un accès d’urgence est examiné par le référent et le délégué de l’organisme détenteur',
    en: 'an emergency access is reviewed by the two officers of the body that holds the data',
  },
  DECLARED_BY_YOU: {
    fr: 'qui a déclaré l’urgence ne l’examine pas',
    en: 'who declared the emergency does not review it',
  },
  REVIEWED_OTHERWISE: {
    fr: 'un autre avis a déjà été donné à ce titre',
    en: 'another verdict was given in this office already',
  },
  INFORMED_BEFORE_ITS_END: {
    fr: 'la personne est informée après l’urgence',
    en: 'the person is told after the emergency',
  },
  NOT_YOURS_TO_CONTEST: {
    fr: 'ceci ne se conteste pas à ce titre',
    en: 'this is not contested in this quality',
  },
  ABOUT_SOMEBODY_ELSE: {
    fr: 'ce qui est contesté ne concerne pas cette personne',
    en: 'what is contested is not about this person',
  },
  NOT_A_PARTY: {
    fr: 'les deux organismes sont parties à la convention contestée',
    en: 'both bodies are parties to the instrument that is contested',
  },
  NOT_YOURS_TO_ANSWER: {
    fr: 'la contestation est traitée par le référent ou le délégué de l’organisme qui répond',
    en: 'a contestation is handled by the officers of the body that answers',
  },
  STATE_MOVED: {
    fr: 'la contestation n’est plus dans cet état',
    en: 'the contestation is no longer in this state',
  },
  MOVE_NOT_ALLOWED: {
    fr: 'la contestation ne peut pas passer à cet état',
    en: 'the contestation cannot go to this state',
  },
  MEASURE_DOES_NOT_FIT: {
    fr: 'cette mesure ne va pas avec cette réponse',
    en: 'this measure does not go with this answer',
  },
  TOO_LATE_TO_EXTEND: {
    fr: 'le délai se prolonge une fois, et avant son terme',
    en: 'the time to answer is extended once, and before it has run out',
  },
  LINK_NOT_CANDIDATE: {
    fr: 'ce rapprochement n’est pas à confirmer',
    en: 'this link is not one to confirm',
  },
  LINK_WITHOUT_ACCORD: {
    fr: 'un rapprochement se confirme sur l’accord de la personne à faire connaître son suivi',
    en: 'a link is confirmed on the accord of the person to let it be known where she is known',
  },
  MONTH_TO_COME: { fr: 'ce mois n’a pas commencé', en: 'this month has not begun' },
} as const;
export type OfficerRefusal = keyof typeof OFFICER_REFUSALS;

const CONFLICTS: ReadonlySet<OfficerRefusal> = new Set(['REVIEWED_OTHERWISE', 'STATE_MOVED', 'LINK_NOT_CANDIDATE']);
const PURPOSES: ReadonlySet<OfficerRefusal> = new Set(['NOT_AN_EMERGENCY_PURPOSE', 'EMERGENCY_NOT_FOR_YOU']);

/** The refusal as an error: its word stands in `extensions.reason`. */
export function officerRefusal(reason: OfficerRefusal): HubError {
  const code = PURPOSES.has(reason) ? 'PURPOSE_NOT_ALLOWED' : CONFLICTS.has(reason) ? 'CONFLICT' : 'BAD_REQUEST';
  return new HubError(code, OFFICER_REFUSALS[reason].en, { reason });
}
