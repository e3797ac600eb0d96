import { describe, expect, test } from 'vitest';
import { accordStanding } from '../../gateway/policy/accords.ts';
import { judge } from '../../gateway/policy/judge.ts';
import { opensPath } from '../../gateway/policy/opening.ts';
import { GRANTERS } from '../../schema/vocabulary.ts';
import { ASKED_AT, readGranters } from '../support/granters.ts';
import { OPENING, RULES } from '../support/reference.ts';
import { readRulebook, writeDecision } from '../support/rulebook.ts';

const CASES = readRulebook();

describe('the rulebook', () => {
  test.each([...Map.groupBy(CASES, (each) => each.line)])('line %i holds', (_line, cases) => {
    for (const { question, facts, decision, open, closed } of cases) {
      const { recipient, purpose, category } = question;
      const asked = `${recipient.profession} at ${recipient.bodyKind}, ${purpose}, ${category}`;
      const decided = judge(question, facts, RULES, OPENING);
      expect(`${asked}: ${writeDecision(decided)}`).toBe(`${asked}: ${decision}`);
      expect([...open, ...closed].filter((path) => opensPath(decided, path))).toEqual(open);
    }
  });

  test('every rule of the table decides some line', () => {
    const decided = new Set(CASES.map(({ decision }) => decision.split(' ')[1]));
    expect(RULES.rules.filter(({ id }) => !decided.has(id))).toEqual([]);
  });
});

describe('who may give an accord', () => {
  test.each(readGranters().map((each) => [each.line, each] as const))(
    'line %i holds',
    (_line, { accord, words, purpose, standing }) => {
      expect(accordStanding(accord, words, ASKED_AT, purpose)).toEqual(standing);
    },
  );

  test('a signature more never takes competence away', () => {
    for (const { accord, words, purpose } of readGranters()) {
      const before = accordStanding(accord, words, ASKED_AT, purpose);
      for (const granter of GRANTERS) {
        const after = accordStanding(
          { ...accord, grantedBy: [...accord.grantedBy, granter] },
          words,
          ASKED_AT,
          purpose,
        );
        if (before.ordinary === 'VALID') expect(after.ordinary).toBe('VALID');
        if (before.reinforced === 'VALID') expect(after.reinforced).toBe('VALID');
      }
    }
  });

  test('a word less never gives competence, but for the day of her death', () => {
    for (const { accord, words, purpose } of readGranters()) {
      const before = accordStanding(accord, words, ASKED_AT, purpose);
      for (const word of words.filter((each) => each.word !== 'DECEASED_ON')) {
        const others = words.filter((each) => each !== word);
        const after = accordStanding(accord, others, ASKED_AT, purpose);
        if (before.ordinary !== 'VALID') expect(after.ordinary).not.toBe('VALID');
        if (before.reinforced !== 'VALID') expect(after.reinforced).not.toBe('VALID');
      }
    }
  });
});
