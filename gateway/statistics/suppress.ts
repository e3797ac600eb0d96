/** A cell as it is printed: its value, or why it is not shown. */
export type PrintedCell =
  | { readonly value: number; readonly suppressed: null }
  | { readonly value: null; readonly suppressed: 'PRIMARY' | 'COMPLEMENTARY' };

/** The smallest count that is printed, unless a steering committee has set another. */
export const SMALLEST_CELL = 11;

/**
 * What may be printed of one row of counts whose total is printed beside it.
 *
 * A count from 1 to k − 1 is hidden (primary). Where the total would give it back — it is hidden alone, or what is hidden
 * sums to less than k — the smallest other count is hidden with it (complementary), and so on. Zero is shown: it speaks
 * of nobody.
 */
export function suppress(counts: readonly number[], k: number = SMALLEST_CELL): readonly PrintedCell[] {
  const primary = new Set(counts.flatMap((count, i) => (count > 0 && count < k ? [i] : [])));
  const hidden = new Set(primary);
  const sum = () => [...hidden].reduce((total, i) => total + (counts[i] ?? 0), 0);
  while (hidden.size > 0 && (hidden.size === 1 || sum() < k)) {
    const others = counts.flatMap((count, i) => (count > 0 && !hidden.has(i) ? [{ count, i }] : []));
    const smallest = others.sort((a, b) => a.count - b.count)[0];
    if (!smallest) break;
    hidden.add(smallest.i);
  }
  return counts.map((value, i): PrintedCell => {
    if (!hidden.has(i)) return { value, suppressed: null };
    return { value: null, suppressed: primary.has(i) ? 'PRIMARY' : 'COMPLEMENTARY' };
  });
}

/** Distinct persons known to two bodies together, from how many each knows and how many both do. */
export function distinctPersons(known: readonly [number, number], both: number): number {
  return known[0] + known[1] - both;
}
