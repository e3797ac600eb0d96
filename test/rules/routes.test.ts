import { describe, expect, test } from 'vitest';
import type { FactClass, Question } from '../../gateway/policy/facts.ts';
import { judge } from '../../gateway/policy/judge.ts';
import { routesTo } from '../../gateway/policy/routes.ts';
import { CATEGORIES, type Category, COMMUNITIES, PROFESSIONS, PURPOSES } from '../../schema/vocabulary.ts';
import { anAgent } from '../support/agents.ts';
import { aForm, anAccord, aQuestion, conditions, facts, inForce } from '../support/questions.ts';
import { OPENING, RULES } from '../support/reference.ts';

const decide = (question: Question, known: FactClass) => judge(question, known, RULES, OPENING);
const routes = (question: Question, known: FactClass = facts()) => routesTo(question, decide(question, known), RULES);
const needs = (question: Question, known?: FactClass) =>
  routes(question, known).map(({ rule, needs }) => [rule, needs.map(({ en }) => en)]);

/** All that any row could ask for. */
function everythingFor(category: Category): FactClass {
  return facts({
    instrument: inForce({ optIn: true }),
    conditions: conditions('yes'),
    accords: [anAccord([category], { explicitCategories: [category] })],
    payload: aForm([category]),
  });
}

test('a way is told exactly where there is one: on every cell, all that is missing permits, or nothing does', () => {
  const wrong: string[] = [];
  let cells = 0;
  for (const profession of PROFESSIONS) {
    const asSheIs = anAgent('DEPT_21', 'DEPARTEMENT', profession);
    const bound = { ...asSheIs, secrecy: 'PROFESSION', communities: COMMUNITIES } as const;
    for (const category of CATEGORIES) {
      const everything = everythingFor(category);
      for (const purpose of PURPOSES) {
        const question = aQuestion({ recipient: asSheIs, category, purpose });
        const told = decide(question, facts()).effect !== 'DENY' || routes(question).length > 0;
        if (told !== (decide({ ...question, recipient: bound }, everything).effect !== 'DENY')) {
          wrong.push(`${category} ${profession} ${purpose}`);
        }
        cells += 1;
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(cells).toBe(PROFESSIONS.length * CATEGORIES.length * PURPOSES.length);
});

describe('what is missing', () => {
  test('is an accord that names the category, where no other thing is', () => {
    const [first, ...others] = needs(aQuestion());
    expect(first).toEqual(['R501', ['an accord of the person naming HOUSING, from CCAS_LONGVIC to DEPT_21, for CASE']]);
    expect(others.map(([rule]) => rule)).toEqual(['R230']);
  });

  test('is a habilitation bound by secrecy as well, for an agent who is not', () => {
    const recipient = anAgent('DEPT_21', 'DEPARTEMENT', 'ASS', { secrecy: 'DISCRETION_ONLY', communities: [] });
    const [[, told] = []] = needs(aQuestion({ recipient }));
    expect(told).toEqual(
      expect.arrayContaining(['a habilitation bound by secrecy', expect.stringMatching(/^an accord .* HOUSING/)]),
    );
  });

  test('begins with the instrument, where none is in force', () => {
    const [[, told] = []] = needs(aQuestion(), facts({ instrument: { word: 'NONE' } }));
    expect(told?.[0]).toBe('a protocol or convention in force between CCAS_LONGVIC and DEPT_21, for CASE');
  });

  test('begins with the prohibition that the parties added', () => {
    const restricted = inForce({ restrictions: [{ category: 'HOUSING', profession: '*', purpose: 'CASE' }] });
    const [[, told] = []] = needs(aQuestion(), facts({ instrument: restricted }));
    expect(told?.[0]).toBe('that the parties to P-1 lift the prohibition which they added');
  });

  test('is what the agent must say, where a row opens only what is strictly necessary', () => {
    const question = aQuestion({
      recipient: anAgent('DEPT_21', 'DEPARTEMENT', 'EDUC_SPE'),
      purpose: 'CHILD_PROTECTION',
      category: 'HOUSEHOLD',
    });
    const known = everythingFor('HOUSEHOLD');
    expect(decide(question, known)).toMatchObject({ effect: 'PERMIT', transform: 'STRICTLY_NECESSARY' });
    expect(routes(question, known)[0]?.needs.map(({ fr }) => fr)).toEqual([
      'que l’agent dise ce qui est strictement nécessaire, et pourquoi (en-tête x-necessary)',
    ]);
    const necessary = { reason: 'ASSESSMENT', names: new Set(['HOUSEHOLD']) } as const;
    expect(routes({ ...question, necessary }, known)).toEqual([]);
  });

  test('is nothing, where the law forbids', () => {
    expect(routes(aQuestion({ category: 'NATIONAL_ID' }))).toEqual([]);
  });
});

describe('of the row that failed, what is known to be met is left out', () => {
  const question = aQuestion({
    recipient: anAgent('DEPT_21', 'DEPARTEMENT', 'CRIP'),
    purpose: 'IP_TRANSMIT',
    category: 'HOUSING',
  });
  const danger = 'a worrying information that says the child to be in danger or at risk';
  const parents = 'that the parents were informed, or the reason why they were not';

  test('and so is nothing where the first condition is the reason', () => {
    expect(needs(question)).toEqual([['R002', [danger, parents]]]);
  });

  test('and the first is, where the second is the reason', () => {
    const known = facts({ conditions: conditions('no', { CHILD_IN_DANGER_OR_RISK: 'yes' }) });
    expect(needs(question, known)).toEqual([['R002', [parents]]]);
  });
});
