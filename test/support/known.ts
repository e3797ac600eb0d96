import type { Accord, FactClass, Known, Question } from '../../gateway/policy/facts.ts';
import type { Necessary } from '../../gateway/policy/necessary.ts';
import {
  type Category,
  CONDITIONS,
  type Condition,
  FLAGS,
  type Flag,
  TRANSFORMS,
  type Transform,
} from '../../schema/vocabulary.ts';
import { aForm, anAccord, conditions, facts, inForce } from './questions.ts';

type Asked = Pick<Question, 'category' | 'purpose'>;

/** The facts that a line of the rulebook says are known. A phrase that says nothing is an error. */
export function factsKnown(known: string, asked: Asked): FactClass {
  const phrases = known.split(', ');
  const accords: Accord[] = [];
  const met: Partial<Record<Condition, Known>> = {};
  const flags: Partial<Record<Flag, Known>> = {};
  let world: Partial<Omit<FactClass, 'flags'>> = {};
  for (const phrase of phrases) {
    const [word = '', said = 'yes'] = phrase.split(/ (?=unknown$)/);
    const accord = accordKnown(phrase, asked.category);
    const some = WORLDS[phrase]?.(asked) ?? worldOf(phrase, asked);
    if (accord) accords.push({ ...accord, id: `C-${accords.length + 1}` });
    else if (some) world = { ...world, ...some };
    else if (CONDITIONS.some((each) => each === word)) met[word as Condition] = said as Known;
    else if (FLAGS.some((each) => each === word)) flags[word as Flag] = said as Known;
    else if (!ABOUT_RECIPIENT.test(phrase)) throw new Error(`nothing is known by \`${phrase}\``);
  }
  return facts({ ...world, flags, conditions: conditions('no', met), accords });
}

/** What a line says that the caller calls strictly necessary: `necessary housing.tenure and IDENTITY`. */
export function necessaryKnown(known: string): Necessary | null {
  const phrase = known.split(', ').find((each) => each.startsWith('necessary '));
  if (phrase === undefined) return null;
  return { reason: 'ASSESSMENT', names: new Set(phrase.slice('necessary '.length).split(' and ')) };
}

/** Said of the recipient or of her request; read elsewhere. */
const ABOUT_RECIPIENT = /^(discretion only|not bound|in no community|necessary .+|–)$/;

const ACCORDS: Readonly<Record<string, (category: Category) => Accord>> = {
  accord: (category) => anAccord([category]),
  'explicit accord': (category) => anAccord([], { explicitCategories: [category] }),
  'accord on another category': () => anAccord(['CHILDCARE']),
  'accord out of scope': (category) => anAccord([category], { inScope: false }),
  'accord withdrawn': (category) => anAccord([category], { standing: 'WITHDRAWN' }),
  'accord not yet valid': (category) => anAccord([category], { standing: 'NOT_YET_VALID' }),
  'accord expired': (category) => anAccord([category], { standing: 'EXPIRED' }),
  'accord lapsed at majority': (category) => anAccord([category], { standing: 'LAPSED_AT_MAJORITY' }),
  'accord by someone else': (category) => anAccord([category], { standing: 'GRANTER_NOT_COMPETENT' }),
  'accord before an objection': (category) =>
    anAccord([category], { explicitCategories: [category], objected: [category] }),
  'accord by one of two parents': (category) => ({
    ...anAccord([category], { explicitCategories: [category] }),
    standing: { ordinary: 'VALID', reinforced: 'GRANTER_NOT_COMPETENT' },
  }),
};

/** `accord with AGE_BAND`: she gives her age band, not her date of birth. */
function accordKnown(phrase: string, category: Category): Accord | null {
  const transform = /^accord with (\w+)$/.exec(phrase)?.[1];
  if (transform === undefined) return ACCORDS[phrase]?.(category) ?? null;
  if (!TRANSFORMS.some((each) => each === transform)) throw new Error(`unknown transform \`${transform}\``);
  return anAccord([category], { generalisations: [{ category, transform: transform as Transform }] });
}

const WORLDS: Readonly<Record<string, (asked: Asked) => Partial<Omit<FactClass, 'flags'>>>> = {
  'no instrument': () => ({ instrument: { word: 'NONE' } }),
  'instrument not yet effective': () => ({ instrument: { word: 'NOT_YET_EFFECTIVE', id: 'P-1' } }),
  'instrument expired': () => ({ instrument: { word: 'EXPIRED', id: 'P-1' } }),
  'instrument denounced': () => ({ instrument: { word: 'DENOUNCED', id: 'P-1' } }),
  'no link': () => ({ link: 'NONE' }),
  'referral closed': () => ({ link: 'META_ONLY' }),
  objection: ({ category }) => ({ objections: [category] }),
  'objection on another category': () => ({ objections: ['CHILDCARE'] }),
  COSIGNED_PAYLOAD: ({ category }) => ({ payload: aForm([category]) }),
  'form on another category': () => ({ payload: aForm(['WORRYING_INFO']) }),
  INSTRUMENT_OPT_IN_L121_6_2: () => ({ instrument: inForce({ optIn: true }) }),
};

/** `restriction for G_SOCIAL`, `restriction under one of two instruments`, `form with phone and email`. */
function worldOf(phrase: string, { category, purpose }: Asked): Partial<FactClass> | null {
  const restriction = /^restriction for (\w+|\*)( under one of two instruments)?$/.exec(phrase);
  if (restriction) {
    const restrictions = [{ category, purpose, profession: restriction[1]! }];
    const others = restriction[2] ? [{ id: 'P-2', restrictions: [], optIn: false }] : [];
    return { instrument: inForce({ restrictions, others }) };
  }
  const paths = /^form with (.+)$/.exec(phrase)?.[1]?.split(' and ');
  return paths === undefined ? null : { payload: paths.map((path) => ({ category, path })) };
}
