import type { Figures } from './figures.ts';
import { writeCsv, writeExcelCsv } from './write-csv.ts';
import { writeCsvw } from './write-csvw.ts';
import { writeJsonStat } from './write-json-stat.ts';
import { writeSdmxCsv } from './write-sdmx-csv.ts';

/** How figures are written. CSVW is the metadata that stands beside the CSV of the same figures. */
export type FiguresFormat = 'CSV' | 'CSV_EXCEL' | 'CSVW' | 'JSON_STAT' | 'SDMX_CSV';

export interface WrittenFigures {
  readonly content: string;
  readonly mediaType: string;
  readonly fileName: string;
}

interface Written {
  readonly write: (figures: Figures, name: string) => string;
  readonly mediaType: string;
  readonly ending: string;
}

const FORMATS: Readonly<Record<FiguresFormat, Written>> = {
  CSV: { write: writeCsv, mediaType: 'text/csv; charset=utf-8; header=present', ending: '.csv' },
  CSV_EXCEL: { write: writeExcelCsv, mediaType: 'text/csv; charset=utf-8; header=present', ending: '-excel.csv' },
  CSVW: {
    write: (figures, name) => writeCsvw(figures, `${name}.csv`),
    mediaType: 'application/csvm+json',
    ending: '.csv-metadata.json',
  },
  JSON_STAT: { write: writeJsonStat, mediaType: 'application/json', ending: '.json' },
  SDMX_CSV: { write: writeSdmxCsv, mediaType: 'application/vnd.sdmx.data+csv;version=2.0.0', ending: '-sdmx.csv' },
};

/** A file of released figures. Its name says what was asked, so that two questions have two files. */
export function writeFigures(figures: Figures, format: FiguresFormat): WrittenFigures {
  const { indicator, period, dimensions } = figures;
  const name = ['passerelle', indicator, period, ...dimensions.map(({ code }) => code)].join('-').toLowerCase();
  const { write, mediaType, ending } = FORMATS[format];
  return { content: write(figures, name), mediaType, fileName: `${name}${ending}` };
}
