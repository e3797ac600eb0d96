/** A form that asks for places, one per child. */
export interface PlaceRequest {
  readonly id: string;
  readonly places: number;
}

/** What becomes of a form: granted, or its rank among those that wait, from 1. */
export type PlaceStanding =
  | { readonly id: string; readonly word: 'PLACE_GRANTED'; readonly rank: null }
  | { readonly id: string; readonly word: 'WAITLISTED'; readonly rank: number };

/**
 * Who is granted a place, in strict order of reception. Whoever stands first waits for all the places that she needs,
 * and those behind wait with her, even where one place would do for them: nobody is passed over for being two.
 *
 * A proposal: an agent decides (RGPD 22).
 */
export function grantPlaces(free: number, queue: readonly PlaceRequest[]): readonly PlaceStanding[] {
  let left = free;
  let rank = 0;
  return queue.map(({ id, places }): PlaceStanding => {
    if (rank > 0 || places > left) {
      rank += 1;
      return { id, word: 'WAITLISTED', rank };
    }
    left -= places;
    return { id, word: 'PLACE_GRANTED', rank: null };
  });
}
