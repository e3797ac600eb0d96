import { expect, test } from 'vitest';
import { releaseOverlap } from '../../../linkage/service/release-overlap.ts';

const KEY = Buffer.alloc(32, 7);
const sets = (...sizes: readonly number[]) =>
  sizes.map((size, nth) => ({ body: `BODY_${nth}`, name: 'N2|2025|1', size }));
const release = (both: number, key = KEY) =>
  releaseOverlap({ sets: sets(900, 700), inSets: [1600 - 2 * both, both] }, key).shared[0]!;

test('the same sets have the same figure for ever; another name, or another key, has other noise', () => {
  expect(new Set(Array.from({ length: 100 }, () => release(200))).size).toBe(1);
  const named = (version: number) => sets(900, 700).map((set) => ({ ...set, name: `N2|2025|${version}` }));
  const drawn = Array.from(
    { length: 60 },
    (_, version) => releaseOverlap({ sets: named(version), inSets: [1200, 200] }, KEY).shared[0],
  );
  expect(new Set(drawn).size).toBeGreaterThan(5);
  expect(new Set(Array.from({ length: 60 }, (_, nth) => release(200, Buffer.alloc(32, nth)))).size).toBeGreaterThan(5);
});

test('few in both are nobody or eleven and more, and nobody in both stays nobody', () => {
  expect(release(0)).toBe(0);
  const few = Array.from({ length: 200 }, (_, nth) => release(1 + (nth % 10), Buffer.alloc(32, nth)));
  expect(few.filter((value) => value > 0 && value < 11)).toEqual([]);
  expect(few.filter((value) => value === 0).length).toBeGreaterThan(50);
});

test('a body that knows its own set is left with an error about the overlap', () => {
  const errors = Array.from({ length: 2000 }, (_, nth) => {
    const key = Buffer.alloc(32);
    key.writeUInt32BE(nth);
    return release(200, key) - 200;
  });
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  expect(deviation).toBeGreaterThanOrEqual(2);
});

test('no set under 500 is ever compared, and what refuses it is a perturbed size', () => {
  const passes = (size: number, nth: number) => {
    try {
      releaseOverlap({ sets: sets(900, size), inSets: [900, 100] }, Buffer.alloc(32, nth));
      return true;
    } catch (error) {
      expect(String(error)).toMatch(/SET_TOO_SMALL$/);
      return false;
    }
  };
  const of = (size: number) => Array.from({ length: 200 }, (_, nth) => passes(size, nth)).filter(Boolean).length;
  expect([of(1), of(499), of(600)]).toEqual([0, 0, 200]);
  expect([of(515)].every((passed) => passed > 20 && passed < 180)).toBe(true);
});
