import { stringify } from 'csv-stringify/sync';
import { type Figures, labelOf, mentionOf, READINGS } from './figures.ts';

/** The columns of a CSV export, as its metadata describes them. */
export interface Column {
  readonly name: string;
  readonly title: string;
  readonly datatype: 'string' | 'integer';
}

/** Code and label of each dimension, then the value, how it is to be read, and what must stand beside it. */
export function columnsOf({ dimensions, unit }: Figures): readonly Column[] {
  return [
    { name: 'indicateur', title: 'Code de l’indicateur', datatype: 'string' },
    { name: 'periode', title: 'Période', datatype: 'string' },
    ...dimensions.flatMap(({ code, label }): Column[] => [
      { name: nameOf(code), title: `${label} (code)`, datatype: 'string' },
      { name: `${nameOf(code)}_libelle`, title: label, datatype: 'string' },
    ]),
    { name: 'valeur', title: `Valeur publiée (${unit})`, datatype: 'integer' },
    { name: 'borne_basse', title: 'Borne basse de l’intervalle à 95 %', datatype: 'integer' },
    { name: 'borne_haute', title: 'Borne haute de l’intervalle à 95 %', datatype: 'integer' },
    { name: 'statut', title: 'Lecture de la valeur', datatype: 'string' },
    { name: 'mention', title: 'Mention obligatoire', datatype: 'string' },
  ];
}

/** RFC 4180: commas, UTF-8 without a mark, one line of names. */
export function writeCsv(figures: Figures): string {
  return stringify(rowsOf(figures), { record_delimiter: 'windows' });
}

/** For a French Excel: semicolons, a byte-order mark, and no cell that could be taken for a formula. */
export function writeExcelCsv(figures: Figures): string {
  return stringify(rowsOf(figures), {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

function rowsOf(figures: Figures): (string | number | null)[][] {
  const { indicator, period, dimensions, cells } = figures;
  const mention = mentionOf(figures);
  return [
    columnsOf(figures).map(({ name }) => name),
    ...cells.map((cell) => [
      indicator,
      period,
      ...dimensions.flatMap((dimension, at) => [cell.bins[at] ?? '', labelOf(dimension, cell.bins[at] ?? '')]),
      cell.value,
      cell.low,
      cell.high,
      READINGS[cell.reading],
      mention,
    ]),
  ];
}

function nameOf(code: string): string {
  return code.toLowerCase();
}
