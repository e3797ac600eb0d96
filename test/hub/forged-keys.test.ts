import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
});
afterAll(() => territory?.close());

const ask = (query: string, variables = {}) => territory.ask(query, { agent: 'AG-01', purpose: 'CASE', variables });

async function countRecords(): Promise<number> {
  const { rows } = await territory.hubDatabase.query<{ n: number }>('SELECT count(*)::int AS n FROM access_record');
  return rows[0]?.n ?? -1;
}

interface Read {
  readonly i: string;
  readonly household: { readonly members: readonly { readonly person: object | null }[] };
}

const CASE = (selection: string) => `{ sharedCase(id: "SP-1") { ${selection} } }`;

describe('an alias cannot stand where the plan reads a key', () => {
  test.each([
    ['a name at the root', '{ id: person(id: "CCAS_LONGVIC:7781") { birthName } }'],
    ['a code at the root', '{ code: bodies { name } }'],
    ['a key of a participant', CASE('participants { id: role contributions(category: HOUSING) { value } }')],
    ['a key of a person', CASE('people { id: birthName housing { tenure } }')],
    ['a key of a person, for her children', CASE('people { id: childrenCount ccasAids { kind } }')],
    ['a key of a nested person', CASE('people { household { members { person { id: usedName birthName } } } }')],
    ['a key beside the key', CASE('people { id id: birthName housing { tenure } }')],
    ['a key of a value, which has none', CASE('people { housing { id: landlordName } }')],
    ['a code of a body', '{ bodies { code: name serviceOffers { name } } }'],
    ['a code of a type that has none', '{ protocols { code: title } }'],
    ['a type', CASE('people { __typename: id birthName }')],
    ['a type at the root', '{ __typename: bodies { code } }'],
    ['a type by another key', CASE('people { __typename: birthName }')],
    ['a key that the planner makes', CASE('people { _internal_qp_alias_0: id birthName }')],
    ['a group of ours', '{ _g0: person(id: "CCAS_LONGVIC:7781") { birthName } }'],
    ['an existence of ours', CASE('people { housing { _exists: tenure } }')],
    ['what belongs to every object', CASE('people { __proto__: birthName }')],
    ['a key in a fragment', `${CASE('people { ...F }')} fragment F on Person { id: birthName housing { tenure } }`],
    [
      'a key in a fragment of a fragment',
      `${CASE('...A')} fragment A on SharedCase { people { ...B } } fragment B on Person { ... { id: birthName } }`,
    ],
    ['a key in an inline fragment', CASE('people { ... on Person { id: birthName } housing { tenure } }')],
    ['a key that is switched off', CASE('people { id: birthName @include(if: false) housing { tenure } }')],
    ['a key in an operation that is not run', 'query A { bodies { name } } query B { bodies { code: name } }'],
    [
      'a key in a mutation',
      'mutation { id: contribute(body: "DEPT_21", case: "SP-1", category: HOUSING, value: "x") { id } }',
    ],
  ])('%s', async (_, query) => {
    const before = await countRecords();
    const answer = await territory.ask(query, {
      agent: 'AG-01',
      purpose: 'CASE',
      operationName: query.includes('query A') ? 'A' : undefined,
    });
    expect(territory.received).toEqual([]);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      errors: [
        { message: "un alias porte le nom d'un champ clé ou commence par `_`", extensions: { code: 'ALIAS_RESERVED' } },
      ],
    });
    expect(await countRecords()).toBe(before);
  });
});

test('an alias that is the name of its own field is that field', async () => {
  const plain = await ask(CASE('participants { id role actions { code } } people { id birthName housing { tenure } }'));
  const aliased = await ask(
    CASE(
      'participants { id: id role: role actions { code: code } } people { id: id birthName: birthName housing: housing { tenure } }',
    ),
  );
  expect(aliased.text).toBe(plain.text);
  expect(plain.text).toContain('"id":"CCAS_LONGVIC:7781","birthName":"PONS"');
});

test('a key may be read under any other name, and is right under each', async () => {
  const answer = await ask(
    CASE(`people {
      i: id key: id t: __typename
      birthName
      household { members { person { again: id type: __typename birthName } } }
      ccasAids { kind }
    }`),
  );
  const people = (answer.body.data as { sharedCase: { people: Read[] } }).sharedCase.people;
  const his = people.find((person) => person.i === 'CCAS_LONGVIC:7781');
  expect(his).toMatchObject({ i: 'CCAS_LONGVIC:7781', key: 'CCAS_LONGVIC:7781', t: 'Person', birthName: 'PONS' });
  expect(his?.household.members.map(({ person }) => person)).toEqual([
    { again: 'CCAS_LONGVIC:7781', type: 'Person', birthName: 'PONS' },
    { again: 'CCAS_LONGVIC:4406', type: 'Person', birthName: 'VERNIER' },
    null,
  ]);
});

test('what one alias asks is not answered by the record that another names', async () => {
  const answer = await ask(`{
    his: person(id: "CCAS_LONGVIC:7781") { a: birthName b: usedName }
    hers: person(id: "CCAS_LONGVIC:4406") { a: usedName b: birthName }
  }`);
  expect(answer.body.data).toEqual({ his: { a: 'PONS', b: null }, hers: { a: 'PONS', b: 'VERNIER' } });
});
