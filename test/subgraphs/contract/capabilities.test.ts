import { expect, test } from 'vitest';
import type { BodyCode } from '../../../prisma/seed/town.ts';
import { bodySubgraph } from '../../../subgraphs/contract/subgraph.ts';
import { entities, openTownBody } from './open-town-body.ts';

const contract = await bodySubgraph();

const housingFundAt = async (code: BodyCode, local: string) => {
  const body = await openTownBody(code);
  try {
    return await body.ask(contract, entities('housingFund { fund status amount }'), {
      of: [{ __typename: 'Person', id: `${code}:${local}` }],
    });
  } finally {
    await body.close();
  }
};

test('the housing fund is the Métropole’s in Côte-d’Or, and null at its Département', async () => {
  expect(await housingFundAt('METRO_DIJON', 'M61847')).toEqual({
    _entities: [{ housingFund: [{ fund: 'FSL', status: 'REQUESTED', amount: null }] }],
  });
  expect(await housingFundAt('DEPT_21', 'D-5512')).toEqual({ _entities: [{ housingFund: null }] });
});

test('it is the Département’s in Hauts-de-Seine', async () => {
  expect(await housingFundAt('DEPT_92', '92-30417')).toEqual({
    _entities: [{ housingFund: [{ fund: 'FSL', status: 'GRANTED', amount: 640 }] }],
  });
});
