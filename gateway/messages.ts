import type { GraphQLFormattedError } from 'graphql';
import { CODES, type Code } from './errors.ts';
import { CONSENT_REFUSALS } from './registry/consents/consent-refusals.ts';
import { INSTRUMENT_REFUSALS } from './registry/instruments/instrument-refusals.ts';
import { RULE_SET_REFUSALS } from './registry/instruments/rule-set-refusals.ts';
import { OFFICER_REFUSALS } from './registry/officers/officer-refusals.ts';

export type Language = 'fr' | 'en';

/** What a caller reads beside a code. The code is the promise; these sentences may change. */
const FRENCH: Readonly<Record<Code, string>> = {
  UNAUTHENTICATED: "la requête ne porte pas de jeton valide d'un agent habilité",
  PURPOSE_MISSING: "déclarez la finalité de l'opération dans l'en-tête `x-purpose`",
  PURPOSE_NOT_ALLOWED: "la finalité déclarée n'est pas de celles de l'habilitation",
  MISSION_UNKNOWN: "l'en-tête `x-mission` ne désigne aucune mission",
  BAD_REQUEST: "la requête n'est pas recevable",
  LIMIT_EXCEEDED: 'la requête dépasse une limite',
  NOT_DISCLOSED: 'non communiqué',
  BODY_UNREACHABLE: "un organisme n'a pas répondu à temps",
  BODY_MISBEHAVED: "la réponse d'un organisme n'est pas recevable ; rien n'en a été repris",
  JOURNAL_UNAVAILABLE: "les accès n'ont pas pu être consignés : rien n'est communiqué",
  ALIAS_RESERVED: "un alias porte le nom d'un champ clé ou commence par `_`",
  RETRY: 'les droits ont changé pendant la requête ; recommencez',
  RELEASE_CHANGED: "les droits ont changé avant l'envoi ; l'écriture est faite",
  CONFLICT: "l'état a changé entre-temps",
  INSTANCE_NOT_NOMINATIVE: "cette instance n'examine pas de situations nominatives",
  DIMENSION_NOT_ALLOWED: "cette dimension n'est pas prévue pour l'indicateur",
  INTERNAL: 'erreur interne',
};

const KNOWN: ReadonlySet<string> = new Set(CODES);

/** Codes of the libraries in front, in our words; what is in neither list is our own fault. */
const FOREIGN: Readonly<Record<string, Code>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_REQUEST',
  GRAPHQL_VALIDATION_FAILED: 'BAD_REQUEST',
  BAD_USER_INPUT: 'BAD_REQUEST',
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/** An error as a caller sees it: a code of the closed set, a sentence, and where in the answer. */
export interface ErrorShown {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: GraphQLFormattedError['locations'];
  readonly extensions: { readonly code: Code; readonly reason?: string; readonly operation?: string };
}

/**
 * The one place where an error becomes what a caller sees. An error that nobody foresaw becomes INTERNAL with the name
 * of the operation, under which the hub's log has the rest.
 */
export function showError(error: GraphQLFormattedError, language: Language, operation: string): ErrorShown {
  const code = codeOf(error);
  const reason = reasonOf(error, code);
  return {
    message: reason === null ? sentence(error, code, language) : refusal(reason, error.message, language),
    ...(error.path ? { path: error.path } : {}),
    ...(code === 'BAD_REQUEST' && error.locations ? { locations: error.locations } : {}),
    extensions: { code, ...(reason === null ? {} : { reason }), ...(code === 'INTERNAL' ? { operation } : {}) },
  };
}

/** The word of a closed list that says why, where there is one; a word of no list of ours is not passed on. */
function reasonOf(error: GraphQLFormattedError, code: Code): Refusal | null {
  const reason = error.extensions?.reason;
  if (code === 'INTERNAL' || typeof reason !== 'string' || !Object.hasOwn(REFUSALS, reason)) return null;
  return reason as Refusal;
}

const REFUSALS = { ...CONSENT_REFUSALS, ...INSTRUMENT_REFUSALS, ...OFFICER_REFUSALS, ...RULE_SET_REFUSALS };
type Refusal = keyof typeof REFUSALS;

/** Of a table of rules it is also said where it is wrong: those who publish it must find the row. */
function refusal(reason: Refusal, place: string, language: Language): string {
  const words = REFUSALS[reason][language];
  return Object.hasOwn(RULE_SET_REFUSALS, reason) && place !== '' ? `${words} (${place})` : words;
}

export function codeOf(error: Pick<GraphQLFormattedError, 'extensions'>): Code {
  const code = String(error.extensions?.code ?? '');
  return KNOWN.has(code) ? (code as Code) : (FOREIGN[code] ?? 'INTERNAL');
}

/** Remarks of the library that hold names of the schema and of the query, and nothing that was given as a value. */
const OF_NAMES =
  /^(Cannot |Unknown (argument|type|directive|fragment) |Fields? "|Fragment "|Directive "|The directive "|The subscription operation |There can be only one |Variable "\$\w+" (is|of|cannot|may) |Variables? "\$\w+" of required type |This anonymous operation )/;
/** How those begin that go on to say a value; it may be the identifier of a person, so they end there. */
const BEFORE_A_VALUE =
  /^(Syntax Error|\w+ cannot represent (a )?[a-z0-9- ]*value|Enum "\w+" cannot represent non-enum value|Expected value of type "[\w![\]]+")/;

/** Refusals of a query's text keep what the library remarks on it, as far as that tells no value. */
function sentence(error: GraphQLFormattedError, code: Code, language: Language): string {
  if (code === 'INTERNAL') return language === 'fr' ? FRENCH.INTERNAL : 'internal error';
  const isOurs = KNOWN.has(String(error.extensions?.code ?? ''));
  if (isOurs) return language === 'fr' ? FRENCH[code] : error.message;
  const remark = OF_NAMES.test(error.message) ? error.message : BEFORE_A_VALUE.exec(error.message)?.[0];
  const refused = language === 'fr' ? FRENCH[code] : 'the request is not in order';
  return remark === undefined ? refused : language === 'fr' ? `${refused} : ${remark}` : remark;
}

/** French unless English is asked for, and preferred. */
export function languageOf(acceptLanguage: string | undefined): Language {
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    if (/^\s*fr\b/.test(part)) return 'fr';
    if (/^\s*en\b/.test(part)) return 'en';
  }
  return 'fr';
}
