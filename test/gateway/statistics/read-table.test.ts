import { expect, test } from 'vitest';
import { addUp } from '../../../gateway/statistics/add-up.ts';
import { readTable, type SentTable } from '../../../gateway/statistics/read-table.ts';

const SENT: SentTable = { smallest: 11, bins: ['21355', '65-74', '21540', '75-84'], values: [40, 12] };
const read = (sent: Partial<SentTable>, sensitivity: 'STANDARD' | 'SENSITIVE' = 'STANDARD') =>
  readTable('CCAS_LONGVIC', ['COMMUNE', 'AGE_BAND'], sensitivity, { ...SENT, ...sent });

test('a table that the catalogue and the perturbation allow is taken', () => {
  expect(read({})?.cells.map(({ dims, value }) => [...dims, value])).toEqual([
    ['21355', '65-74', 40],
    ['21540', '75-84', 12],
  ]);
  expect(read({ values: [40, null] })?.cells[1]).toMatchObject({ value: null, blank: 'GUARDED' });
  expect(read({ smallest: 5, values: [40, 7] })?.cells[1]?.value).toBe(7);
});

test.each<[string, Partial<SentTable>]>([
  ['a true count below k', { values: [40, 7] }],
  ['a negative count', { values: [40, -12] }],
  ['a count that is no whole number', { values: [40, 12.5] }],
  ['a commune that is none', { bins: ['21355', '65-74', '99999', '75-84'] }],
  ['a bin that is a name', { bins: ['21355', 'PONS Marie', '21540', '75-84'] }],
  ['a cell named twice', { bins: ['21355', '65-74', '21355', '65-74'] }],
  ['columns of unlike length', { values: [40] }],
  ['no columns', { values: null }],
  ['a k that there is not', { smallest: 1 }],
])('%s is not believed', (_, sent) => {
  expect(read(sent)).toBeNull();
});

test('k = 5 is not believed of what is sensitive', () => {
  expect(read({ smallest: 5 }, 'SENSITIVE')).toBeNull();
  expect(read({}, 'SENSITIVE')).not.toBeNull();
});

test('a total is one number', () => {
  const total = (values: unknown) => readTable('DEPT_21', [], 'STANDARD', { smallest: 11, bins: [], values });
  expect(total([120])?.cells).toMatchObject([{ dims: [], value: 120 }]);
  expect([total([]), total([120, 130])]).toEqual([null, null]);
});

test('a cell that a body does not list counts as its released 0, with its uncertainty; a body that is missing does not', () => {
  const of = (body: string, bins: string[], values: number[]) =>
    readTable(body, ['COMMUNE'], 'STANDARD', { smallest: 11, bins, values })!;
  const [one, other] = [of('CCAS_LONGVIC', ['21355'], [60]), of('DEPT_21', ['21540', '21355'], [30, 100])];
  const both = addUp([one, other], ['COMMUNE'], false);
  expect(both.map(({ bins, value }) => [...bins, value])).toEqual([
    ['21355', 160],
    ['21540', 30],
  ]);
  const alone = addUp([other], ['COMMUNE'], false);
  expect(both[1]!.deviation).toBeGreaterThan(alone[1]!.deviation!);
  expect(addUp([other, one], ['COMMUNE'], false)).toEqual(both);
  expect(addUp([other, one], ['COMMUNE'], true).map(({ body, value }) => [body, value])).toEqual([
    ['CCAS_LONGVIC', 60],
    ['DEPT_21', 100],
    ['DEPT_21', 30],
  ]);
});
