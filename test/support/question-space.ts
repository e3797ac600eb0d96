import type { FactClass, InstrumentStanding, Known, Question, Recipient } from '../../gateway/policy/facts.ts';
import type { Necessary } from '../../gateway/policy/necessary.ts';
import {
  CATEGORIES,
  COMMUNITIES,
  CONDITIONS,
  type Condition,
  PROFESSIONS,
  PURPOSES,
  TRANSFORMS,
} from '../../schema/vocabulary.ts';
import { aForm, anAccord, conditions, facts, inForce } from './questions.ts';

/** The kinds of bodies that the table tells apart, and one of those that it does not. */
export const KINDS = ['DEPARTEMENT', 'COMMUNE', 'CCAS'];

type Bound = Pick<Recipient, 'secrecy' | 'communities'>;

/** However far a habilitation may bind and admit her. */
export const BOUND: readonly Bound[] = [
  { secrecy: 'PROFESSION', communities: COMMUNITIES },
  { secrecy: 'CIVIL_SERVANT_DUTY', communities: COMMUNITIES },
  { secrecy: 'NONE', communities: COMMUNITIES },
  { secrecy: 'PROFESSION', communities: [] },
];

/** Everything that a caller can call necessary. */
const ALL_NECESSARY: Necessary = { reason: 'ASSESSMENT', names: new Set(CATEGORIES) };

/** Each cell of the table, asked by somebody bound so: between two bodies, or inside one. */
export function questionsOf(
  bound: Bound,
  owner: 'OWNER' | 'ASKER',
  kinds: readonly string[] = KINDS,
): readonly Question[] {
  return PROFESSIONS.flatMap((profession) =>
    kinds.flatMap((bodyKind) => {
      const recipient = { body: 'ASKER', bodyKind, profession, ...bound };
      return PURPOSES.flatMap((purpose) =>
        CATEGORIES.map((category) => ({ recipient, purpose, category, owner, necessary: ALL_NECESSARY })),
      );
    }),
  );
}

/** Every question there is: between two bodies by whoever is bound, and inside one, where nobody is asked about it. */
export const EVERY_QUESTION: readonly Question[] = [
  ...BOUND.flatMap((bound) => questionsOf(bound, 'OWNER')),
  ...questionsOf(BOUND[0]!, 'ASKER'),
];

/** All that can be said for a crossing is said; what lets an earlier row decide is left to the worlds. */
export const EVERYTHING: Partial<FactClass> = {
  instrument: inForce({ optIn: true }),
  conditions: conditions('yes'),
  accords: [anAccord(CATEGORIES, { explicitCategories: CATEGORIES })],
  payload: aForm(CATEGORIES),
};

export type World = readonly [what: string, facts: FactClass];

/** Worlds that differ in one thing each from one in which everything speaks for a crossing, or nothing does. */
export function everyWorld(): readonly World[] {
  const [accord] = EVERYTHING.accords!;
  const all = (what: string, over: Parameters<typeof facts>[0] = {}): World => [
    what,
    facts({ ...EVERYTHING, ...over }),
  ];
  const only = (condition: Condition, word: Known): Partial<FactClass> => ({
    conditions: conditions(word === 'yes' ? 'no' : 'yes', { [condition]: word }),
  });
  const byAccord = (what: string, over: Parameters<typeof anAccord>[1]): World => [
    what,
    facts({ payload: aForm(CATEGORIES), accords: [anAccord(accord!.categories, over)] }),
  ];
  const explicitCategories = CATEGORIES;
  return [
    all('everything'),
    all('everything but the accord', { accords: [] }),
    ['nothing', facts()],
    ['nothing known', facts({ conditions: conditions('unknown'), flags: FLAGS_UNKNOWN })],
    byAccord('an accord and a form', { explicitCategories }),
    byAccord('a general accord', {}),
    ...CONDITIONS.flatMap((condition): World[] => [
      all(`all but ${condition}`, only(condition, 'no')),
      [`only ${condition}`, facts(only(condition, 'yes'))],
    ]),
    ...(['yes', 'unknown'] as const).flatMap((word) => [
      all(`a protected address: ${word}`, { flags: { PROTECTED_ADDRESS: word } }),
      all(`a representative: ${word}`, { flags: { REPRESENTS_PROTECTED: word } }),
    ]),
    ...STANDINGS.map((standing) => byAccord(`an accord ${standing}`, { explicitCategories, standing })),
    byAccord('an accord for somebody else', { explicitCategories, inScope: false }),
    byAccord('an accord before an objection', { explicitCategories, objected: CATEGORIES }),
    ...TRANSFORMS.slice(-3).map((transform) =>
      byAccord(`an accord with ${transform}`, {
        explicitCategories,
        generalisations: CATEGORIES.map((category) => ({ category, transform })),
      }),
    ),
    [
      'an accord for usual matters',
      facts({
        accords: [{ ...accord!, standing: { ordinary: 'VALID', reinforced: 'GRANTER_NOT_COMPETENT' } }],
        payload: aForm(CATEGORIES),
      }),
    ],
    all('an objection', { objections: CATEGORIES }),
    all('a form with two fields', { payload: [signed('IDENTITY', 'birthName'), signed('CONTACT', 'phone')] }),
    ...INSTRUMENTS.map(([what, instrument]) => all(what, { instrument })),
    all('no link', { link: 'NONE' }),
    all('a referral closed', { link: 'META_ONLY' }),
  ];
}

const FLAGS_UNKNOWN = { PROTECTED_ADDRESS: 'unknown', REPRESENTS_PROTECTED: 'unknown' } as const;
const STANDINGS = ['WITHDRAWN', 'NOT_YET_VALID', 'EXPIRED', 'LAPSED_AT_MAJORITY', 'GRANTER_NOT_COMPETENT'] as const;
const signed = (category: 'IDENTITY' | 'CONTACT', path: string) => ({ category, path });

const RESTRICTED = PURPOSES.flatMap((purpose) =>
  CATEGORIES.map((category) => ({ category, purpose, profession: 'G_SOCIAL' })),
);
const INSTRUMENTS: readonly (readonly [what: string, instrument: InstrumentStanding])[] = [
  ['an instrument that is restricted', inForce({ restrictions: RESTRICTED, optIn: true })],
  [
    'one of two instruments is restricted',
    inForce({ restrictions: RESTRICTED, optIn: true, others: [{ id: 'P-2', restrictions: [], optIn: false }] }),
  ],
  ['an instrument that does not open statutory coordination', inForce()],
  ['no instrument', { word: 'NONE' }],
  ['an instrument not yet in force', { word: 'NOT_YET_EFFECTIVE', id: 'P-1' }],
  ['an instrument expired', { word: 'EXPIRED', id: 'P-1' }],
  ['an instrument denounced', { word: 'DENOUNCED', id: 'P-1' }],
];
