import { expect, test } from 'vitest';
import { currentMeasure } from '../../../subgraphs/departement/current-measure.ts';

const day = (civil: string) => new Date(`${civil}T00:00:00Z`);
const past = { validFrom: day('2024-01-01'), validTo: day('2025-01-01') };
const running = { validFrom: day('2026-02-01'), validTo: day('2027-02-01') };
const future = { validFrom: day('2026-09-01'), validTo: null };

test('the measure that runs is told before one that is still to begin', () => {
  expect(currentMeasure([past, running, future], '2026-05-04')).toBe(running);
});

test('of two that run, the later one; of none, the one that began last', () => {
  expect(currentMeasure([running, future], '2026-10-01')).toBe(future);
  expect(currentMeasure([past], '2026-05-04')).toBe(past);
  expect(currentMeasure([], '2026-05-04')).toBeNull();
});
