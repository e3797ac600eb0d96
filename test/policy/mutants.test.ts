import { describe, expect, test } from 'vitest';
import type { FactClass, Question } from '../../gateway/policy/facts.ts';
import { judge } from '../../gateway/policy/judge.ts';
import { createRuleSet, DEFAULT_RULE, type Rule, type RuleSet } from '../../gateway/policy/rule-set.ts';
import { CATEGORIES, COMMUNITIES, PROFESSIONS, PURPOSES } from '../../schema/vocabulary.ts';
import { anAgent } from '../support/agents.ts';
import { type Mutant, mutantsOf, speaksOf } from '../support/mutants.ts';
import { anAccord, aQuestion, conditions, facts } from '../support/questions.ts';
import { OPENING, RULES } from '../support/reference.ts';
import { type Case, readRulebook, writeDecision } from '../support/rulebook.ts';

const CASES = readRulebook();
const announced = new Set(CASES.map(({ question, decision }) => `${cellOf(question)} ${decision}`));

/** Everybody, at two kinds of body, about everything, for every purpose. */
const QUESTIONS: readonly Question[] = PROFESSIONS.flatMap((profession) =>
  ['DEPARTEMENT', 'COMMUNE'].flatMap((bodyKind) => {
    // However far a habilitation binds and admits her: the profession alone must keep out whom the rule does not name.
    const bound = profession === 'SUBJECT' ? {} : ({ secrecy: 'PROFESSION', communities: COMMUNITIES } as const);
    const recipient = anAgent('ASKER', bodyKind, profession, bound);
    return PURPOSES.flatMap((purpose) =>
      CATEGORIES.map((category) => aQuestion({ recipient, purpose, owner: 'OWNER', category })),
    );
  }),
);

/** Worlds in which nearly everything has been established, each silent on what would let an earlier row decide. */
const GENEROUS: readonly FactClass[] = [
  facts({ conditions: conditions('yes'), accords: [anAccord(CATEGORIES, { explicitCategories: CATEGORIES })] }),
  facts({ conditions: conditions('yes') }),
  facts({
    conditions: conditions('no', { COSIGNED_PAYLOAD: 'yes' }),
    accords: [anAccord(CATEGORIES, { explicitCategories: CATEGORIES })],
  }),
];

test('no release goes unannounced in the rulebook', () => {
  expect(findUnannounced(RULES, () => true)).toBeNull();
});

describe('removing or loosening a rule is noticed', () => {
  test.each(RULES.rules.filter(({ id }) => id !== DEFAULT_RULE).map((rule) => [rule.id, rule] as const))(
    '%s',
    (_id, rule) => {
      expect(
        mutantsOf(rule, RULES.rules)
          .filter((mutant) => survives(mutant))
          .map(({ what }) => what),
      ).toEqual([]);
    },
  );

  test('the table without its last row is refused', () => {
    expect(() =>
      createRuleSet(
        RULES.rules.filter(({ id }) => id !== DEFAULT_RULE),
        RULES,
      ),
    ).toThrow(DEFAULT_RULE);
  });
});

/** Only questions that the rule spoke of, before or after, can be answered otherwise. Lines about it are asked first. */
function survives({ rule, becomes }: Mutant): boolean {
  const others: readonly Rule[] = RULES.rules.filter((other) => other !== rule);
  const mutated = createRuleSet(becomes === null ? others : [...others, becomes], RULES);
  const touches = (question: Question) => speaksOf(rule, question) || (becomes !== null && speaksOf(becomes, question));
  const fails = ({ question, facts: known, decision }: Case) =>
    touches(question) && writeDecision(judge(question, known, mutated, OPENING)) !== decision;
  const own = CASES.filter(({ decision }) => decision.includes(rule.id));
  return !own.some(fails) && !CASES.some(fails) && findUnannounced(mutated, touches) === null;
}

/** The first release that no line announces, over every profession, purpose and category. */
function findUnannounced(rules: RuleSet, among: (question: Question) => boolean): string | null {
  for (const question of QUESTIONS) {
    if (!among(question)) continue;
    for (const world of GENEROUS) {
      const decision = judge(question, world, rules, OPENING);
      if (decision.effect !== 'PERMIT') continue;
      const release = `${cellOf(question)} ${writeDecision(decision)}`;
      if (!announced.has(release)) return release;
    }
  }
  return null;
}

function cellOf({ recipient, purpose, category }: Case['question']): string {
  return `${recipient.profession} ${purpose} ${category}`;
}
