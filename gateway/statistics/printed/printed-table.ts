/**
 * A table of counts that is declared for print and is not made from person records (participants of collective actions,
 * say). Counts of persons never come here: they are perturbed where they are made, and printed as they were released.
 */
export interface PrintedTable {
  readonly counts: readonly { readonly key: string; readonly count: number }[];
  /** All that a reader can add up: each total and the parts that make it. */
  readonly sums: readonly { readonly total: string; readonly parts: readonly string[] }[];
}

/** A cell as it is printed: its value, or why it is not shown. */
export type PrintedCell =
  | { readonly value: number; readonly suppressed: null }
  | { readonly value: null; readonly suppressed: 'PRIMARY' | 'COMPLEMENTARY' };

/** A cell of the table by its place, for the programs that are written about it. */
export interface Cell {
  readonly key: string;
  readonly count: number;
  /** From 1 to k − 1: too few people to be printed, whatever stands around. */
  readonly isPrimary: boolean;
}

export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
}

/** The same table by places. Throws where a total is not the sum of its parts: nothing could be protected in it. */
export function readTable(table: PrintedTable, k: number): { cells: readonly Cell[]; sums: readonly Sum[] } {
  const places = new Map<string, number>();
  const cells = table.counts.map(({ key, count }, place): Cell => {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('a count is a whole number from zero on');
    if (places.has(key)) throw new RangeError('a table names a cell twice');
    places.set(key, place);
    return { key, count, isPrimary: count > 0 && count < k };
  });
  const placeOf = (key: string): number => {
    const place = places.get(key);
    if (place === undefined) throw new RangeError('a sum names a cell that the table has not');
    return place;
  };
  const sums = table.sums.map(({ total, parts }) => ({ total: placeOf(total), parts: parts.map(placeOf) }));
  for (const { total, parts } of sums) {
    const sum = parts.reduce((soFar, part) => soFar + (cells[part]?.count ?? 0), 0);
    if (sum !== cells[total]?.count) throw new RangeError('a total is not the sum of its parts');
  }
  return { cells, sums };
}
