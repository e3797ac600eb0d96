import { parse } from 'csv-parse/sync';
import JSONstat from 'jsonstat-toolkit';
import { describe, expect, test } from 'vitest';
import type { Figures } from '../../../../gateway/statistics/exports/figures.ts';
import { writeCsv, writeExcelCsv } from '../../../../gateway/statistics/exports/write-csv.ts';
import { writeCsvw } from '../../../../gateway/statistics/exports/write-csvw.ts';
import { writeJsonStat } from '../../../../gateway/statistics/exports/write-json-stat.ts';
import { writeSdmxCsv } from '../../../../gateway/statistics/exports/write-sdmx-csv.ts';

const FIGURES: Figures = {
  indicator: 'N2',
  label: 'Personnes suivies',
  definition: 'Personnes qui ont eu un accompagnement, chacune une fois ; "suivies", s’entend.',
  unit: 'personnes',
  source: 'Protocole, axe 1',
  smallest: 11,
  period: '2025',
  note: 'Valeurs perturbées, totaux non additifs.',
  computedAt: '2026-02-01T00:00:00.000Z',
  ruleSetVersion: 'v1',
  dimensions: [
    {
      code: 'COMMUNE',
      label: 'commune de résidence',
      bins: [
        { code: '21355', label: 'Longvic' },
        { code: '21540', label: '=Saint-Apollinaire; "la ville"' },
        { code: 'UNKNOWN', label: 'non renseigné' },
      ],
    },
    {
      code: 'AGE_BAND',
      label: 'tranche d’âge',
      bins: [
        { code: '65-74', label: '65-74 ans' },
        { code: '75-84', label: '75-84 ans' },
      ],
    },
  ],
  cells: [
    { bins: ['21355', '65-74'], value: 1204, low: 1190, high: 1218, reading: 'VALUE' },
    { bins: ['21355', '75-84'], value: 0, low: 0, high: 14, reading: 'VERY_SMALL' },
    { bins: ['21540', '65-74'], value: null, low: null, high: null, reading: 'BLANK' },
  ],
  absent: [{ body: 'METRO_DIJON', why: 'MISSING' }],
  snapshots: [{ body: 'CCAS_LONGVIC', version: 2, frozenAt: '2026-02-01T00:00:00.000Z' }],
  linkage: { precision: 0.9994, recall: 0.963 },
};
const VALUES = ['1204', '0', ''];

type Row = Readonly<Record<string, string>>;
const read = (csv: string, options: object = {}): readonly Row[] => parse(csv, { columns: true, ...options });

describe('CSV', () => {
  test('an independent reader finds the same cells, in the same order', () => {
    const rows = read(writeCsv(FIGURES));
    expect(rows.map(({ valeur }) => valeur)).toEqual(VALUES);
    expect(rows.map(({ commune, age_band }) => [commune, age_band])).toEqual(FIGURES.cells.map(({ bins }) => bins));
    expect(rows.map(({ commune_libelle }) => commune_libelle)).toEqual([
      'Longvic',
      'Longvic',
      '=Saint-Apollinaire; "la ville"',
    ]);
    expect(rows.map(({ statut }) => statut)).toEqual(['valeur perturbée', '0 ou très faible', 'non diffusé']);
    expect(rows[0]?.borne_haute).toBe('1218');
  });

  test('every row says that values are perturbed, and who is missing', () => {
    for (const { mention } of read(writeCsv(FIGURES)))
      expect(mention).toBe('Valeurs perturbées, totaux non additifs. Sans METRO_DIJON (pas de réponse).');
  });

  test('for Excel: semicolons, a mark, and nothing that begins like a formula', () => {
    const csv = writeExcelCsv(FIGURES);
    expect(csv.startsWith('\uFEFFindicateur;periode;')).toBe(true);
    const rows = read(csv, { delimiter: ';', bom: true });
    expect(rows.map(({ valeur }) => valeur)).toEqual(VALUES);
    expect(rows.flatMap((row) => Object.values(row)).filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
    expect(rows[2]?.commune_libelle).toContain('Saint-Apollinaire; "la ville"');
  });
});

describe('CSV on the Web', () => {
  interface Metadata {
    readonly '@context': readonly unknown[];
    readonly url: string;
    readonly notes: readonly { readonly text: string }[];
    readonly tableSchema: {
      readonly columns: readonly { name: string; datatype: 'string' | 'integer'; required: boolean }[];
      readonly primaryKey: readonly string[];
    };
  }
  const metadata = (): Metadata => JSON.parse(writeCsvw(FIGURES, 'n2.csv'));

  test('describes every column of the file, by the type that its cells are of', () => {
    const { tableSchema, url, '@context': context } = metadata();
    expect([url, context[0]]).toEqual(['n2.csv', 'http://www.w3.org/ns/csvw']);
    const rows = read(writeCsv(FIGURES));
    expect(tableSchema.columns.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}));
    for (const { name, datatype, required } of tableSchema.columns) {
      for (const row of rows) {
        const cell = row[name] ?? '';
        if (required) expect(cell).not.toBe('');
        if (datatype === 'integer') expect(cell).toMatch(/^\d*$/);
      }
    }
  });

  test('its primary key tells rows apart', () => {
    const rows = read(writeCsv(FIGURES));
    const keys = rows.map((row) =>
      metadata()
        .tableSchema.primaryKey.map((name) => row[name])
        .join('|'),
    );
    expect(new Set(keys).size).toBe(rows.length);
  });

  test('tells threshold, rules, snapshots, who is missing and how well files were linked', () => {
    const told = metadata()
      .notes.map(({ text }) => text)
      .join('\n');
    for (const text of ['k = 11', 'v1', 'CCAS_LONGVIC : version 2', 'METRO_DIJON', '99,94\u202f%', '96,3\u202f%'])
      expect(told.replaceAll('\u00a0', '\u202f')).toContain(text);
  });
});

describe('JSON-stat', () => {
  const dataset = () => JSONstat(JSON.parse(writeJsonStat(FIGURES)));

  test('an independent reader finds each cell by its bins, and a released 0 where none was listed', () => {
    const found = dataset();
    expect(found.class).toBe('dataset');
    const cellOf = (commune: string, age: string) => {
      const data: unknown = found.Data({ INDICATEUR: 'N2', PERIODE: '2025', COMMUNE: commune, AGE_BAND: age });
      return data;
    };
    expect(cellOf('21355', '65-74')).toMatchObject({ value: 1204, status: 'valeur perturbée' });
    expect(cellOf('21355', '75-84')).toMatchObject({ value: 0, status: '0 ou très faible' });
    expect(cellOf('21540', '65-74')).toMatchObject({ value: null, status: 'non diffusé' });
    expect(cellOf('21540', '75-84')).toMatchObject({ value: 0, status: '0 ou très faible' });
  });

  test('names dimensions and bins in French, and leaves out bins that no cell has', () => {
    const found = dataset();
    expect(found.id).toEqual(['INDICATEUR', 'PERIODE', 'COMMUNE', 'AGE_BAND']);
    expect(found.Dimension('COMMUNE').label).toBe('commune de résidence');
    expect(found.Dimension('COMMUNE').id).toEqual(['21355', '21540']);
    expect(found.Dimension('COMMUNE').Category('21355').label).toBe('Longvic');
    expect(found.note).toContain('Valeurs perturbées, totaux non additifs. Sans METRO_DIJON (pas de réponse).');
  });
});

describe('SDMX-CSV', () => {
  test('has the columns of the format, and the statuses of its code lists', () => {
    const rows = read(writeSdmxCsv(FIGURES));
    expect(Object.keys(rows[0] ?? {})).toEqual(
      'STRUCTURE STRUCTURE_ID ACTION COMMUNE AGE_BAND TIME_PERIOD OBS_VALUE LOWER_BOUND UPPER_BOUND OBS_STATUS CONF_STATUS COMMENT_OBS'.split(
        ' ',
      ),
    );
    expect(rows.map(({ OBS_VALUE, OBS_STATUS, CONF_STATUS }) => [OBS_VALUE, OBS_STATUS, CONF_STATUS])).toEqual([
      ['1204', 'A', 'F'],
      ['0', 'N', 'F'],
      ['', 'Q', 'C'],
    ]);
    expect(new Set(rows.map(({ STRUCTURE, STRUCTURE_ID }) => `${STRUCTURE} ${STRUCTURE_ID}`))).toEqual(
      new Set(['dataflow PASSERELLE:N2(1.0)']),
    );
  });

  test('a body that did not answer has a row without a value, where bodies stand by themselves', () => {
    const bodies = { code: 'BODY', label: 'organisme', bins: [{ code: 'CCAS_LONGVIC', label: 'CCAS de Longvic' }] };
    const perBody: Figures = {
      ...FIGURES,
      dimensions: [bodies, FIGURES.dimensions[1]!],
      cells: [{ bins: ['CCAS_LONGVIC', '65-74'], value: 40, low: 30, high: 50, reading: 'VALUE' }],
    };
    const rows = read(writeSdmxCsv(perBody));
    expect(rows.map(({ BODY, AGE_BAND, OBS_VALUE, OBS_STATUS }) => [BODY, AGE_BAND, OBS_VALUE, OBS_STATUS])).toEqual([
      ['CCAS_LONGVIC', '65-74', '40', 'A'],
      ['METRO_DIJON', '_T', '', 'L'],
    ]);
  });
});
