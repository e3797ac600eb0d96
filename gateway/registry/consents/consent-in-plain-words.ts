import type { Category, Profession, Purpose, Transform } from '../../../schema/vocabulary.ts';
import { dayIn, lastDayIn } from '../people/plain-dates.ts';
import {
  PLAIN_CATEGORY,
  PLAIN_GENERALISATION,
  PLAIN_PROFESSION,
  PLAIN_PURPOSE,
  type PlainLabel,
} from '../people/plain-labels.ts';
import { NO_END } from './consent-scope.ts';
import type { ConsentStatus } from './consent-words.ts';

/** A statement, as far as a person is told of it. */
export interface ToldConsent {
  readonly kind: string;
  readonly categories: readonly string[];
  readonly toProfessions: readonly string[];
  readonly purposes: readonly string[];
  /** `CATEGORY:TRANSFORM`. */
  readonly generalisations: readonly string[];
  readonly grantedBy: readonly string[];
  readonly grantedAt: Date;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly withdrawnAt: Date | null;
}

/** What stands around it. */
export interface ToldOf {
  readonly status: ConsentStatus;
  /** Names of the bodies, in French. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Who reads it: the person, or somebody who represents her. */
  readonly isForRepresentative: boolean;
}

type Language = 'fr' | 'en';

/**
 * A statement in easy-to-read words (FALC): one idea per line, no word of law, the same order each time. Who may see,
 * what, from whom, what for, until when, and how to change one's mind.
 */
export function consentInPlainWords(consent: ToldConsent, of: ToldOf, language: Language): string {
  const lines = [
    sayWhat(consent, of, language),
    ...standing(consent, of, language),
    `${(WHO[consent.kind] ?? (OVER.has(of.status) ? WHO_MIGHT : WHO_MAY))[language]} ${list(of.to, language) || EVERYBODY[language]}.`,
    ...professions(consent, language),
    `${WHAT[language]} ${labels(consent.categories as readonly Category[], PLAIN_CATEGORY, language) || EVERYTHING[language]}.`,
    ...consent.generalisations.flatMap((chosen) => general(chosen, language)),
    ...(of.from.length > 0 ? [`${WHENCE[language]} ${list(of.from, language)}.`] : []),
    ...(consent.purposes.length > 0
      ? [`${WHY[language]} ${labels(consent.purposes as readonly Purpose[], PLAIN_PURPOSE, language)}.`]
      : []),
    ...until(consent, of, language),
    ...closing(consent, of, language),
  ];
  return lines.join('\n');
}

/** Who said what, and when. */
function sayWhat(
  { kind, grantedBy, grantedAt }: ToldConsent,
  { isForRepresentative }: ToldOf,
  language: Language,
): string {
  const said = SAID[kind as keyof typeof SAID][grantedBy.includes('SELF') ? 'self' : 'other'][language];
  const sentence = said.replace('{on}', dayIn(language, grantedAt));
  return isForRepresentative ? `${FOR_ANOTHER[language]}\n${sentence}` : sentence;
}

function standing({ validFrom, withdrawnAt }: ToldConsent, { status }: ToldOf, language: Language): readonly string[] {
  const template = STANDING[status]?.[language];
  if (template === undefined) return [];
  return [
    template
      .replace('{withdrawn}', dayIn(language, withdrawnAt ?? validFrom))
      .replace('{from}', dayIn(language, validFrom)),
  ];
}

function professions({ toProfessions }: ToldConsent, language: Language): readonly string[] {
  if (toProfessions.length === 0) return [];
  return [`${ONLY[language]} ${labels(toProfessions as readonly Profession[], PLAIN_PROFESSION, language)}.`];
}

function general(chosen: string, language: Language): readonly string[] {
  const label = PLAIN_GENERALISATION[chosen.slice(chosen.indexOf(':') + 1) as Transform];
  return label === undefined ? [] : [`${LESS[language]} ${label[language]}.`];
}

function until({ validTo }: ToldConsent, { status }: ToldOf, language: Language): readonly string[] {
  if (status === 'WITHDRAWN' || status === 'SUPERSEDED') return [];
  if (validTo.getTime() === NO_END.getTime()) return [NO_DATE[language]];
  return [`${UNTIL[language]} ${lastDayIn(language, validTo)}.`];
}

function closing({ kind }: ToldConsent, { status }: ToldOf, language: Language): readonly string[] {
  if (kind === 'REFUSAL') return [NO_HARM[language]];
  const stands = status === 'ACTIVE' || status === 'SUSPENDED';
  return stands ? [CHANGE[language], HOW[language], NO_HARM[language]] : [];
}

function labels<Word extends string>(
  words: readonly Word[],
  table: Readonly<Record<Word, PlainLabel>>,
  language: Language,
): string {
  return list([...new Set(words.map((word) => table[word][language]))], language);
}

function list(items: readonly string[], language: Language): string {
  const [last, ...others] = [...items].reverse();
  if (last === undefined) return '';
  return others.length === 0 ? last : `${others.reverse().join(', ')} ${language === 'fr' ? 'et' : 'and'} ${last}`;
}

const say = (fr: string, en: string): PlainLabel => ({ fr, en });

const FOR_ANOTHER = say(
  'C’est le dossier de la personne que vous représentez. « Vous », c’est cette personne.',
  'This is the file of the person whom you represent. “You” is that person.',
);

const SAID = {
  ACCORD: {
    self: say('Vous avez dit oui le {on}.', 'You said yes on {on}.'),
    other: say(
      'Une personne qui vous représente a dit oui pour vous le {on}.',
      'Somebody who represents you said yes for you on {on}.',
    ),
  },
  REFUSAL: {
    self: say('Vous avez dit non le {on}.', 'You said no on {on}.'),
    other: say(
      'Une personne qui vous représente a dit non pour vous le {on}.',
      'Somebody who represents you said no for you on {on}.',
    ),
  },
  OBJECTION: {
    self: say('Vous avez fait opposition le {on}.', 'You objected on {on}.'),
    other: say(
      'Une personne qui vous représente a fait opposition pour vous le {on}.',
      'Somebody who represents you objected for you on {on}.',
    ),
  },
  INFORMATION_NO_OBJECTION: {
    self: say(
      'Vous avez reçu l’information le {on}. Vous n’avez pas dit non.',
      'You were informed on {on}. You did not say no.',
    ),
    other: say(
      'Une personne qui vous représente a reçu l’information le {on}. Elle n’a pas dit non.',
      'Somebody who represents you was informed on {on}, and did not say no.',
    ),
  },
} as const;

const STANDING: Readonly<Partial<Record<ConsentStatus, PlainLabel>>> = {
  SUSPENDED: say(
    'Pour le moment, rien n’est transmis avec cet accord.',
    'For the time being, nothing is passed on under this agreement.',
  ),
  EXPIRED: say(
    'C’est terminé. Plus rien n’est transmis avec cet accord.',
    'It is over. Nothing is passed on under this agreement any more.',
  ),
  WITHDRAWN: say(
    'C’est arrêté depuis le {withdrawn}. Plus rien n’est transmis avec cet accord.',
    'It has been stopped since {withdrawn}. Nothing is passed on under this agreement any more.',
  ),
  LAPSED_AT_MAJORITY: say(
    'C’est terminé depuis vos 18 ans. Maintenant, c’est à vous de décider.',
    'It ended when you turned 18. It is now for you to decide.',
  ),
  SUPERSEDED: say('Un autre accord l’a remplacé.', 'Another agreement has taken its place.'),
};

const OVER: ReadonlySet<ConsentStatus> = new Set(['EXPIRED', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED_AT_MAJORITY']);
const WHO_MIGHT = say('Qui pouvait voir :', 'Who might see:');
const WHO_MAY = say('Qui peut voir :', 'Who may see:');
const WHO: Readonly<Partial<Record<string, PlainLabel>>> = {
  OBJECTION: say('Qui ne doit pas voir :', 'Who must not see:'),
  REFUSAL: say('Qui est concerné :', 'Who is concerned:'),
};
const EVERYBODY = say('tous les organismes', 'all bodies');
const EVERYTHING = say('toutes les informations', 'all information');
const ONLY = say('Seulement :', 'Only:');
const WHAT = say('Quelles informations :', 'What information:');
const LESS = say('Vous donnez seulement :', 'You give only:');
const WHENCE = say('D’où viennent les informations :', 'Where the information comes from:');
const WHY = say('Pourquoi :', 'What for:');
const UNTIL = say('Jusqu’à quand : jusqu’au', 'Until when: until');
const NO_DATE = say('Jusqu’à quand : il n’y a pas de date de fin.', 'Until when: there is no end date.');
const CHANGE = say(
  'Vous pouvez changer d’avis quand vous voulez. Vous n’avez pas à dire pourquoi.',
  'You may change your mind whenever you wish. You need not say why.',
);
const HOW = say(
  'Vous pouvez le faire ici, à l’accueil, par téléphone ou par lettre.',
  'You may do so here, at a counter, by telephone or by letter.',
);
const NO_HARM = say('Cela ne change rien à votre accueil.', 'It changes nothing in how you are received.');
