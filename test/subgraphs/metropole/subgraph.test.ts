import { afterAll, beforeAll, expect, test } from 'vitest';
import { metropoleSubgraph } from '../../../subgraphs/metropole/subgraph.ts';
import { entities, openTownBody, type TownBody } from '../contract/open-town-body.ts';

const kind = await metropoleSubgraph();
let metropole: TownBody;
beforeAll(async () => {
  metropole = await openTownBody('METRO_DIJON', 'AG-09');
});
afterAll(() => metropole.close());

test('a Métropole tells of first reception, and of nothing where the person came for something else', async () => {
  const of = ['M20931', 'M61847'].map((local) => ({ __typename: 'Person', id: `METRO_DIJON:${local}` }));
  expect(await metropole.ask(kind, entities('firstReception { receivedOn topic orientedTo }'), { of })).toEqual({
    _entities: [
      { firstReception: { receivedOn: '2024-10-21', topic: 'ACCES_DROITS', orientedTo: 'DEPT_21' } },
      { firstReception: null },
    ],
  });
});

test('it names the places where it receives', async () => {
  const of = [{ __typename: 'Body', code: 'METRO_DIJON' }];
  expect(await metropole.ask(kind, entities('receptionPoints', 'Body'), { of })).toHaveProperty(
    '_entities.0.receptionPoints.length',
    3,
  );
});
