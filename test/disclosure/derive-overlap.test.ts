import { expect, test } from 'vitest';
import { deriveOverlap } from '../../disclosure/derive-overlap.ts';

test('S26: 40 at one body and 25 at another, 6 of them in both, are 59 distinct persons', () => {
  const { union, exactly } = deriveOverlap([40, 25], [6]);
  expect(union.value).toBe(59);
  expect(exactly.map(({ value }) => value)).toEqual([53, 6]);
});

test('of three and more bodies the parts add up to the union', () => {
  const { union, exactly } = deriveOverlap([900, 600, 700, 800], [500, 100, 40]);
  // Files are 3000: 1000 are of persons in two, 300 of persons in three, 160 of persons in four.
  expect(exactly.map(({ value }) => value)).toEqual([1540, 500, 140]);
  expect(union.value).toBe(1540 + 500 + 140);
});

test('intervals hold the noise of all that a figure is made of, and no figure is below zero', () => {
  const { union, exactly } = deriveOverlap([600, 600], [300]);
  expect(union.deviation).toBeCloseTo(Math.sqrt(3 * 5), 1);
  expect(exactly[0]!.deviation).toBeCloseTo(Math.sqrt((2 + 4) * 5), 1);
  expect([union.low, union.high]).toEqual([892, 908]);
  expect(deriveOverlap([600, 600], [640]).exactly[0]).toMatchObject({ value: 0, low: 0 });
});
