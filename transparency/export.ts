import { readCsvExport, writeCsvExport } from './export-csv.ts';
import { HASH_LENGTH } from './hashing.ts';

/** Name of the format; another way of writing it gets another name. */
export const EXPORT_FORMAT = 'passerelle-journal-export/1';

/** First line of an export: which log, which tree, and whether these are all the leaves of a range. Hashes are hex. */
export interface ExportHeader {
  readonly format: typeof EXPORT_FORMAT;
  /** Verifier key of the log. Whoever verifies has it from elsewhere. */
  readonly log: string;
  readonly size: string;
  /** The range `[from, to)` of leaves, every one of them in the export; null for a choice of leaves. */
  readonly from: string | null;
  readonly to: string | null;
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** The note that was signed, with the lines of its witnesses. */
  readonly checkpoint: string;
  /** That this tree begins with smaller ones that others may hold a checkpoint of. */
  readonly consistency?: readonly { readonly from: string; readonly proof: readonly string[] }[];
  readonly exportedAt: string;
}

/** One leaf. Without payload and salt it is known by its commitment alone: erased, or not for whoever asked. */
export interface ExportLine {
  readonly leaf: string;
  readonly commitment: string;
  readonly salt?: string;
  readonly proof: readonly string[];
  /** The record in its one spelling, as it was hashed. */
  readonly payload?: string;
}

export interface JournalExport {
  readonly header: ExportHeader;
  readonly lines: readonly ExportLine[];
  /** CSV: what the columns say of the record beside its payload, line by line. */
  readonly shown?: readonly Readonly<Record<string, string>>[];
}

export type ExportFormat = 'NDJSON' | 'CSV';

/** An export as a file, its lines in the order of the tree. */
export function writeExport(header: ExportHeader, lines: readonly ExportLine[], format: ExportFormat): string {
  checkHeader(header);
  const sorted = lines.map(checkLine).sort((one, other) => (BigInt(one.leaf) < BigInt(other.leaf) ? -1 : 1));
  if (format === 'CSV') return writeCsvExport(writeHeader(header), sorted);
  return `${[writeHeader(header), ...sorted.map(writeLine)].join('\n')}\n`;
}

/**
 * Reads an export. NDJSON is taken in its one spelling only, so that what one reader sees no other overlooks; CSV as a
 * spreadsheet may have saved it again, with what its columns show beside each payload.
 */
export function readExport(text: string): JournalExport {
  if (!text.startsWith('{')) {
    const { header, lines, shown } = readCsvExport(text);
    return { header: checkHeader(parse(header, 1)), lines: lines.map((line, at) => checkLine(line, at)), shown };
  }
  const [first = '', ...rest] = text.split('\n');
  if (rest.pop() !== '') throw new Error('the export does not end with a newline');
  const header = checkHeader(parse(first, 1));
  if (writeHeader(header) !== first) throw unreadable(1);
  const lines = rest.map((line, at) => {
    const read = checkLine(parse(line, at + 2), at);
    if (writeLine(read) !== line) throw unreadable(at + 2);
    return read;
  });
  return { header, lines };
}

/** One order of keys, so that the parts are found with sed. */
function writeHeader(header: ExportHeader): string {
  const { format, log, size, from, to, left, right, checkpoint, consistency, exportedAt } = header;
  return JSON.stringify({ format, log, size, from, to, left, right, checkpoint, consistency, exportedAt });
}

function writeLine({ leaf, commitment, salt, proof, payload }: ExportLine): string {
  return JSON.stringify({ leaf, commitment, salt, proof, payload });
}

function checkHeader(value: unknown): ExportHeader {
  const header = value as ExportHeader;
  const isHeader =
    isObject(value) &&
    header.format === EXPORT_FORMAT &&
    [header.log, header.checkpoint, header.exportedAt].every((text) => typeof text === 'string') &&
    isNumber(header.size) &&
    [header.from, header.to].every((end) => end === null || isNumber(end)) &&
    (header.from === null) === (header.to === null) &&
    [header.left, header.right].every(areHashes) &&
    (header.consistency === undefined ||
      (Array.isArray(header.consistency) &&
        header.consistency.every((proof) => isObject(proof) && isNumber(proof.from) && areHashes(proof.proof))));
  if (!isHeader) throw new Error(`this does not begin as an export of the format \`${EXPORT_FORMAT}\``);
  return header;
}

function checkLine(value: unknown, at: number): ExportLine {
  const line = value as ExportLine;
  const isLine =
    isObject(value) &&
    isNumber(line.leaf) &&
    isHash(line.commitment) &&
    areHashes(line.proof) &&
    (line.payload === undefined ? line.salt === undefined : typeof line.payload === 'string' && isHash(line.salt));
  if (!isLine) throw unreadable(at + 2);
  return line;
}

function parse(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`line ${number} of the export is no JSON`, { cause });
  }
}

function unreadable(number: number): Error {
  return new Error(`line ${number} of the export is not written as an export is`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is string {
  return typeof value === 'string' && /^(0|[1-9]\d{0,18})$/.test(value);
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && HEX.test(value);
}

function areHashes(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isHash);
}

const HEX = new RegExp(`^[0-9a-f]{${2 * HASH_LENGTH}}$`);
