import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { perturb } from '../../disclosure/perturb.ts';
import {
  indexTable,
  type PerturbationTable,
  readPerturbationTable,
  STANDARD_TABLE,
  STRICT_TABLE,
  smallestFor,
  tableFor,
} from '../../disclosure/perturbation-table.ts';

const TABLES = [
  ['strict', STRICT_TABLE, 'ptable-strict.csv', 26, 11],
  ['standard', STANDARD_TABLE, 'ptable-default.csv', 15, 5],
] as const;

/** The lines of a file, read here by other means than the code under test. */
function linesOf(file: string): readonly { i: number; v: number; lower: number; upper: number }[] {
  const [, ...lines] = readFileSync(`prisma/reference/${file}`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [i, , , v, lower, upper] = line.split(',').map(Number);
    return { i: i!, v: v!, lower: lower!, upper: upper! };
  });
}

/** The double next to one, above or below. */
function next(value: number, step: 1n | -1n): number {
  const bits = new BigUint64Array(new Float64Array([value]).buffer);
  bits[0]! += step;
  return new Float64Array(bits.buffer)[0]!;
}

describe.each(TABLES)('the %s table', (_, table, file, largest, smallest) => {
  const lines = linesOf(file);

  test('every bound of every row belongs to the line that it ends, to the last bit', () => {
    let bounds = 0;
    for (const { i, v, lower, upper } of lines) {
      if (i === 0) continue;
      const counts = i === largest ? [i, i + 1, i + 17, 1_000, 3_000_000] : [i];
      for (const n of counts) {
        expect(perturb(n, (lower + upper) / 2, table)).toBe(n + v);
        expect(perturb(n, next(upper, -1n), table)).toBe(n + v);
        if (upper < 1) {
          const following = lines.find((line) => line.i === i && line.lower === upper)!;
          expect(perturb(n, upper, table)).toBe(n + v);
          expect(perturb(n, next(upper, 1n), table)).toBe(n + following.v);
        }
        if (lower === 0) expect(perturb(n, 0, table)).toBe(n + v);
      }
      bounds += 1;
    }
    expect(bounds).toBe(lines.length - 1);
  });

  test('nobody is nobody, whatever the key', () => {
    for (const key of [0, 0.3, next(1, -1n)]) expect(perturb(0, key, table)).toBe(0);
  });

  test(`nothing from 1 to ${smallest - 1} is ever published, and nothing below 0`, () => {
    for (let n = 0; n <= 60; n += 1) {
      for (const { upper } of lines) {
        for (const key of [Math.min(upper, next(1, -1n)), Math.min(next(upper, 1n), next(1, -1n))]) {
          const value = perturb(n, key, table);
          expect(value === 0 || value >= smallest).toBe(true);
        }
      }
    }
  });

  test('the noise of every row averages nothing, to the eighth decimal that the file has', () => {
    for (const [count, row] of indexTable(table).ofCount.entries()) {
      const ofRow = table.filter(({ i }) => i === count);
      expect(ofRow.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 9);
      expect(Math.abs(ofRow.reduce((sum, { p, v }) => sum + p * v, 0))).toBeLessThan(1e-7);
      const widths = ofRow.every(({ p, p_int_lb, p_int_ub }) => Math.abs(p_int_ub - p_int_lb - p) < 1e-9);
      expect(widths).toBe(true);
      expect(row.bounds).toHaveLength(ofRow.length);
    }
  });

  test('the last row has the variance 5, and no row more than the file was made with', () => {
    const { ofCount } = indexTable(table);
    expect(ofCount.at(-1)?.variance).toBeCloseTo(5, 3);
    expect(ofCount).toHaveLength(largest + 1);
    expect(Math.max(...ofCount.map((row) => row.variance))).toBeLessThan(smallest === 11 ? 35.01 : 10.01);
  });
});

test('both tables are shipped as the R package wrote them', () => {
  for (const [, , file] of TABLES) {
    const shipped = readFileSync(`prisma/reference/${file}`, 'utf8');
    expect(shipped.split('\n')[0]).toBe('i,j,p,v,p_int_lb,p_int_ub,type');
    expect(readPerturbationTable(shipped)).toEqual(file.includes('strict') ? STRICT_TABLE : STANDARD_TABLE);
  }
});

test('a count published elsewhere comes out equal: rows of objects as any reader of the file gives them', () => {
  const table: PerturbationTable = [
    { i: 0, j: 0, p: 1, v: 0, p_int_lb: 0, p_int_ub: 1 },
    { i: 1, j: 0, p: 0.5, v: -1, p_int_lb: 0, p_int_ub: 0.5 },
    { i: 1, j: 2, p: 0.5, v: 1, p_int_lb: 0.5, p_int_ub: 1 },
  ];
  expect([0, 0.5, 0.500001, 0.999].map((key) => perturb(7, key, table))).toEqual([6, 6, 8, 8]);
});

test('the order of the lines of a table never matters', () => {
  const shuffled = [...STRICT_TABLE].reverse();
  fc.assert(
    fc.property(fc.nat(500), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (n, key) => {
      expect(perturb(n, key, shuffled)).toBe(perturb(n, key, STRICT_TABLE));
    }),
  );
});

test('what is no count and no cell key is refused, and so is a table with a hole', () => {
  for (const n of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => perturb(n, 0.5, STRICT_TABLE)).toThrow(RangeError);
  for (const key of [-0.1, 1, Number.NaN]) expect(() => perturb(5, key, STRICT_TABLE)).toThrow(RangeError);
  const holed = STRICT_TABLE.filter(({ i }) => i !== 3);
  expect(() => perturb(5, 0.5, holed)).toThrow('the count 3');
  expect(() => readPerturbationTable('i,j,p,v,p_int_lb,p_int_ub\n1,0,x,0,0,1')).toThrow('line 2');
});

test('a committee lowers k for what is not sensitive, and never for what is', () => {
  expect(tableFor('STANDARD', null)).toBe(STRICT_TABLE);
  expect(tableFor('STANDARD', 5)).toBe(STANDARD_TABLE);
  expect(tableFor('SENSITIVE', 5)).toBe(STRICT_TABLE);
  expect([smallestFor('STANDARD', 11), smallestFor('STANDARD', 5), smallestFor('SENSITIVE', 5)]).toEqual([11, 5, 11]);
});
