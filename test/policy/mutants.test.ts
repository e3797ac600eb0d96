import { afterAll, describe, expect, test } from 'vitest';
import type { FactClass, Question } from '../../gateway/policy/facts.ts';
import { isInternal } from '../../gateway/policy/gates.ts';
import { judge } from '../../gateway/policy/judge.ts';
import { PURPOSE_NEEDS } from '../../gateway/policy/purposes.ts';
import { createRuleSet, DEFAULT_RULE, type RuleSet } from '../../gateway/policy/rule-set.ts';
import { CATEGORIES, PROFESSIONS, PURPOSES, SECRECY_OF } from '../../schema/vocabulary.ts';
import { anAgent } from '../support/agents.ts';
import { cellsOf, type Mutant, mutantsOf, worldFor } from '../support/mutants.ts';
import { BOUND, everyWorld, KINDS } from '../support/question-space.ts';
import { aForm, anAccord, aQuestion, conditions, facts } from '../support/questions.ts';
import { OPENING, RULES } from '../support/reference.ts';
import { type Case, readRulebook, writeDecision } from '../support/rulebook.ts';

const CASES = readRulebook();
const casesOf = Map.groupBy(CASES, ({ question }) => question.category);
const announced = new Set(
  CASES.flatMap(({ question, kinds, decision }) => kinds.map((kind) => `${cellOf(question, kind)} ${decision}`)),
);

const EVERY_WORLD = everyWorld().map(([, world]) => world);

/** Worlds in which nearly everything has been established, each silent on what would let an earlier row decide. */
const GENEROUS: readonly FactClass[] = [
  facts({ conditions: conditions('yes'), accords: [anAccord(CATEGORIES, { explicitCategories: CATEGORIES })] }),
  facts({ conditions: conditions('yes') }),
  facts({ payload: aForm(CATEGORIES), accords: [anAccord(CATEGORIES, { explicitCategories: CATEGORIES })] }),
];

test('no release goes unannounced in the rulebook', () => {
  const everywhere = { category: CATEGORIES, bodyKind: KINDS, profession: PROFESSIONS, purpose: PURPOSES };
  expect(findUnannounced(RULES, everywhere, GENEROUS)).toBeNull();
  for (const rule of RULES.rules) {
    expect(findUnannounced(RULES, { ...everywhere, ...mutantsOf(rule)[0]!.region }, [worldFor(rule)])).toBeNull();
  }
});

describe('removing or loosening a rule is noticed', () => {
  const tally = { mutants: 0, equivalent: 0, survivors: 0 };
  afterAll(() =>
    console.log(`mutants: ${tally.mutants}, equivalent: ${tally.equivalent}, survivors: ${tally.survivors}`),
  );

  test.each(RULES.rules.filter(({ id }) => id !== DEFAULT_RULE).map((rule) => [rule.id, rule] as const))(
    '%s',
    (_id, rule) => {
      const mutants = mutantsOf(rule);
      const unnoticed = mutants.filter((mutant) => !isNoticed(mutant));
      const survivors = unnoticed.filter((mutant) => changesSomething(mutant));
      tally.mutants += mutants.length;
      tally.equivalent += unnoticed.length - survivors.length;
      tally.survivors += survivors.length;
      expect(survivors.map(({ what }) => what)).toEqual([]);
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

/** A line of the rulebook no longer holds, or something is released that no line announces. */
function isNoticed(mutant: Mutant): boolean {
  const mutated = applyTo(mutant);
  const { region } = mutant;
  const lines = region.category.flatMap((category) => casesOf.get(category) ?? []);
  const touched = lines.filter(
    ({ question: { recipient, purpose } }) =>
      region.purpose.includes(purpose) &&
      region.profession.includes(recipient.profession) &&
      (region.bodyKind.includes(recipient.bodyKind) || recipient.profession === 'SUBJECT'),
  );
  if (touched.some((each) => !holds(each, mutated))) return true;
  const worlds = [...GENEROUS, worldFor(mutant.rule), ...(mutant.becomes ? [worldFor(mutant.becomes)] : [])];
  return findUnannounced(mutated, region, worlds) !== null;
}

function holds({ question, facts: known, decision }: Case, rules: RuleSet): boolean {
  return writeDecision(judge(question, known, rules, OPENING)) === decision;
}

function applyTo({ rule, becomes }: Mutant): RuleSet {
  const others = RULES.rules.filter((other) => other !== rule);
  return createRuleSet(becomes === null ? others : [...others, becomes], RULES);
}

/**
 * Whether the change can be told at all: asked in every world, bound in every way, between two bodies and inside one.
 * What an earlier row already decides alike cannot. Cells in which the same rows speak are asked once.
 */
function changesSomething(mutant: Mutant): boolean {
  const mutated = applyTo(mutant);
  const worlds = [...EVERY_WORLD, worldFor(mutant.rule), worldFor(mutant.becomes ?? mutant.rule)];
  const asked = new Set<string>();
  for (const cell of cellsOf(mutant.region)) {
    for (const question of questionsAt(cell)) {
      const key = `${likenessOf(question, RULES)} | ${likenessOf(question, mutated)}`;
      if (asked.has(key)) continue;
      asked.add(key);
      for (const world of worlds) {
        const [before, after] = [RULES, mutated].map((rules) => writeDecision(judge(question, world, rules, OPENING)));
        if (before !== after) return true;
      }
    }
  }
  return false;
}

/** All that a decision can hang on, the facts aside. */
function likenessOf(question: Question, rules: RuleSet): string {
  const { category, purpose, recipient, owner } = question;
  const rows = rules.matching(question).map(({ id }) => id);
  const { instrument, link } = PURPOSE_NEEDS[purpose];
  const gates = [instrument, link, isInternal(question), owner === recipient.body && recipient.profession === 'CRIP'];
  return [...rows, ...gates, SECRECY_OF[category], recipient.secrecy, recipient.communities.length].join(' ');
}

/** A cell, asked by whoever may be bound so, of another body and of one's own. The person herself is bound by nothing. */
function questionsAt({ category, bodyKind, profession, purpose }: Cell): readonly Question[] {
  return ['OWNER', 'ASKER'].flatMap((owner) => {
    const askers =
      profession === 'SUBJECT'
        ? [anAgent('ASKER', bodyKind, profession)]
        : BOUND.map((bound) => ({ body: 'ASKER', bodyKind, profession, ...bound }));
    return askers.map((recipient) => aQuestion({ category, purpose, owner, recipient }));
  });
}
type Cell = ReturnType<typeof cellsOf> extends Iterable<infer Each> ? Each : never;

/** The first release that no line announces, however far a habilitation binds and admits. */
function findUnannounced(rules: RuleSet, region: Mutant['region'], worlds: readonly FactClass[]): string | null {
  for (const cell of cellsOf(region)) {
    for (const question of questionsAt(cell)) {
      if (question.owner === 'ASKER') continue;
      for (const world of worlds) {
        const decision = judge(question, world, rules, OPENING);
        if (decision.effect !== 'PERMIT') continue;
        const release = `${cellOf(question, cell.bodyKind)} ${writeDecision(decision)}`;
        if (!announced.has(release)) return release;
      }
    }
  }
  return null;
}

function cellOf({ recipient, purpose, category }: Question, kind: string): string {
  return `${category} ${kind} ${recipient.profession} ${purpose}`;
}
