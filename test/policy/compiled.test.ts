import { describe, expect, test } from 'vitest';
import { layOutCells } from '../../gateway/policy/cells.ts';
import { compileRules } from '../../gateway/policy/compile.ts';
import type { Decision } from '../../gateway/policy/decision.ts';
import type { FactClass, Question } from '../../gateway/policy/facts.ts';
import { judge } from '../../gateway/policy/judge.ts';
import type { Opens } from '../../gateway/policy/paths.ts';
import { createRuleSet, type RuleSet } from '../../gateway/policy/rule-set.ts';
import { BODY_KINDS, CATEGORIES, PROFESSIONS, PURPOSES } from '../../schema/vocabulary.ts';
import { BOUND, EVERY_QUESTION, everyWorld, KINDS, questionsOf } from '../support/question-space.ts';
import { OPENING, RULES } from '../support/reference.ts';

const WORLDS = everyWorld();

describe('the compiled table', () => {
  test('has a cell for each category, kind of body, profession and purpose', () => {
    const cells = layOutCells(RULES);
    expect(cells.count).toBe(CATEGORIES.length * KINDS.length * PROFESSIONS.length * PURPOSES.length);
    expect(cells.distinct).toBeLessThan(cells.count / 100);
    console.log(`${cells.count} cells, ${cells.distinct} of them different`);
  });

  test('answers what the rules answer, on every cell and in every world', () => {
    const started = performance.now();
    const between = questionsOf(BOUND[0]!, 'OWNER');
    const inside = questionsOf(BOUND[0]!, 'ASKER');
    let asked = 0;
    for (const [what, world] of WORLDS) {
      // A body asks about its own records without a condition, but for control and for the person.
      const questions = /^(all but|only) /.test(what) ? between : [...between, ...inside];
      asked += questions.length;
      expect(findDifference(RULES, questions, world), what).toBeNull();
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`compiled equals interpreted on ${asked} decisions (${WORLDS.length} worlds) in ${seconds} s`);
  }, 120_000);

  test('and whoever is bound or admitted less', () => {
    const few = WORLDS.filter(([what]) => /^(everything|nothing|an accord and a form)/.test(what));
    expect(few.length).toBeGreaterThan(4);
    for (const [what, world] of few) expect(findDifference(RULES, EVERY_QUESTION, world), what).toBeNull();
  });

  test('for a kind of body that no table knows, too', () => {
    const kinds = ['PREFECTURE', ...BODY_KINDS.filter((kind) => !KINDS.includes(kind))];
    const questions = questionsOf(BOUND[0]!, 'OWNER', kinds);
    for (const [what, world] of WORLDS.slice(0, 3)) {
      expect(findDifference(RULES, questions, world), what).toBeNull();
    }
  });

  test('and under flags that switch rows of any kind on', () => {
    const when = 'PROTECTED_ADDRESS';
    const rules = createRuleSet(
      RULES.rules.map((rule) => (['R105', 'R501', 'R700', 'R200'].includes(rule.id) ? { ...rule, when } : rule)),
      RULES,
    );
    const questions = [...questionsOf(BOUND[0]!, 'OWNER'), ...questionsOf(BOUND[0]!, 'ASKER')];
    const few = WORLDS.filter(([what]) => /^(everything|nothing|a protected address)/.test(what));
    for (const [what, world] of few) expect(findDifference(rules, questions, world), what).toBeNull();
  });
});

/** The first question that the two forms answer differently. */
function findDifference(rules: RuleSet, questions: readonly Question[], world: FactClass): Question | null {
  const decide = compileRules(rules, OPENING);
  return questions.find((each) => !isSame(decide(each, world), judge(each, world, rules, OPENING))) ?? null;
}

function isSame(a: Decision, b: Decision): boolean {
  return (
    a.effect === b.effect &&
    a.rule === b.rule &&
    a.reason === b.reason &&
    a.transform === b.transform &&
    a.instrument === b.instrument &&
    a.consent === b.consent &&
    a.ruleSet === b.ruleSet &&
    areSame(a.opens, b.opens) &&
    areSame(a.closed, b.closed) &&
    areSame(a.silent, b.silent)
  );
}

function areSame(a: Opens, b: Opens): boolean {
  if (a === b) return true;
  return a !== 'ALL' && b !== 'ALL' && a.size === b.size && [...a].every((path) => b.has(path));
}
