import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attack } from '../../../../gateway/statistics/printed/attack.ts';
import type { PrintedTable } from '../../../../gateway/statistics/printed/printed-table.ts';
import { suppressTable } from '../../../../gateway/statistics/printed/suppress-table.ts';
import { chooseSeed } from '../../../support/seed.ts';

const seed = chooseSeed();

/** Rows by columns, with every margin. */
function crossed(counts: Readonly<Record<string, Readonly<Record<string, number>>>>): PrintedTable {
  const rows = Object.keys(counts);
  const columns = Object.keys(Object.values(counts)[0] ?? {});
  const countOf = (row: string, column: string) => counts[row]?.[column] ?? 0;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    counts: [
      ...rows.flatMap((row) => columns.map((column) => ({ key: `${row}|${column}`, count: countOf(row, column) }))),
      ...rows.map((row) => ({ key: `${row}|Total`, count: sum(columns.map((column) => countOf(row, column))) })),
      ...columns.map((column) => ({ key: `Total|${column}`, count: sum(rows.map((row) => countOf(row, column))) })),
      { key: 'Total|Total', count: sum(rows.flatMap((row) => columns.map((column) => countOf(row, column)))) },
    ],
    sums: [
      ...rows.map((row) => ({ total: `${row}|Total`, parts: columns.map((column) => `${row}|${column}`) })),
      ...columns.map((column) => ({ total: `Total|${column}`, parts: rows.map((row) => `${row}|${column}`) })),
      { total: 'Total|Total', parts: rows.map((row) => `${row}|Total`) },
      { total: 'Total|Total', parts: columns.map((column) => `Total|${column}`) },
    ],
  };
}

function line(counts: Readonly<Record<string, number>>): PrintedTable {
  const parts = Object.keys(counts);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    counts: [...parts.map((key) => ({ key, count: counts[key] ?? 0 })), { key: 'Total', count: total }],
    sums: [{ total: 'Total', parts }],
  };
}

async function hiddenOf(table: PrintedTable, k = 11): Promise<readonly string[]> {
  const { cells } = await suppressTable(table, { k });
  return cells.filter(({ value }) => value === null).map(({ key }) => key);
}

/** The published table of the R packages, with the sets that were proven optimal by another program. */
function published(largestSmall: number): { table: PrintedTable; optimum: number; hidden: number } {
  const [, ...lines] = readFileSync('test/vectors/suppression/z1_input.csv', 'utf8').trim().split('\n');
  const counts: Record<string, Record<string, number>> = {};
  for (const text of lines) {
    const [row = '', column = '', count] = text.replaceAll('"', '').split(',');
    counts[row] = { ...counts[row], [column]: Number(count) };
  }
  const file = `test/vectors/suppression/z1_maxN${largestSmall}_region_x_hovedint.optimal.json`;
  const { objective, cells } = JSON.parse(readFileSync(file, 'utf8')) as {
    objective: number;
    cells: readonly { suppressed: boolean }[];
  };
  return {
    table: crossed(counts),
    optimum: Math.round(objective),
    hidden: cells.filter(({ suppressed }) => suppressed).length,
  };
}

describe('the published tables', () => {
  test.each([
    [3, 6],
    [4, 8],
  ])('where counts up to %i are small: %i cells are hidden, at the proven cost', async (largestSmall, cells) => {
    const { table, optimum, hidden } = published(largestSmall);
    expect(hidden).toBe(cells);
    const k = largestSmall + 1;
    const began = performance.now();
    const suppressed = await suppressTable(table, { k });
    const ms = performance.now() - began;
    console.log(`suppression of ${table.counts.length} cells, k = ${k}: ${ms.toFixed(0)} ms, cost ${suppressed.cost}`);

    expect(suppressed.cells.filter(({ value }) => value === null)).toHaveLength(cells);
    expect(suppressed.cost).toBeLessThanOrEqual(optimum);
    const hiddenKeys = new Set(suppressed.cells.filter(({ value }) => value === null).map(({ key }) => key));
    for (const { least, most } of await attack(table, hiddenKeys, k)) expect(most ?? Infinity).toBeGreaterThan(least);
  });

  test('hiding the small counts alone, the attacker recovers them', async () => {
    const { table } = published(3);
    const small = new Set(table.counts.filter(({ count }) => count < 4).map(({ key }) => key));
    const intervals = await attack(table, small, 4);
    expect(intervals.map(({ least, most }) => [least, most])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });
});

describe('a line with its total', () => {
  test('S26: ten participants hide twelve with them, and thirty-four are shown', async () => {
    const { cells } = await suppressTable(
      line({ "L'agitateur des sens": 10, 'Déclic numérique': 12, 'Job dating': 34 }),
    );
    expect(cells.map(({ value, suppressed }) => [value, suppressed])).toEqual([
      [null, 'PRIMARY'],
      [null, 'COMPLEMENTARY'],
      [34, null],
      [56, null],
    ]);
  });

  test('nothing is hidden where nothing is small', async () => {
    expect(await hiddenOf(line({ a: 11, b: 40, c: 0 }))).toEqual([]);
  });

  test('two small counts that add up to fewer than eleven take a third with them', async () => {
    expect(await hiddenOf(line({ a: 3, b: 4, c: 12, d: 90 }))).toEqual(['a', 'b', 'c']);
  });

  test('two small counts that add up to eleven or more protect each other', async () => {
    expect(await hiddenOf(line({ a: 6, b: 7, c: 12, d: 90 }))).toEqual(['a', 'b']);
  });

  test('a zero is shown, and never hides anybody', async () => {
    expect(await hiddenOf(line({ a: 0, b: 10, c: 14, d: 0 }))).toEqual(['b', 'c']);
  });

  test('the marks are no help: of a three beside an eleven, the reader could tell that it is at most three', async () => {
    const table = line({ a: 3, b: 11, c: 20, d: 90 });
    const told = await attack(table, new Set(['a', 'b']), 11);
    expect(told[0]).toEqual({ key: 'a', least: 1, most: 3 });
    expect(await hiddenOf(table)).toEqual(['a', 'c']);
  });

  test('of a small total nothing is shown', async () => {
    expect(await hiddenOf(line({ a: 3, b: 4 }))).toEqual(['a', 'b', 'Total']);
  });
});

test('whatever the table, a reader narrows no small count to fewer than six values, and finds no count at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 60 })), {
          minLength: 3,
          maxLength: 3,
        }),
        {
          minLength: 3,
          maxLength: 4,
        },
      ),
      async (rows) => {
        const table = crossed(
          Object.fromEntries(
            rows.map((row, i) => [`r${i}`, Object.fromEntries(row.map((count, j) => [`c${j}`, count]))]),
          ),
        );
        const suppressed = await suppressTable(table);
        const counts = new Map(table.counts.map(({ key, count }) => [key, count]));
        const hidden = new Set(suppressed.cells.filter(({ value }) => value === null).map(({ key }) => key));
        for (const { key, count } of table.counts) if (count > 0 && count < 11) expect(hidden).toContain(key);
        for (const { key, least, most } of await attack(table, hidden, 11)) {
          const count = counts.get(key) ?? 0;
          expect(least).toBeLessThanOrEqual(count);
          expect(most ?? Infinity).toBeGreaterThanOrEqual(count);
          expect((most ?? Infinity) - least).toBeGreaterThanOrEqual(count < 11 ? 5 : 1);
        }
      },
    ),
    { seed, numRuns: 25 },
  );
}, 60_000);

describe('what is no table', () => {
  test.each([
    [
      'a total that is not the sum',
      {
        counts: [
          { key: 'a', count: 1 },
          { key: 't', count: 2 },
        ],
        sums: [{ total: 't', parts: ['a'] }],
      },
      'a total is not the sum of its parts',
    ],
    [
      'a sum of cells that are not there',
      { counts: [{ key: 'a', count: 1 }], sums: [{ total: 't', parts: ['a'] }] },
      'a sum names a cell that the table has not',
    ],
    ['half a person', { counts: [{ key: 'a', count: 0.5 }], sums: [] }, 'a count is a whole number from zero on'],
    [
      'a cell twice',
      {
        counts: [
          { key: 'a', count: 1 },
          { key: 'a', count: 1 },
        ],
        sums: [],
      },
      'a table names a cell twice',
    ],
  ])('%s', async (_, table, message) => {
    await expect(suppressTable(table)).rejects.toThrow(message);
  });
});
