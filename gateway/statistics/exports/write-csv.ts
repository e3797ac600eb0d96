import { stringify } from 'csv-stringify/sync';
import { type Figures, labelOf, measuresOf, mentionOf, READINGS } from './figures.ts';

/** The columns of a CSV export, as its metadata describes them. */
export interface Column {
  readonly name: string;
  readonly title: string;
  readonly datatype: 'string' | 'integer' | 'decimal';
  /** Whether every row has it. */
  readonly required: boolean;
}

/** Code and label of each dimension, then the value, how it is to be read, and what must stand beside it. */
export function columnsOf(figures: Figures): readonly Column[] {
  const { dimensions, unit } = figures;
  return [
    text('indicateur', 'Code de l’indicateur'),
    text('periode', 'Période'),
    ...dimensions.flatMap(({ code, label }) => [
      text(nameOf(code), `${label} (code)`),
      text(`${nameOf(code)}_libelle`, label),
    ]),
    number('valeur', `Valeur publiée (${unit})`),
    number('borne_basse', 'Borne basse de l’intervalle à 95 %'),
    number('borne_haute', 'Borne haute de l’intervalle à 95 %'),
    ...measuresOf(figures).map(({ name, title, decimals }) => number(name, title, decimals)),
    text('statut', 'Lecture de la valeur'),
    text('mention', 'Mention obligatoire'),
  ];
}

function text(name: string, title: string): Column {
  return { name, title, datatype: 'string', required: true };
}

function number(name: string, title: string, decimals = 0): Column {
  return { name, title, datatype: decimals === 0 ? 'integer' : 'decimal', required: false };
}

/** RFC 4180: commas, UTF-8 without a mark, one line of names. */
export function writeCsv(figures: Figures): string {
  return stringify(rowsOf(figures), { record_delimiter: 'windows' });
}

/** For a French Excel: semicolons, decimal commas, a byte-order mark, and no cell that could be taken for a formula. */
export function writeExcelCsv(figures: Figures): string {
  return stringify(rowsOf(figures), {
    delimiter: ';',
    cast: { number: (value) => String(value).replace('.', ',') },
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

function rowsOf(figures: Figures): (string | number | null)[][] {
  const { indicator, period, dimensions, cells } = figures;
  const mention = mentionOf(figures);
  const measures = measuresOf(figures);
  return [
    columnsOf(figures).map(({ name }) => name),
    ...cells.map((cell) => [
      indicator,
      period,
      ...dimensions.flatMap((dimension, at) => [cell.bins[at] ?? '', labelOf(dimension, cell.bins[at] ?? '')]),
      cell.value,
      cell.low,
      cell.high,
      ...measures.map(({ of }) => of(cell)),
      READINGS[cell.reading],
      mention,
    ]),
  ];
}

function nameOf(code: string): string {
  return code.toLowerCase();
}
