import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../schema/files.ts';

/** One line of a perturbation table, under the names that the R package `ptable` writes. */
export interface PerturbationRow {
  /** True count that the line is for; the largest one stands for all counts from there up. */
  readonly i: number;
  /** Count that is published. */
  readonly j: number;
  /** Probability of the line among those of the same `i`. */
  readonly p: number;
  /** Noise that the line adds. */
  readonly v: number;
  /** Cell keys of the line lie above this bound… */
  readonly p_int_lb: number;
  /** …and up to this one, which belongs to the line. */
  readonly p_int_ub: number;
}

/** A perturbation table, in the order of its file: by true count, then by bound. */
export type PerturbationTable = readonly PerturbationRow[];

/** The lines of one true count: the bounds of their cell keys and the noise of each. */
export interface NoiseOfCount {
  readonly bounds: readonly number[];
  readonly noises: readonly number[];
  readonly variance: number;
}

/** A table sorted out once: `ofCount[n]` for every count up to the largest, which stands for all above. */
export interface IndexedTable {
  readonly ofCount: readonly NoiseOfCount[];
  readonly largest: number;
}

const COLUMNS = ['i', 'j', 'p', 'v', 'p_int_lb', 'p_int_ub'] as const;

/** Reads a table as the R package writes it; refuses one whose numbers cannot be read. */
export function readPerturbationTable(csv: string): PerturbationTable {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = head.split(',');
  const places = COLUMNS.map((column) => names.indexOf(column));
  if (places.includes(-1)) throw new Error(`a perturbation table has the columns ${COLUMNS.join(', ')}`);
  return lines.map((line, at) => {
    const cells = line.split(',');
    const [i, j, p, v, lower, upper] = places.map((place) => Number(cells[place] || 'missing'));
    const row = { i: i!, j: j!, p: p!, v: v!, p_int_lb: lower!, p_int_ub: upper! };
    if (Object.values(row).some((value) => !Number.isFinite(value))) {
      throw new Error(`line ${at + 2} of a perturbation table is not numbers`);
    }
    return row;
  });
}

const indexed = new WeakMap<PerturbationTable, IndexedTable>();

/** Sorts a table out, once for each table. Refuses one that leaves a count or a cell key without a line. */
export function indexTable(table: PerturbationTable): IndexedTable {
  const known = indexed.get(table);
  if (known) return known;
  const rows = Map.groupBy(table, (row) => row.i);
  const largest = Math.max(...rows.keys());
  const ofCount = Array.from({ length: largest + 1 }, (_, count) => {
    const lines = [...(rows.get(count) ?? [])].sort((a, b) => a.p_int_ub - b.p_int_ub);
    if (lines.at(-1)?.p_int_ub !== 1) throw new Error(`a perturbation table has no full row for the count ${count}`);
    return {
      bounds: lines.map((line) => line.p_int_ub),
      noises: lines.map((line) => line.v),
      variance: varianceOf(lines),
    };
  });
  const index = { ofCount, largest };
  indexed.set(table, index);
  return index;
}

function varianceOf(lines: readonly PerturbationRow[]): number {
  const mean = lines.reduce((sum, { p, v }) => sum + p * v, 0);
  return lines.reduce((sum, { p, v }) => sum + p * (v - mean) ** 2, 0);
}

function shipped(name: string): PerturbationTable {
  return readPerturbationTable(readFileSync(join(projectRoot(), 'prisma/reference', name), 'utf8'));
}

/** Publishes nothing from 1 to 10 (k = 11). The default everywhere. */
export const STRICT_TABLE: PerturbationTable = shipped('ptable-strict.csv');
/** Publishes nothing from 1 to 4 (k = 5). Only where a steering committee has set it, and never for what is sensitive. */
export const STANDARD_TABLE: PerturbationTable = shipped('ptable-default.csv');

/** How sensitive an indicator is: a committee may lower k for the first, never for the second. */
export type Sensitivity = 'STANDARD' | 'SENSITIVE';
/** The smallest count that is ever published, other than 0. */
export type SmallestCount = 5 | 11;

/** The table for an indicator and the k that the steering committee has set; null where it has set none. */
export function tableFor(sensitivity: Sensitivity, setByCommittee: SmallestCount | null): PerturbationTable {
  return smallestFor(sensitivity, setByCommittee) === 5 ? STANDARD_TABLE : STRICT_TABLE;
}

/** The k that holds: 11, but where a committee has set 5 for what is not sensitive. */
export function smallestFor(sensitivity: Sensitivity, setByCommittee: SmallestCount | null): SmallestCount {
  return sensitivity === 'STANDARD' && setByCommittee === 5 ? 5 : 11;
}
