import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { guardBreakdown } from '../../disclosure/guards.ts';
import { perturb } from '../../disclosure/perturb.ts';
import { indexTable, STANDARD_TABLE, STRICT_TABLE } from '../../disclosure/perturbation-table.ts';
import { type ReleasedCell, receiveReleased, release, varianceOfReleased } from '../../disclosure/release.ts';
import { ratioOfReleased, sumReleased } from '../../disclosure/sum.ts';
import { Tally } from '../../disclosure/tally.ts';

/** A tally of so many persons, each with a key of its own. */
function tallyOf(persons: number, seed = 1): Tally {
  return Tally.of(new Map(Array.from({ length: persons }, (_, at) => [`P-${at}`, BigInt(seed * 7919 + at) << 40n])));
}
const cellOf = (value: number): ReleasedCell => receiveReleased([], value, 11)!;

test('nothing but `release` and `receiveReleased` makes a released cell', () => {
  // @ts-expect-error A count with the same fields is no released cell: the mark cannot be written.
  const forged: ReleasedCell = { dims: [], value: 7, blank: null };
  expect(forged.value).toBe(7);
});

test('no file takes the true count out of a tally but a repository that keeps it, and none marks a cell but `release.ts`', () => {
  const sources = ['disclosure', 'gateway', 'subgraphs', 'development', 'deploy', 'prisma/seed'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  );
  expect(sources.length).toBeGreaterThan(200);
  const using = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(file, 'utf8')));
  const outside = using(/\.toStore\(\)/).filter(
    (file) => !/^(subgraphs|gateway\/statistics\/frames)\/.*\.repository\.ts$/.test(file),
  );
  expect(outside).toEqual([]);
  expect(using(/as ReleasedCell\b/)).toEqual(['disclosure/release.ts']);
  expect(using(/\.perturbed\(/).filter((file) => !/^disclosure\/(release|tally)\.ts$/.test(file))).toEqual([]);
});

test('what comes over the wire is refused where the table could not have released it', () => {
  expect([0, 11, 4711].map((value) => receiveReleased(['21355'], value, 11)?.value)).toEqual([0, 11, 4711]);
  expect([1, 10, -3, 11.5, '12', undefined].map((value) => receiveReleased([], value, 11))).toEqual(
    Array(6).fill(null),
  );
  expect(receiveReleased([], null, 11)).toEqual({ dims: [], value: null, blank: 'GUARDED' });
  expect(receiveReleased([], 7, 5)?.value).toBe(7);
});

describe('a sensitive breakdown', () => {
  test('needs a base of eleven, and nobody is a small base too', () => {
    expect([0, 1, 10].map((base) => guardBreakdown(tallyOf(base), []))).toEqual(['GUARDED', 'GUARDED', 'GUARDED']);
    expect(guardBreakdown(tallyOf(11), [tallyOf(9), tallyOf(2)])).toBeNull();
  });

  test('is blank where one value holds more than 85 % of its base', () => {
    expect(guardBreakdown(tallyOf(20), [tallyOf(17), tallyOf(3)])).toBeNull();
    expect(guardBreakdown(tallyOf(20), [tallyOf(18), tallyOf(2)])).toBe('GUARDED');
    expect(guardBreakdown(tallyOf(20), [tallyOf(20)])).toBe('GUARDED');
  });

  test('a blank cell has no value, whatever its tally', () => {
    expect(release(['75-84'], tallyOf(40), STRICT_TABLE, 'GUARDED')).toEqual({
      dims: ['75-84'],
      value: null,
      blank: 'GUARDED',
    });
  });
});

test.each([
  ['strict', STRICT_TABLE],
  ['standard', STANDARD_TABLE],
] as const)(
  'the variance told of a released value of the %s table covers every count that it could come from',
  (_, table) => {
    const { ofCount, largest } = indexTable(table);
    for (let value = 0; value <= 60; value += 1) {
      const possible: number[] = [];
      for (let n = 0; n <= 120; n += 1) {
        const row = ofCount[Math.min(n, largest)]!;
        if (row.noises.some((noise) => n + noise === value)) possible.push(row.variance);
      }
      if (possible.length > 0) expect(varianceOfReleased(value, table)).toBe(Math.max(...possible));
    }
    expect(varianceOfReleased(3_000_000, table)).toBeCloseTo(5, 3);
  },
);

describe('a sum over bodies', () => {
  test('adds values, and variances', () => {
    const cells = [100, 200, 300].map((value) => ({ cell: cellOf(value), table: STRICT_TABLE }));
    const sum = sumReleased(cells);
    const deviation = Math.sqrt(3 * varianceOfReleased(100, STRICT_TABLE));
    expect(sum).toEqual({
      value: 600,
      low: Math.floor(600 - 1.96 * deviation),
      high: Math.ceil(600 + 1.96 * deviation),
      deviation: Math.round(deviation * 100) / 100,
      blanks: 0,
    });
  });

  test('says how many cells had no value, and is nothing where none had', () => {
    const blank = { cell: receiveReleased([], null, 11)!, table: STRICT_TABLE };
    expect(sumReleased([blank, { cell: cellOf(40), table: STRICT_TABLE }])).toMatchObject({ value: 40, blanks: 1 });
    expect(sumReleased([blank])).toEqual({ value: null, low: null, high: null, deviation: null, blanks: 1 });
    expect(sumReleased([{ cell: cellOf(0), table: STRICT_TABLE }])).toMatchObject({ value: 0, low: 0 });
  });

  test('its interval holds the truth 95 times in a hundred, over a thousand sums of nine bodies', () => {
    let held = 0;
    let state = 42n;
    const draw = () => {
      state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
      return Number(state >> 11n) / 2 ** 53;
    };
    for (let at = 0; at < 1_000; at += 1) {
      const truths = Array.from({ length: 9 }, () => Math.floor(draw() * 300));
      const cells = truths.map((n) => ({ cell: cellOf(perturb(n, draw(), STRICT_TABLE)), table: STRICT_TABLE }));
      const truth = truths.reduce((sum, n) => sum + n, 0);
      const { low, high } = sumReleased(cells);
      if (low! <= truth && truth <= high!) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(930);
  });
});

test('a share is made of released counts, and of a base that is not small', () => {
  expect(ratioOfReleased(cellOf(30), cellOf(120), 11)).toBe(0.25);
  expect(ratioOfReleased(cellOf(12), cellOf(0), 11)).toBeNull();
  expect(ratioOfReleased(cellOf(14), cellOf(12), 11)).toBe(1);
  expect(ratioOfReleased(receiveReleased([], null, 11)!, cellOf(12), 11)).toBeNull();
});
