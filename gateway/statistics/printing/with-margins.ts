import type { PrintedTable } from '../printed/printed-table.ts';

/** Where a cell stands; null is the margin. */
export interface Place {
  readonly row: number | null;
  readonly column: number | null;
}

/**
 * Counts in rows and columns, with every margin that a reader could add up. One row alone has no totals of columns, and one
 * column none of rows: they would be the same cells again.
 */
export function withMargins(counts: readonly (readonly number[])[]): PrintedTable {
  const rows = counts.map((_, row) => row);
  const columns = (counts[0] ?? []).map((_, column) => column);
  const places: Place[] = [...rows.flatMap((row) => columns.map((column) => ({ row, column })))];
  const sums: PrintedTable['sums'][number][] = [];
  function addUp(total: Place, parts: readonly Place[]): void {
    if (parts.length < 2) return;
    if (!places.some(({ row, column }) => row === total.row && column === total.column)) places.push(total);
    sums.push({ total: nameOf(total), parts: parts.map(nameOf) });
  }
  for (const row of rows)
    addUp(
      { row, column: null },
      columns.map((column) => ({ row, column })),
    );
  for (const column of columns)
    addUp(
      { row: null, column },
      rows.map((row) => ({ row, column })),
    );
  if (rows.length > 1 && columns.length > 1) {
    const all = { row: null, column: null };
    addUp(
      all,
      rows.map((row) => ({ row, column: null })),
    );
    addUp(
      all,
      columns.map((column) => ({ row: null, column })),
    );
  }
  return { counts: places.map((place) => ({ key: nameOf(place), count: countAt(counts, place) })), sums };
}

function countAt(counts: readonly (readonly number[])[], { row, column }: Place): number {
  const chosen = row === null ? counts : [counts[row] ?? []];
  return chosen
    .flatMap((line) => (column === null ? line : [line[column] ?? 0]))
    .reduce((sum, count) => sum + count, 0);
}

function nameOf({ row, column }: Place): string {
  return `${row ?? ''}|${column ?? ''}`;
}

export function placeOf(key: string): Place {
  const [row = '', column = ''] = key.split('|');
  return { row: row === '' ? null : Number(row), column: column === '' ? null : Number(column) };
}
