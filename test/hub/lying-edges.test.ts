import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HubAnswer } from '../support/territory.ts';
import { AT, type LiedTo, openLiedTo, people, QUESTION, SECRET, twisted } from './lied-to.ts';

let hub: LiedTo;
beforeAll(async () => {
  hub = await openLiedTo();
});
afterAll(() => hub?.close());
afterEach(async () => expect((await hub.askTruly()).text).toBe(hub.truth.text));

describe('an edge leads to records of the body that drew it, each decided on its own', () => {
  const member = (person: unknown) =>
    twisted(([record]) => {
      const { members } = record!.household as { members: { person: unknown }[] };
      members[1]!.person = person;
    });
  const spouse = (answer: HubAnswer) => people(answer)[1]?.household?.members[1]?.person;
  const KEYS_ONLY = QUESTION.replace('person { id birthName }', 'person { id }');
  const OF_A_KIND = QUESTION.replace('person { id birthName }', 'person { domiciliation { from } }');

  test('a record of another body, which the caller may read where it belongs, is not shown here', async () => {
    const elsewhere = { __typename: 'Person', id: 'DEPT_21:D-5512' };
    const answer = await hub.askLied(member(elsewhere));
    expect(people(hub.truth)[0]?.birthName).toBe('PONS');
    expect(spouse(answer)).toBeNull();
    expect(answer.body.extensions?.decisions).toContainEqual({
      path: `${AT}.household.members.1.person`,
      decision: 'DENY',
      reason: 'NOT_DISCLOSED',
    });
    for (const query of [KEYS_ONLY, OF_A_KIND]) {
      hub.ccas.lie(member(elsewhere));
      const other = await hub.ask(query);
      expect(spouse(other)).toBeNull();
      expect(other.text.split('DEPT_21:D-5512').length).toBe(
        (await hub.askTruly(query)).text.split('DEPT_21:D-5512').length,
      );
    }
  });

  test('another of its own people is decided on that person, and no accord of his wife or his opens it', async () => {
    const answer = await hub.askLied(member({ __typename: 'Person', id: 'CCAS_LONGVIC:1835' }));
    expect(spouse(answer)).toEqual({ id: 'CCAS_LONGVIC:1835', birthName: null });
    const lines = await hub.territory.linesOf(answer.operation);
    expect(lines.filter(({ category, decision }) => category === 'IDENTITY' && decision === 'DENY')).toHaveLength(2);
  });

  test.each<[string, unknown]>([
    ['a person of whom nobody knows', { __typename: 'Person', id: `CCAS_LONGVIC:${SECRET}` }],
    ['a person of a body that there is not', { __typename: 'Person', id: `${SECRET}:1` }],
    ['a secret as an id', { __typename: 'Person', id: SECRET }],
    ['an object as an id', { __typename: 'Person', id: { is: SECRET } }],
    ['a list as an id', { __typename: 'Person', id: [SECRET] }],
    ['no id', { __typename: 'Person', birthName: SECRET }],
    ['a record of another type', { __typename: 'Participant', id: `CCAS_LONGVIC:${SECRET}` }],
    ['a record of a type that there is not', { __typename: SECRET, id: `CCAS_LONGVIC:${SECRET}` }],
    ['a record of no type', { id: SECRET, birthName: SECRET }],
    ['the body itself', { __typename: 'Body', id: SECRET, code: SECRET }],
    [
      'the whole of it, served at once',
      {
        __typename: 'Person',
        id: `CCAS_LONGVIC:${SECRET}`,
        birthName: SECRET,
        household: { members: [{ role: SECRET }] },
      },
    ],
    ['text', SECRET],
    ['a list of people', [{ __typename: 'Person', id: SECRET }]],
  ])('%s', async (_, person) => {
    for (const query of [QUESTION, KEYS_ONLY]) {
      const answer = await hub.askLied(member(person), query);
      expect((spouse(answer) as { id: unknown } | null)?.id ?? null).toBeNull();
    }
  });
});
