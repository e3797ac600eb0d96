import { afterAll, beforeAll, expect, test } from 'vitest';
import { ccasSubgraph } from '../../../subgraphs/ccas/subgraph.ts';
import { entities, openTownBody, type TownBody } from '../contract/open-town-body.ts';

const kind = await ccasSubgraph();
let ccas: TownBody;
beforeAll(async () => {
  ccas = await openTownBody('CCAS_LONGVIC');
});
afterAll(() => ccas.close());

test('a CCAS tells of its aids and of the domicile elected there', async () => {
  const of = ['7781', '7356'].map((local) => ({ __typename: 'Person', id: `CCAS_LONGVIC:${local}` }));
  const selection = 'ccasAids { kind amount grantedOn } domiciliation { from to }';
  expect(await ccas.ask(kind, entities(selection), { of })).toEqual({
    _entities: [
      { ccasAids: [{ kind: 'ENERGY', amount: 180, grantedOn: '2026-01-15' }], domiciliation: null },
      {
        ccasAids: [{ kind: 'FOOD', amount: null, grantedOn: '2026-03-19' }],
        domiciliation: { from: '2025-09-15', to: '2027-09-15' },
      },
    ],
  });
});
