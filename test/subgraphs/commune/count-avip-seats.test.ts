import { expect, test } from 'vitest';
import { countAvipSeats } from '../../../subgraphs/commune/count-avip-seats.ts';

const day = (civil: string) => new Date(`${civil}T00:00:00Z`);
const seat = (occupied: [from: string | null, to: string | null] = [null, null]) => ({
  labelledFrom: day('2025-09-01'),
  occupiedFrom: occupied[0] === null ? null : day(occupied[0]),
  occupiedTo: occupied[1] === null ? null : day(occupied[1]),
});

test('a seat is taken from its first day up to the eve of its last', () => {
  const seats = [seat(['2026-01-05', '2026-10-01']), seat()];
  const occupiedOn = (today: string) => countAvipSeats(seats, 0, today)?.occupied;
  expect(['2026-01-04', '2026-01-05', '2026-09-30', '2026-10-01'].map(occupiedOn)).toEqual([0, 1, 1, 0]);
});

test('seats count once labelled, and none labelled is no board rather than an empty one', () => {
  expect(countAvipSeats([seat()], 3, '2025-08-31')).toBeNull();
  expect(countAvipSeats([seat()], 3, '2025-09-01')).toEqual({ capacity: 1, occupied: 0, waitlistLength: 3 });
  expect(countAvipSeats([], 0, '2026-05-04')).toBeNull();
});
