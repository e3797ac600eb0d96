import { HubError } from '../../errors.ts';

/**
 * Why the register does not take what it was given. Each word is a promise to partner software, and each has its
 * sentence; neither tells anything of the person.
 */
export const CONSENT_REFUSALS = {
  NO_END: {
    fr: 'un accord a une fin : dites jusqu’à quand',
    en: 'an accord has an end: say until when',
  },
  TOO_LONG: {
    fr: 'un accord vaut douze mois au plus',
    en: 'an accord holds for twelve months at most',
  },
  ENDS_BEFORE_IT_BEGINS: {
    fr: 'la fin est antérieure au début, ou déjà passée',
    en: 'it ends before it begins, or has ended already',
  },
  GIVEN_LATER: {
    fr: 'un accord est recueilli avant de prendre effet, et non après',
    en: 'what is said is said before it takes effect, and not in the future',
  },
  EVERYTHING: {
    fr: 'un accord nomme ce qui sera communiqué : « toutes les données » n’est pas un accord',
    en: 'an accord names what will be shared: "everything" is no accord',
  },
  NEVER_CROSSES: {
    fr: 'une des catégories nommées ne se communique jamais, quel que soit l’accord',
    en: 'one of the categories never crosses, whatever the person agrees to',
  },
  EVERYONE: {
    fr: 'un accord nomme ses destinataires : « tous les services » n’est pas un accord',
    en: 'an accord names its recipients: "all services" is no accord',
  },
  OWNER_IS_RECIPIENT: {
    fr: 'un organisme ne se communique rien à lui-même',
    en: 'a body shares nothing with itself',
  },
  EMPTY: {
    fr: 'il manque les données, les organismes ou les finalités',
    en: 'it names no category, no body or no purpose',
  },
  UNKNOWN_WORD: {
    fr: 'un mot n’est pas d’une liste connue : organisme, réserve, langue ou version de la notice',
    en: 'a word is of no known list: a body, a generalisation, a language or the version of the notice',
  },
  FRAME_UNKNOWN: {
    fr: 'aucune fiche ni situation de votre organisme ne concerne cette personne sous cet identifiant',
    en: 'no referral or case of your body under this id is about this person',
  },
  NOT_OWN_FILE: {
    fr: 'la personne se désigne par un dossier de votre propre organisme',
    en: 'the person is named by a file of your own body',
  },
  SUBJECT_MISSING: {
    fr: 'ce dossier est nouveau : donnez le pseudonyme que votre organisme a calculé',
    en: 'this file is new: give the pseudonym that your body has computed',
  },
  SUBJECT_DIFFERS: {
    fr: 'ce dossier est connu sous un autre pseudonyme',
    en: 'this file is known under another pseudonym',
  },
  SUPERSEDES_NOTHING: {
    fr: 'ce qui doit être remplacé n’est pas un accord en cours de la même personne',
    en: 'what is to be superseded is no standing accord of the same person',
  },
  GRANTER_MISSING: {
    fr: 'dites qui a donné l’accord',
    en: 'say who gave it',
  },
  GRANTER_NOT_COMPETENT: {
    fr: 'rien n’établit que cette personne pouvait donner cet accord',
    en: 'nothing establishes that this granter could give it',
  },
  PURPOSE_KEEPS_NO_CONSENTS: {
    fr: 'sous cette finalité, votre habilitation ne tient pas le registre des accords',
    en: 'under this purpose your habilitation does not keep the register',
  },
  NOT_YOURS_TO_LIFT: {
    fr: 'seul l’organisme qui a recueilli une opposition ou un refus peut en consigner la levée',
    en: 'only the body that recorded an objection or a refusal may record that it is lifted',
  },
  NOT_YOURS_TO_NARROW: {
    fr: 'seuls la personne et l’organisme qui a recueilli son accord peuvent le réduire',
    en: 'only the person and the body that collected her accord may narrow it',
  },
  NARROWS_NOTHING: {
    fr: 'cela ne retire rien de l’accord',
    en: 'this takes nothing out of the accord',
  },
  REQUEST_REUSED: {
    fr: 'cette demande a déjà servi pour autre chose',
    en: 'this request was used for something else',
  },
  BAD_STATEMENT: {
    fr: 'la déclaration n’est pas lisible, ou pas dans les mots convenus',
    en: 'the statement cannot be read, or is not in the agreed words',
  },
  BAD_SIGNATURE: {
    fr: 'la déclaration n’est pas signée d’une clé en vigueur de votre organisme',
    en: 'the statement is not signed with a key of your body that is in force',
  },
  STATED_OTHERWISE: {
    fr: 'votre organisme a déjà répondu autrement',
    en: 'your body has already stated something else',
  },
} as const;
export type ConsentRefusal = keyof typeof CONSENT_REFUSALS;

const CONFLICTS: ReadonlySet<ConsentRefusal> = new Set(['SUBJECT_DIFFERS', 'REQUEST_REUSED', 'STATED_OTHERWISE']);

/** The refusal as an error: its word stands in `extensions.reason`. */
export function refusal(reason: ConsentRefusal): HubError {
  const code =
    reason === 'PURPOSE_KEEPS_NO_CONSENTS' ? 'PURPOSE_NOT_ALLOWED' : CONFLICTS.has(reason) ? 'CONFLICT' : 'BAD_REQUEST';
  return new HubError(code, CONSENT_REFUSALS[reason].en, { reason });
}
