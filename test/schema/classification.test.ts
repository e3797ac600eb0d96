import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { classify } from '../../schema/classification.ts';
import { smallContract } from './small-contract.ts';

const subgraphs = smallContract();
const composed = composeServices(
  subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}.invalid` })),
);
const body = subgraphs.find(({ name }) => name === 'body')?.sdl ?? '';

describe.each([
  ['the supergraph', classify(composed.supergraphSdl ?? '')],
  ['a subgraph', classify(body)],
])('the classification of %s', (_, classification) => {
  test('tells what a field tells', () => {
    expect(classification.field('Person', 'birthName')).toEqual({
      type: 'Person',
      name: 'birthName',
      category: 'IDENTITY',
      by: null,
      level: 'S2',
      governed: true,
      key: false,
      nullable: true,
      gives: 'String',
    });
    expect(classification.field('ServiceOffer', 'name')).toMatchObject({
      level: 'S0',
      governed: false,
      nullable: false,
    });
  });

  test('tells which argument names the category, also for what hangs below', () => {
    const named = { category: null, by: 'category', level: null, governed: true };
    expect(classification.field('Participant', 'contributions')).toMatchObject({ ...named, gives: 'Contribution' });
    expect(classification.field('Contribution', 'value')).toMatchObject(named);
  });

  test('tells keys', () => {
    expect(classification.field('Person', 'id')).toMatchObject({ key: true, category: 'PRESENCE', nullable: false });
    expect(classification.keyOf('Person')).toBe('id');
    expect(classification.keyOf('Body')).toBe('code');
    expect(classification.keyOf('Household')).toBeNull();
    expect(classification.keyNames).toEqual(new Set(['id', 'code']));
  });

  test('knows the fields of a type, and no others', () => {
    expect([...classification.fieldsOf('Membership')].map(({ name }) => name)).toEqual(['role', 'person']);
    expect(() => classification.field('Person', 'shoeSize')).toThrow('the graph has no field `Person.shoeSize`');
    expect(() => classification.field('Nobody', 'id')).toThrow('the graph has no field `Nobody.id`');
  });
});

test('the supergraph has the fields of every subgraph, and nothing of its own machinery', () => {
  const classification = classify(composed.supergraphSdl ?? '');
  expect(classification.field('Person', 'body').category).toBe('PRESENCE');
  expect(classification.field('Person', 'childcareRequest').category).toBe('CHILDCARE');
  expect([...classification.fieldsOf('join__Graph')]).toEqual([]);
});

test('a type stands for all that it can be', () => {
  const classification = classify(`
    interface Known { id: ID @crossing(category: PRESENCE) }
    type Person implements Known { id: ID @crossing(category: PRESENCE) }
    type Referral implements Known { id: ID @crossing(category: PRESENCE) }
    union Subject = Person | Referral
  `);
  expect(classification.possibleTypes('Known')).toEqual(['Person', 'Referral']);
  expect(classification.possibleTypes('Subject')).toEqual(['Person', 'Referral']);
  expect(classification.possibleTypes('Person')).toEqual(['Person']);
});

test('unmarked fields are refused, all of them by name', () => {
  const sdl = body
    .replaceAll('@crossing(category: BENEFITS)', '')
    .replace('@crossing(category: IDENTITY)', '@crossing');
  expect(() => classify(sdl)).toThrow(/do not: `Person\.birthName`, `Person\.benefits`, `Benefit\.kind`$/);
});
