import { describe, expect, test } from 'vitest';
import { judge } from '../../gateway/policy/judge.ts';
import { OPENING, RULES } from '../support/reference.ts';
import { readRulebook, writeDecision } from '../support/rulebook.ts';

const CASES = readRulebook();

describe('the rulebook', () => {
  test.each([...Map.groupBy(CASES, (each) => each.line)])('line %i holds', (_line, cases) => {
    for (const { question, facts, decision } of cases) {
      const { recipient, purpose, category } = question;
      const asked = `${recipient.profession} at ${recipient.bodyKind}, ${purpose}, ${category}`;
      expect(`${asked}: ${writeDecision(judge(question, facts, RULES, OPENING))}`).toBe(`${asked}: ${decision}`);
    }
  });

  test('every rule of the table decides some line', () => {
    const decided = new Set(CASES.map(({ decision }) => decision.split(' ')[1]));
    expect(RULES.rules.filter(({ id }) => !decided.has(id))).toEqual([]);
  });
});
