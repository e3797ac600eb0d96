/** A reference table is unfit to decide with. It names the row and the column; the hub refuses to start on it. */
export class TableRefused extends Error {
  readonly table: string;
  readonly row: string;
  readonly column: string;

  constructor(table: string, row: string, column: string, problem: string) {
    super(`${table}, row \`${row}\`, column \`${column}\`: ${problem}`);
    this.name = 'TableRefused';
    this.table = table;
    this.row = row;
    this.column = column;
  }
}

export type Row<Column extends string> = Readonly<Record<Column, string>>;

/**
 * Reads a comma-separated table of exactly these columns. Strict where a lenient reader would shift a cell: another
 * header, a row that is too short or too long and a quote are refused.
 */
export function readTable<Column extends string>(
  name: string,
  text: string,
  columns: readonly Column[],
): readonly Row<Column>[] {
  const [header, ...lines] = text.replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n');
  if (header !== columns.join(',')) throw new TableRefused(name, 'header', '*', `expected \`${columns.join(',')}\``);

  return lines.map((line) => {
    const cells = line.split(',');
    const id = cells[0] ?? '';
    if (line.includes('"')) throw new TableRefused(name, id, '*', 'quotes are not read');
    if (cells.length !== columns.length) {
      throw new TableRefused(name, id, '*', `${cells.length} cells where ${columns.length} are expected`);
    }
    return Object.fromEntries(columns.map((column, i) => [column, (cells[i] ?? '').trim()])) as Row<Column>;
  });
}

/** The word of a closed set that a cell holds, or a refusal. */
export function readWord<Word extends string>(
  cell: { table: string; row: string; column: string },
  word: string,
  among: readonly Word[],
): Word {
  const found = among.find((candidate) => candidate === word);
  if (found === undefined) throw new TableRefused(cell.table, cell.row, cell.column, `unknown word \`${word}\``);
  return found;
}
