import { expect, test } from 'vitest';
import type { BodyCode } from '../../../prisma/seed/town.ts';
import { communeSubgraph } from '../../../subgraphs/commune/subgraph.ts';
import { entities, openTownBody } from '../contract/open-town-body.ts';

const kind = await communeSubgraph();

async function askCommune(code: BodyCode, selection: string, type: string, ...of: readonly object[]) {
  const commune = await openTownBody(code, 'AG-18');
  try {
    return await commune.ask(kind, entities(selection, type), { of: of.map((key) => ({ __typename: type, ...key })) });
  } finally {
    await commune.close();
  }
}

test('a commune tells of requests for childcare, of the PRE and of its own records', async () => {
  const selection =
    'childcareRequest { startOn places rank } preEnrolment { school from to pathway } neighbourhoodRecords';
  const ids = ['L-63902', 'L-90273', 'L-12094'].map((local) => ({ id: `COMMUNE_LONGVIC:${local}` }));
  expect(await askCommune('COMMUNE_LONGVIC', selection, 'Person', ...ids)).toEqual({
    _entities: [
      {
        childcareRequest: { startOn: '2026-09-14', places: 1, rank: 1 },
        preEnrolment: null,
        neighbourhoodRecords: [],
      },
      {
        childcareRequest: null,
        preEnrolment: {
          school: 'École des Tilleuls',
          from: '2025-09-01',
          to: '2026-09-01',
          pathway: ['SCHOOL_SUPPORT', 'CULTURE'],
        },
        neighbourhoodRecords: [],
      },
      {
        childcareRequest: null,
        preEnrolment: null,
        neighbourhoodRecords: ['Signalement de bruit dans la cage d’escalier, sans suite.'],
      },
    ],
  });
});

test('the crèche of Longvic has six AVIP seats, all taken; a commune without label has no board', async () => {
  const board = 'avipBoard { capacity occupied waitlistLength }';
  expect(await askCommune('COMMUNE_LONGVIC', board, 'Body', { code: 'COMMUNE_LONGVIC' })).toEqual({
    _entities: [{ avipBoard: { capacity: 6, occupied: 6, waitlistLength: 0 } }],
  });
  expect(await askCommune('COMMUNE_STAPO', board, 'Body', { code: 'COMMUNE_STAPO' })).toEqual({
    _entities: [{ avipBoard: null }],
  });
});
