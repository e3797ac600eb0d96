import { afterAll, beforeAll, expect, test } from 'vitest';
import { departementSubgraph } from '../../../subgraphs/departement/subgraph.ts';
import { entities, openTownBody, statementsOf, type TownBody } from '../contract/open-town-body.ts';

const kind = await departementSubgraph();
let departement: TownBody;
beforeAll(async () => {
  departement = await openTownBody('DEPT_21', 'AG-01');
});
afterAll(() => departement.close());

const LEO = { __typename: 'Person', id: 'DEPT_21:D-7725' };
const AWA = { __typename: 'Person', id: 'DEPT_21:D-7061' };
const GERARD = { __typename: 'Person', id: 'DEPT_21:D-5512' };
const people = (selection: string, ...of: readonly object[]) => departement.ask(kind, entities(selection), { of });

test('PMI follows a young child, and tells its bearing apart from its content', async () => {
  const selection = 'pmi { growth vaccinations lastHomeVisitOn } pmiChildImpact { impactOnCare }';
  expect(await people(selection, AWA, GERARD)).toEqual({
    _entities: [
      {
        pmi: { growth: 'REGULAR', vaccinations: 'UP_TO_DATE', lastHomeVisitOn: '2026-01-22' },
        pmiChildImpact: { impactOnCare: 0 },
      },
      { pmi: null, pmiChildImpact: null },
    ],
  });
});

test('the child protection measure that runs today is the one told', async () => {
  expect(await people('childProtection { kind from to }', LEO, GERARD)).toEqual({
    _entities: [{ childProtection: { kind: 'AED', from: '2026-02-01', to: '2027-02-01' } }, { childProtection: null }],
  });
});

test('nobody of the town is the subject of a worrying information yet', async () => {
  expect(await people('worryingInformation { number state facts }', LEO)).toEqual({
    _entities: [{ worryingInformation: [] }],
  });
});

test('the insertion referent is named', async () => {
  expect(await people('insertionReferent', GERARD)).toEqual({
    _entities: [{ insertionReferent: 'Référent parcours, Agence Solidarités Dijon Sud' }],
  });
});

test('several people of one kind are one statement per table', async () => {
  const statements = await statementsOf(() =>
    people('pmi { growth } childProtection { kind } worryingInformation { state } insertionReferent', LEO, AWA, GERARD),
  );
  expect(statements).toHaveLength(5);
});

test('Côte-d’Or has five agencies', async () => {
  const answer = await departement.ask(kind, entities('solidarityAgencies', 'Body'), {
    of: [
      { __typename: 'Body', code: 'DEPT_21' },
      { __typename: 'Body', code: 'DEPT_92' },
    ],
  });
  expect(answer).toEqual({ _entities: [{ solidarityAgencies: expect.any(Array) }, null] });
  expect(answer).toHaveProperty('_entities.0.solidarityAgencies.length', 5);
});
