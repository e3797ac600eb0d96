import { stringify } from 'csv-stringify/sync';
import { ENTRY_FIELDS } from './access-entry.ts';
import { parseCsv } from './csv.ts';
import type { ExportLine } from './export.ts';

/** Columns for the eye, in the order in which one reads them, then those that prove. */
const SHOWN = [
  'recordedAt',
  'at',
  'agentBody',
  'agent',
  'profession',
  'purpose',
  'mission',
  'ownerBody',
  'subject',
  'category',
  'decision',
  'rule',
  'reason',
  'transform',
  'consent',
  'instrument',
  'count',
  'releaseCheck',
  'secrecy',
  'partnerSystem',
  'operation',
  'queryHash',
  'ruleSetVersion',
  'ruleSetSha256',
  'id',
] as const satisfies readonly (typeof ENTRY_FIELDS)[number][];

const COLUMNS = ['leaf', ...SHOWN, 'commitment', 'salt', 'proof', 'payload'] as const;

/**
 * For a spreadsheet set to French: semicolons, a byte-order mark, and no cell that it would take for a formula. The header
 * stands in the first cell, behind a `#`.
 */
export function writeCsvExport(header: string, lines: readonly ExportLine[]): string {
  const rows = lines.map((line) => {
    const shown = shownOf(line.payload);
    const proving = { ...line, salt: line.salt ?? '', proof: line.proof.join(' '), payload: line.payload ?? '' };
    return COLUMNS.map((column) => shown[column] ?? (proving as Readonly<Record<string, string>>)[column] ?? '');
  });
  return stringify([[`# ${header}`], [...COLUMNS], ...rows], { delimiter: ';', bom: true, escape_formulas: true });
}

/** What a spreadsheet made of it is taken too: more quotes, empty cells behind the first line. */
export function readCsvExport(text: string): {
  readonly header: string;
  readonly lines: readonly unknown[];
  readonly shown: readonly Readonly<Record<string, string>>[];
} {
  const [first, columns, ...rows] = parseCsv(text, ';');
  if (!first?.[0]?.startsWith('# ') || columns?.join() !== COLUMNS.join()) {
    throw new Error('this is neither an export of the journal in NDJSON nor one in CSV');
  }
  const cells = rows.map((row) => Object.fromEntries(COLUMNS.map((column, at) => [column, row[at] ?? ''])));
  return {
    header: first[0].slice(2),
    lines: cells.map(({ leaf, commitment, salt, proof, payload }) => ({
      leaf,
      commitment,
      ...(salt !== '' || payload !== '' ? { salt, payload } : {}),
      proof: proof === '' ? [] : proof?.split(' '),
    })),
    shown: cells.map((row) => Object.fromEntries(SHOWN.map((column) => [column, row[column] ?? '']))),
  };
}

/** The first column that shows something else than the record says, or null. */
export function misshown(shown: Readonly<Record<string, string>>, payload: string | undefined): string | null {
  const said = shownOf(payload);
  // An apostrophe before a cell keeps a spreadsheet from reading it as a formula.
  const isSaid = (column: string) => [said[column] ?? '', `'${said[column]}`].includes(shown[column] ?? '');
  return SHOWN.find((column) => !isSaid(column)) ?? null;
}

function shownOf(payload: string | undefined): Readonly<Record<string, string>> {
  if (payload === undefined) return {};
  const entry: unknown = JSON.parse(payload);
  const values = Object.entries(entry ?? {}).filter(([name]) => SHOWN.some((column) => column === name));
  return Object.fromEntries(values.map(([name, value]) => [name, value === null ? '' : String(value)]));
}
