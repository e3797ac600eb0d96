import type { FactClass, Question } from '../../gateway/policy/facts.ts';
import { isAny, isMet, type Match } from '../../gateway/policy/match.ts';
import type { Rule, Terms } from '../../gateway/policy/rule-set.ts';
import {
  BODY_KINDS,
  CATEGORIES,
  type Category,
  COMMUNITIES,
  DUTIES,
  FLAGS,
  PROFESSIONS,
  type Profession,
  PURPOSES,
  type Purpose,
} from '../../schema/vocabulary.ts';
import { KINDS } from './question-space.ts';
import { aForm, anAccord, conditions, facts, inForce } from './questions.ts';

/** The words of the cells that a change can touch. */
export interface Region {
  readonly category: readonly Category[];
  readonly bodyKind: readonly string[];
  readonly profession: readonly Profession[];
  readonly purpose: readonly Purpose[];
}

/** A rule that was removed (`null`) or loosened by one step, what was done to it, and where that can matter. */
export interface Mutant {
  readonly rule: Rule;
  readonly what: string;
  readonly becomes: Rule | null;
  readonly region: Region;
}

/** Every way to remove a rule or to loosen it by one word, one term or one test. */
export function mutantsOf(rule: Rule): readonly Mutant[] {
  const region = regionOf(rule);
  const removed: Mutant = { rule, what: 'removed', becomes: null, region };
  const words = rule.terms === null ? 'less' : 'more';
  return [
    removed,
    ...wordByWord(rule, 'category', CATEGORIES, words),
    ...wordByWord(rule, 'bodyKind', BODY_KINDS, words),
    ...wordByWord(rule, 'profession', PROFESSIONS, words),
    ...wordByWord(rule, 'purpose', PURPOSES, words),
    ...byFlag(rule, region),
    ...(rule.terms === null ? [] : byTerms(rule, rule.terms, region)),
  ];
}

function regionOf(rule: Rule): Region {
  return {
    category: CATEGORIES.filter((word) => isMet(rule.category, word)),
    bodyKind: BODY_KINDS.filter((word) => isMet(rule.bodyKind, word)),
    profession: PROFESSIONS.filter((word) => isMet(rule.profession, word)),
    purpose: PURPOSES.filter((word) => isMet(rule.purpose, word)),
  };
}

/** A prohibition that speaks of one word less, or an opening that speaks of one more. */
function wordByWord<Column extends keyof Region>(
  rule: Rule,
  column: Column,
  vocabulary: readonly string[],
  change: 'less' | 'more',
): readonly Mutant[] {
  const match = rule[column] as Match<string>;
  if (change === 'more' && isAny(match)) return [];
  return vocabulary
    .filter((word) => isMet(match, word) === (change === 'less'))
    .map((word) => {
      const words = new Set(match.words);
      if (words.has(word)) words.delete(word);
      else words.add(word);
      const becomes = { ...rule, [column]: { words, except: match.except } };
      const region = { ...regionOf(rule), [column]: [word] };
      return { rule, what: change === 'less' ? `spares ${word}` : `speaks of ${word}`, becomes, region };
    });
}

/** The flag dropped, or a prohibition that holds under a flag only. */
function byFlag(rule: Rule, region: Region): readonly Mutant[] {
  if (rule.when !== null) return [{ rule, what: 'whatever the flag', becomes: { ...rule, when: null }, region }];
  if (rule.terms !== null) return [];
  return FLAGS.map((when) => ({ rule, what: `only under ${when}`, becomes: { ...rule, when }, region }));
}

/** An opening that asks for less, or opens more. */
function byTerms(rule: Rule, terms: Terms, region: Region): readonly Mutant[] {
  const ask = (what: string, over: Partial<Terms>): Mutant => {
    return { rule, what, becomes: { ...rule, terms: { ...terms, ...over } }, region };
  };
  const lower = DUTIES[DUTIES.indexOf(terms.secrecy) - 1];
  const { communities } = terms;
  return [
    ...(lower ? [ask(`binds by ${lower} only`, { secrecy: lower })] : []),
    ...(communities ? [ask('asks for no community', { communities: null })] : []),
    ...(communities
      ? COMMUNITIES.filter((each) => !communities.has(each)).map((each) =>
          ask(`admits ${each}`, { communities: new Set([...communities, each]) }),
        )
      : []),
    ...terms.conditions.map((dropped) =>
      ask(`does without ${dropped}`, { conditions: terms.conditions.filter((each) => each !== dropped) }),
    ),
    ...(terms.explicit ? [ask('does without an explicit accord', { explicit: false })] : []),
    ...(rule.effect === 'CONSENT'
      ? [{ rule, what: 'does without the accord', becomes: { ...rule, effect: 'ALLOW' as const }, region }]
      : []),
    ...(terms.transform === 'NONE' ? [] : [ask('opens the whole category', { transform: 'NONE' })]),
  ];
}

/** Facts in which exactly what a rule asks for has been established. */
export function worldFor(rule: Rule): FactClass {
  const met = rule.terms?.conditions ?? [];
  const accord = rule.terms?.explicit ? anAccord([], { explicitCategories: CATEGORIES }) : anAccord(CATEGORIES);
  return facts({
    instrument: inForce({ optIn: met.includes('INSTRUMENT_OPT_IN_L121_6_2') }),
    conditions: conditions('no', Object.fromEntries(met.map((each) => [each, 'yes']))),
    accords: rule.effect === 'CONSENT' ? [accord] : [],
    payload: met.includes('COSIGNED_PAYLOAD') ? aForm(CATEGORIES) : 'NONE',
  });
}

/** Every cell of a region that the table can tell from another: the person herself is of no body. */
export function* cellsOf(region: Region): Iterable<Pick<Question, 'category' | 'purpose'> & Asker> {
  for (const category of region.category) {
    for (const profession of region.profession) {
      for (const bodyKind of profession === 'SUBJECT' ? ['NONE'] : tellingKinds(region.bodyKind)) {
        for (const purpose of region.purpose) yield { category, bodyKind, profession, purpose };
      }
    }
  }
}
/** Of kinds that the table does not tell apart one is asked, unless it is all that the region has. */
function tellingKinds(kinds: readonly string[]): readonly string[] {
  const telling = KINDS.filter((kind) => kinds.includes(kind));
  return telling.length > 0 ? telling : kinds.slice(0, 1);
}

interface Asker {
  readonly bodyKind: string;
  readonly profession: Profession;
}
