import type { Question } from '../../gateway/policy/facts.ts';
import { holdsInside } from '../../gateway/policy/gates.ts';
import { isAny, isMet, type Match } from '../../gateway/policy/match.ts';
import type { Rule, Terms } from '../../gateway/policy/rule-set.ts';
import { CATEGORIES, DUTIES, PROFESSIONS, PURPOSES } from '../../schema/vocabulary.ts';
import { anAgent } from './agents.ts';
import { aQuestion } from './questions.ts';

/** A rule that was removed (`null`) or loosened, and what was done to it. */
export interface Mutant {
  readonly rule: Rule;
  readonly what: string;
  readonly becomes: Rule | null;
}

/**
 * Every single way in which a rule may be removed or loosened by one step. A hole in a prohibition that an earlier one
 * covers whole is left out: nothing can be told from it.
 */
export function mutantsOf(rule: Rule, rules: readonly Rule[]): readonly Mutant[] {
  const mutant = (what: string, over: Partial<Rule>): Mutant => ({ rule, what, becomes: { ...rule, ...over } });
  const removed: Mutant = { rule, what: 'removed', becomes: null };
  if (rule.terms !== null) return [removed, ...openings(rule, rule.terms, mutant)];
  return [removed, ...holes(rule, mutant).filter((hole) => !isCovered(hole, rules))];
}

/** Whether a rule speaks of a question, flags aside. */
export function speaksOf(rule: Rule, { category, purpose, recipient }: Question): boolean {
  return (
    isMet(rule.category, category) &&
    isMet(rule.purpose, purpose) &&
    isMet(rule.profession, recipient.profession) &&
    isMet(rule.bodyKind, recipient.bodyKind)
  );
}

/** Whether everything that falls into the hole meets an earlier prohibition, inside a body as well. */
function isCovered({ rule, becomes }: Mutant, rules: readonly Rule[]): boolean {
  const earlier = rules.filter((other) => other.prio < rule.prio && other.effect === 'NEVER' && other.when === null);
  return everyQuestion.every(
    (question) =>
      !speaksOf(rule, question) ||
      (becomes !== null && speaksOf(becomes, question)) ||
      earlier.some(
        (other) =>
          speaksOf(other, question) &&
          (holdsInside(other, question.recipient.profession) || !holdsInside(rule, question.recipient.profession)),
      ),
  );
}

const everyQuestion: readonly Question[] = PROFESSIONS.flatMap((profession) => {
  const recipient = anAgent('ASKER', 'DEPARTEMENT', profession);
  return PURPOSES.flatMap((purpose) => CATEGORIES.map((category) => aQuestion({ recipient, purpose, category })));
});

type Make = (what: string, over: Partial<Rule>) => Mutant;

/** A prohibition loses one word of what it covers. */
function holes(rule: Rule, mutant: Make): readonly Mutant[] {
  return [
    ...without(rule.category, CATEGORIES).map(([word, category]) => mutant(`no longer covers ${word}`, { category })),
    ...without(rule.profession, PROFESSIONS).map(([word, profession]) => mutant(`spares ${word}`, { profession })),
    ...without(rule.purpose, PURPOSES).map(([word, purpose]) => mutant(`spares ${word}`, { purpose })),
  ];
}

function without<Word extends string>(match: Match<Word>, vocabulary: readonly Word[]): readonly [Word, Match<Word>][] {
  return vocabulary
    .filter((word) => match.words.has(word) !== match.except)
    .map((word) => {
      const words = new Set(match.words);
      if (match.except) words.add(word);
      else words.delete(word);
      return [word, { words, except: match.except }];
    });
}

/** A row that opens asks for less, speaks of more, or opens more. */
function openings(rule: Rule, terms: Terms, mutant: Make): readonly Mutant[] {
  const any: Match<never> = { words: new Set(), except: true };
  const ask = (what: string, over: Partial<Terms>): Mutant => mutant(what, { terms: { ...terms, ...over } });
  const lower = DUTIES[DUTIES.indexOf(terms.secrecy) - 1];
  return [
    ...(lower ? [ask(`binds by ${lower} only`, { secrecy: lower })] : []),
    ...(terms.communities ? [ask('asks for no community', { communities: null })] : []),
    ...terms.conditions.map((dropped) =>
      ask(`does without ${dropped}`, { conditions: terms.conditions.filter((each) => each !== dropped) }),
    ),
    ...(terms.explicit ? [ask('does without an explicit accord', { explicit: false })] : []),
    ...(rule.effect === 'CONSENT' ? [mutant('does without the accord', { effect: 'ALLOW' })] : []),
    ...(terms.transform === 'NONE' ? [] : [ask('opens the whole category', { transform: 'NONE' })]),
    ...(['category', 'bodyKind', 'profession', 'purpose'] as const)
      .filter((column) => !isAny(rule[column]))
      .map((column) => mutant(`speaks of any ${column}`, { [column]: any })),
  ];
}
