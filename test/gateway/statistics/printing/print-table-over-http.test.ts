import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../../../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../../../support/territory.ts';

interface Printed {
  readonly indicator: string;
  readonly note: string;
  readonly cells: readonly {
    readonly row: number | null;
    readonly column: number | null;
    readonly value: number | null;
    readonly suppressed: string | null;
    readonly shown: string;
  }[];
}

const PRINT = `query ($indicator: String!, $counts: [[Int!]!]!) { printTable(indicator: $indicator, counts: $counts) { indicator note cells { row column value suppressed shown } } }`;
const COUNTS = [
  [7, 24, 31],
  [18, 40, 1422],
];

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21'] });
});
afterAll(() => territory?.close());

test('an analyst gets what may be printed of a register on paper', async () => {
  const variables = { indicator: 'A1', counts: COUNTS };
  const answer = await territory.ask(PRINT, { agent: 'AG-13', purpose: 'STATISTICS', variables });
  const { printTable } = dataOf<{ printTable: Printed }>(answer);
  expect(printTable.cells).toHaveLength(6 + 2 + 3 + 1);
  expect(printTable.cells[0]).toEqual({ row: 0, column: 0, value: null, suppressed: 'PRIMARY', shown: 's' });
  expect(printTable.cells[5]).toMatchObject({ value: 1422, shown: '1\u202f422' });
  expect(printTable.cells.filter(({ suppressed }) => suppressed === 'COMPLEMENTARY')).toHaveLength(3);
  expect(printTable.note).toContain('secret statistique');
  expect(territory.received).toEqual([]);
});

test.each([
  ['an indicator that counts persons', 'AG-13', 'STATISTICS', 'N2', 'BAD_REQUEST'],
  ['an indicator that there is not', 'AG-13', 'STATISTICS', 'A99', 'BAD_REQUEST'],
  ['another purpose', 'AG-01', 'CASE', 'A1', 'PURPOSE_NOT_ALLOWED'],
] as const)('%s is refused', async (_, agent, purpose, indicator, code) => {
  const { body } = await territory.ask(PRINT, { agent, purpose, variables: { indicator, counts: COUNTS } });
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(body.data?.printTable ?? null).toBeNull();
});
