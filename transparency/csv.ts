/** Reads CSV (RFC 4180) into rows of cells. A byte-order mark, either line end and a missing last one are taken. */
export function parseCsv(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const at = { next: text.startsWith('\ufeff') ? 1 : 0 };
  while (at.next < text.length) rows.push(readRow(text, delimiter, at));
  return rows;
}

interface Place {
  next: number;
}

function readRow(text: string, delimiter: string, at: Place): string[] {
  const row: string[] = [];
  for (;;) {
    row.push(text[at.next] === '"' ? readQuoted(text, at) : readPlain(text, delimiter, at));
    if (text[at.next] !== delimiter) break;
    at.next++;
  }
  if (text.startsWith('\r\n', at.next)) at.next += 2;
  else if (text[at.next] === '\n') at.next++;
  else if (at.next < text.length) throw new Error('malformed CSV: something stands behind a closing quote');
  return row;
}

function readPlain(text: string, delimiter: string, at: Place): string {
  const start = at.next;
  while (at.next < text.length && ![delimiter, '\r', '\n'].includes(text[at.next]!)) at.next++;
  const cell = text.slice(start, at.next);
  if (cell.includes('"')) throw new Error('malformed CSV: a quote within a cell without quotes');
  return cell;
}

function readQuoted(text: string, at: Place): string {
  let cell = '';
  for (;;) {
    const end = text.indexOf('"', at.next + 1);
    if (end < 0) throw new Error('malformed CSV: a quote is not closed');
    cell += text.slice(at.next + 1, end);
    at.next = end + 1;
    if (text[at.next] !== '"') return cell;
    cell += '"';
  }
}
