import { describe, expect, test } from 'vitest';
import { cellKeyOf } from '../../disclosure/cell-key.ts';
import { BINS } from '../../disclosure/dimensions.ts';
import { perturb } from '../../disclosure/perturb.ts';
import { STANDARD_TABLE, STRICT_TABLE } from '../../disclosure/perturbation-table.ts';
import { basesOf, releaseBreakdown } from '../../disclosure/release-breakdown.ts';
import { Tally } from '../../disclosure/tally.ts';

/** A tally with a cell key in the middle of the numbers, so that its noise is small. */
const tallyOf = (persons: number, keys = 1n << 63n) => Tally.fromStore({ persons, keys: keys.toString() });
const STANDARD = { sensitivity: 'STANDARD' } as const;
const SENSITIVE = { sensitivity: 'SENSITIVE' } as const;

test('a cell is the pure function of its tally, under the table of its k', () => {
  const breakdowns = new Map([['COMMUNE', new Map([['21355', tallyOf(120)]])]]);
  const key = cellKeyOf(1n << 63n);
  expect(releaseBreakdown(STANDARD, 11, ['COMMUNE'], breakdowns)[0]?.value).toBe(perturb(120, key, STRICT_TABLE));
  expect(releaseBreakdown(STANDARD, 5, ['COMMUNE'], breakdowns)[0]?.value).toBe(perturb(120, key, STANDARD_TABLE));
});

test('nobody, and a few who were perturbed to nothing, look alike', () => {
  const empty = releaseBreakdown(STANDARD, 11, ['COMMUNE'], new Map([['COMMUNE', new Map()]]));
  const few = releaseBreakdown(STANDARD, 11, ['COMMUNE'], new Map([['COMMUNE', new Map([['21355', tallyOf(3, 1n)]])]]));
  expect(few).toEqual(empty);
  const total = (breakdown: Map<string, Tally>) => releaseBreakdown(STANDARD, 11, [], new Map([['', breakdown]]));
  expect(total(new Map([['', tallyOf(3, 1n)]]))).toEqual(total(new Map()));
});

test('the order of cells is that of the catalogue, not of the database', () => {
  const cells = new Map(['85+', '3-5', 'UNKNOWN', '40-54'].map((band) => [band, tallyOf(90)]));
  const released = releaseBreakdown(STANDARD, 11, ['AGE_BAND'], new Map([['AGE_BAND', cells]]));
  expect(released.map(({ dims }) => dims[0])).toEqual(['3-5', '40-54', '85+', 'UNKNOWN']);
});

test('a sensitive breakdown is judged base by base, and a blank does not tell whether there is anybody', () => {
  const bases = new Map([
    ['21355', tallyOf(40)],
    ['21540', tallyOf(10)],
    ['21231', tallyOf(30)],
  ]);
  const cells = new Map([
    ...[['21355|65-74', tallyOf(20)] as const, ['21355|75-84', tallyOf(20)] as const],
    ...[['21540|65-74', tallyOf(5)] as const, ['21540|75-84', tallyOf(5)] as const],
    ...[['21231|65-74', tallyOf(28)] as const, ['21231|75-84', tallyOf(2)] as const],
  ]);
  const ages = new Map([
    ['65-74', tallyOf(53)],
    ['75-84', tallyOf(27)],
  ]);
  const breakdowns = new Map([
    ['COMMUNE+AGE_BAND', cells],
    ['COMMUNE', bases],
    ['AGE_BAND', ages],
  ]);
  const released = releaseBreakdown(SENSITIVE, 11, ['COMMUNE', 'AGE_BAND'], breakdowns);
  expect(released).toHaveLength(BINS.COMMUNE.length * BINS.AGE_BAND.length);
  const blankOf = (commune: string) =>
    new Set(released.filter(({ dims }) => dims[0] === commune).map(({ blank }) => blank));
  expect(blankOf('21355')).toEqual(new Set([null]));
  // Ten persons, nearly all in one band, and nobody at all: three communes that look the same.
  expect([blankOf('21540'), blankOf('21231'), blankOf('21515')]).toEqual(Array(3).fill(new Set(['GUARDED'])));
  expect(basesOf(['COMMUNE', 'AGE_BAND'])).toEqual([['AGE_BAND'], ['COMMUNE']]);
});

test('where people live is no secret: a body whose people all live in one commune still gives its communes', () => {
  const breakdowns = new Map([['COMMUNE', new Map([['21355', tallyOf(200)]])]]);
  const released = releaseBreakdown(SENSITIVE, 11, ['COMMUNE'], breakdowns);
  expect(released.find(({ dims }) => dims[0] === '21355')?.value).toBeGreaterThan(150);
  expect(released.every(({ blank }) => blank === null)).toBe(true);
});

test('what is sensitive is released under the strict table whatever a committee has set', () => {
  const breakdowns = new Map([['', new Map([['', tallyOf(7, (1n << 64n) - 2n)]])]]);
  const [cell] = releaseBreakdown(SENSITIVE, 5, [], breakdowns);
  expect(cell?.value).toBe(perturb(7, cellKeyOf((1n << 64n) - 2n), STRICT_TABLE));
});

describe('no cell of a standard indicator is shown beside one that it lacks a few of', () => {
  const householdsOf = (...persons: readonly number[]) => {
    const words = ['ALONE', 'COUPLE', 'OTHER'];
    const total = persons.reduce((sum, each) => sum + each, 0);
    return new Map([
      ['', new Map([['', tallyOf(total)]])],
      ['HOUSEHOLD_TYPE', new Map(persons.map((each, nth) => [words[nth]!, tallyOf(each, BigInt(nth) << 60n)]))],
    ]);
  };
  const release = (breakdowns: ReturnType<typeof householdsOf>) =>
    releaseBreakdown(STANDARD, 11, ['HOUSEHOLD_TYPE'], breakdowns);

  test('a value that holds nearly all of its base blanks every value, also those that nobody has', () => {
    const blank = release(householdsOf(97, 3));
    expect(blank.map(({ dims, value, blank: word }) => [...dims, value, word])).toEqual(
      BINS.HOUSEHOLD_TYPE.map(({ code }) => [code, null, 'GUARDED']),
    );
    expect(release(householdsOf(100))).toEqual(blank);
  });

  test('where none does, values are shown as they are; the parts of ten are all very small', () => {
    expect(release(householdsOf(60, 40)).map(({ value }) => value === null)).toEqual([false, false]);
    const parts = new Map([['HOUSEHOLD_TYPE', new Map([['ALONE', tallyOf(10, (1n << 64n) - 2n)]])]]);
    expect(releaseBreakdown(STANDARD, 11, ['HOUSEHOLD_TYPE'], parts)).toHaveLength(1);
    expect(release(new Map([...parts, ['', new Map([['', tallyOf(10)]])]]))).toEqual([]);
  });

  test('a place where all but a few live is shown by the persons of all places', () => {
    const here = (inside: number) =>
      releaseBreakdown(
        STANDARD,
        11,
        ['COMMUNE'],
        new Map([
          ['', new Map([['', tallyOf(100, 7n)]])],
          ['COMMUNE', new Map([['21355', tallyOf(inside, 1n << 61n)]])],
        ]),
      )[0]?.value;
    const whole = perturb(100, cellKeyOf(7n), STRICT_TABLE);
    expect([100, 96, 90].map(here)).toEqual([whole, whole, whole]);
    expect(here(89)).toBe(perturb(89, cellKeyOf(1n << 61n), STRICT_TABLE));
  });
});
