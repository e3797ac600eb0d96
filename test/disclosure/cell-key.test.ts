import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellKeyOf } from '../../disclosure/cell-key.ts';
import { perturb } from '../../disclosure/perturb.ts';
import { STANDARD_TABLE, STRICT_TABLE } from '../../disclosure/perturbation-table.ts';
import { KEY_SPACE, recordKey } from '../../disclosure/record-key.ts';
import { Tally } from '../../disclosure/tally.ts';

const KEY = Buffer.alloc(32, 7);
const SUMS = fc.bigInt({ min: 0n, max: KEY_SPACE - 1n });

/** A double in [0, 1] as a whole number of 2^-1074ths, so that nothing is rounded. */
function exact(value: number): bigint {
  const bits = new BigUint64Array(new Float64Array([value]).buffer)[0]!;
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  return exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
}
const ONE = exact(1);

test('a record key is the first eight bytes of the HMAC, big-endian', () => {
  const digest = createHmac('sha256', KEY).update('1|D-5512').digest('hex');
  expect(recordKey(KEY, '1', 'D-5512')).toBe(BigInt(`0x${digest.slice(0, 16)}`));
  expect(recordKey(KEY, '2', 'D-5512')).not.toBe(recordKey(KEY, '1', 'D-5512'));
  expect(() => recordKey(Buffer.alloc(31), '1', 'D-5512')).toThrow(RangeError);
});

test('a cell key is never compared to a bound by rounding: against whole numbers, on every bound and one unit beside', () => {
  const bounds = new Set([...STRICT_TABLE, ...STANDARD_TABLE].map((row) => row.p_int_ub).filter((bound) => bound < 1));
  let tried = 0;
  for (const bound of bounds) {
    const at = (exact(bound) * KEY_SPACE) / ONE;
    for (const sum of [at - 1n, at, at + 1n, at - 1024n, at + 1024n, at + 2049n]) {
      if (sum < 0n || sum >= KEY_SPACE) continue;
      const isBelow = sum * ONE <= exact(bound) * KEY_SPACE;
      expect(cellKeyOf(sum) <= bound).toBe(isBelow);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(2_000);
});

test('a cell key lies in [0, 1) even for the largest sum, and is not below what it stands for', () => {
  expect(cellKeyOf(0n)).toBe(0);
  expect(cellKeyOf(KEY_SPACE - 1n)).toBeLessThan(1);
  expect(cellKeyOf(1n)).toBe(2 ** -64);
  expect(cellKeyOf(KEY_SPACE + 5n)).toBe(cellKeyOf(5n));
  fc.assert(
    fc.property(SUMS, (sum) => {
      const key = cellKeyOf(sum);
      expect(key).toBeGreaterThanOrEqual(0);
      expect(key).toBeLessThan(1);
      if (sum < KEY_SPACE - 4096n) expect(exact(key) * KEY_SPACE).toBeGreaterThanOrEqual(sum * ONE);
    }),
  );
});

test('the same persons in any order, however often named, are one count and one noise', () => {
  const person = fc.integer({ min: 0, max: 400 }).map((n) => `P-${n}`);
  fc.assert(
    fc.property(fc.array(person, { maxLength: 120 }), fc.array(person, { maxLength: 30 }), (people, again) => {
      const keysOf = (names: readonly string[]) => new Map(names.map((name) => [name, recordKey(KEY, '1', name)]));
      const once = Tally.of(keysOf(people));
      const twice = Tally.of(
        keysOf([...people, ...again.filter((name) => people.includes(name)), ...people].reverse()),
      );
      expect(twice.toStore()).toEqual(once.toStore());
      expect(twice.perturbed(STRICT_TABLE)).toBe(once.perturbed(STRICT_TABLE));
      const distinct = new Set(people);
      const sum = [...distinct].reduce((all, name) => all + recordKey(KEY, '1', name), 0n);
      expect(once.perturbed(STRICT_TABLE)).toBe(perturb(distinct.size, cellKeyOf(sum), STRICT_TABLE));
    }),
  );
});

test('a tally shows nothing of itself', () => {
  const tally = Tally.of(new Map([['P-1', 99n]]));
  expect([JSON.stringify(tally), JSON.stringify(Object.entries(tally)), String(tally)]).toEqual([
    '{}',
    '[]',
    '[object Object]',
  ]);
  expect(Tally.fromStore(tally.toStore()).perturbed(STRICT_TABLE)).toBe(tally.perturbed(STRICT_TABLE));
});
