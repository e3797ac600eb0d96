import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf } from '../../../prisma/seed/bodies.ts';
import { bodySubgraph } from '../../../subgraphs/contract/subgraph.ts';
import { entities, openTownBody, statementsOf, type TownBody } from './open-town-body.ts';

const contract = await bodySubgraph();
const aHundred = contentOf('DEPT_21', '2026-05-04')
  .people.slice(0, 100)
  .map(({ local }) => ({ __typename: 'Person', id: `DEPT_21:${local}` }));

let departement: TownBody;
beforeAll(async () => {
  departement = await openTownBody('DEPT_21');
});
afterAll(() => departement.close());

const tablesReadBy = async (selection: string) => {
  const statements = await statementsOf(() => departement.ask(contract, entities(selection), { of: aHundred }));
  return statements.map((statement) => /FROM "public"\."(\w+)"/.exec(statement)?.[1]);
};

test('a hundred people are one statement per table', async () => {
  const tables = await tablesReadBy(
    'birthName birthDate ageBand housing { tenure } budget { debtTotal } benefits { kind } minimaSociaux',
  );
  expect(tables.sort()).toEqual(['benefit_entitlement', 'budget', 'housing', 'person', 'person']);
});

test('a table is read only when a field that stands in it was asked', async () => {
  expect(await tablesReadBy('housing { tenure }')).toEqual(['person', 'housing']);
});

test('the key alone tells that there is a file, and reads nothing else of it', async () => {
  const statements = await statementsOf(() => departement.ask(contract, entities('id'), { of: aHundred }));
  expect(statements).toHaveLength(1);
  expect(statements[0]).toMatch(/^SELECT "public"\."person"\."id" FROM/);
});

test('three readings of one file are one statement', async () => {
  expect(await tablesReadBy('health { condition } healthImpact { mobility } vitalRisk')).toEqual(['person', 'health']);
});

test('households of a hundred people are three statements, and their ages one more', async () => {
  const tables = await tablesReadBy(
    'household { members { role } } childrenCount childrenAgeBands singleParent coupleStatus',
  );
  expect(tables.sort()).toEqual(['household', 'membership', 'membership', 'person', 'person']);
});

test('two groups of one request share what they read', async () => {
  const half = aHundred.length / 2;
  const query = `query($a: [_Any!]!, $b: [_Any!]!) {
    a: _entities(representations: $a) { ... on Person { housing { tenure } } }
    b: _entities(representations: $b) { ... on Person { housing { tenure } budget { debtTotal } } }
  }`;
  const statements = await statementsOf(() =>
    departement.ask(contract, query, { a: aHundred.slice(0, half), b: aHundred.slice(half) }),
  );
  expect(statements).toHaveLength(3);
});
