import type { AvipSeat } from '../../prisma/generated/body/client.ts';
import { dayOf, isInForce } from '../contract/civil-day.ts';

/** Counts the seats labelled by today; null where there is none. A child still to come does not occupy a seat yet. */
export function countAvipSeats(
  seats: readonly Pick<AvipSeat, 'labelledFrom' | 'occupiedFrom' | 'occupiedTo'>[],
  waitlistLength: number,
  today: string,
): { readonly capacity: number; readonly occupied: number; readonly waitlistLength: number } | null {
  const labelled = seats.filter(({ labelledFrom }) => dayOf(labelledFrom) <= today);
  if (labelled.length === 0) return null;
  const occupied = labelled.filter(
    ({ occupiedFrom, occupiedTo }) =>
      occupiedFrom !== null && isInForce({ validFrom: occupiedFrom, validTo: occupiedTo }, today),
  );
  return { capacity: labelled.length, occupied: occupied.length, waitlistLength };
}
