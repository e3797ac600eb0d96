import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AmountTally } from '../../disclosure/amount-tally.ts';
import { recordKey } from '../../disclosure/record-key.ts';
import { deviationOfSum, guardSum, isReleasedSum, releaseSum } from '../../disclosure/release-sum.ts';

const SCALE = 1_000;
const KEY = Buffer.alloc(32, 5);

/** These amounts, each of a person of her own; `group` names other persons. */
function of(amounts: readonly number[], group = 'P', isTurned = false): AmountTally {
  const given = amounts.map((amount, nth) => ({ key: recordKey(KEY, '1', `${group}-${nth}`), amount }));
  return AmountTally.of(isTurned ? given.reverse() : given);
}
const each = (persons: number, amount: number) => Array<number>(persons).fill(amount);

describe('a sum is blank', () => {
  test.each([
    ['with ten contributors', each(10, 100), 'GUARDED'],
    ['with eleven, one of whom was given nothing', [...each(10, 100), 0], 'GUARDED'],
    ['with one who makes up more than 85 % of it', [...each(11, 10), 700], 'GUARDED'],
    ['with one above the public scale', [...each(30, 500), 1_001], 'GUARDED'],
  ])('%s', (_, amounts, blank) => {
    expect(guardSum(of(amounts), SCALE)).toBe(blank);
    expect(releaseSum(of(amounts), SCALE)).toBeNull();
  });

  test('and is not with eleven alike, nor with one who makes up 85 % exactly', () => {
    expect(guardSum(of(each(11, 100)), SCALE)).toBeNull();
    expect(guardSum(of([...each(15, 10), 850]), SCALE)).toBeNull();
  });
});

test('the same persons and amounts have one sum, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: SCALE }), { minLength: 11, maxLength: 60 }), (amounts) => {
      expect(releaseSum(of(amounts, 'P', true), SCALE)).toBe(releaseSum(of(amounts), SCALE));
    }),
  );
});

test('two sums that differ by one person do not tell her amount: the error is about as large as the largest there may be', () => {
  const errors = Array.from({ length: 400 }, (_, nth) => {
    const without = releaseSum(of(each(40, 300), `G${nth}`), SCALE)!;
    const withHer = releaseSum(of([...each(40, 300), 900], `G${nth}`), SCALE)!;
    return withHer - without - 900;
  });
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length);
  expect(Math.abs(mean)).toBeLessThan(250);
  expect(deviation).toBeGreaterThan(SCALE);
  expect(errors.filter((error) => Math.abs(error) < 50).length / errors.length).toBeLessThan(0.2);
});

test('the deviation that is told is that of the noise, and sums come in steps of ten euros', () => {
  const sums = Array.from({ length: 600 }, (_, nth) => releaseSum(of(each(200, 400), `D${nth}`), SCALE));
  const errors = sums.map((sum) => sum! - 80_000);
  const deviation = Math.sqrt(errors.reduce((all, error) => all + error ** 2, 0) / errors.length);
  expect(deviation / deviationOfSum(SCALE)).toBeGreaterThan(0.9);
  expect(deviation / deviationOfSum(SCALE)).toBeLessThan(1.1);
  expect(sums.every(isReleasedSum)).toBe(true);
  expect([80_001, -10, 2.5, '100', null].filter(isReleasedSum)).toEqual([]);
});

test('what is no amount is refused', () => {
  for (const amount of [-1, 0.5, Number.NaN]) expect(() => releaseSum(of([...each(12, 10), amount]), SCALE)).toThrow();
});
