import { parse } from 'csv-parse/sync';
import JSONstat from 'jsonstat-toolkit';
import { describe, expect, test } from 'vitest';
import { type Figures, NOTHING_MORE } from '../../../../gateway/statistics/exports/figures.ts';
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
    { bins: ['21355', '65-74'], value: 1204, low: 1190, high: 1218, reading: 'VALUE', ...NOTHING_MORE },
    { bins: ['21355', '75-84'], value: 0, low: 0, high: 14, reading: 'VERY_SMALL', ...NOTHING_MORE },
    { bins: ['21540', '65-74'], value: null, low: null, high: null, reading: 'BLANK', ...NOTHING_MORE },
  ],
  absent: [{ body: 'METRO_DIJON', why: 'MISSING' }],
  snapshots: [{ body: 'CCAS_LONGVIC', version: 2, frozenAt: '2026-02-01T00:00:00.000Z' }],
  hasShares: false,
  amountLabel: null,
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
      readonly columns: readonly { name: string; datatype: 'string' | 'integer' | 'decimal'; required: boolean }[];
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
      cells: [{ bins: ['CCAS_LONGVIC', '65-74'], value: 40, low: 30, high: 50, reading: 'VALUE', ...NOTHING_MORE }],
    };
    const rows = read(writeSdmxCsv(perBody));
    expect(rows.map(({ BODY, AGE_BAND, OBS_VALUE, OBS_STATUS }) => [BODY, AGE_BAND, OBS_VALUE, OBS_STATUS])).toEqual([
      ['CCAS_LONGVIC', '65-74', '40', 'A'],
      ['METRO_DIJON', '_T', '', 'L'],
    ]);
    const nobody = {
      bins: ['_T', '_T'],
      value: null,
      low: null,
      high: null,
      reading: 'NOBODY',
      ...NOTHING_MORE,
    } as const;
    const silent = read(writeSdmxCsv({ ...perBody, cells: [nobody] }));
    expect(silent.map(({ BODY, OBS_STATUS }) => [BODY, OBS_STATUS])).toEqual([['METRO_DIJON', 'L']]);
  });
});

describe('shares and sums of euros beside a count', () => {
  const rich: Figures = {
    ...FIGURES,
    hasShares: true,
    amountLabel: 'montant accordé',
    cells: FIGURES.cells.map((cell, nth) =>
      nth === 0 ? { ...cell, share: 0.452, amount: 123_450, amountLow: 118_000, amountHigh: 128_900, mean: 102 } : cell,
    ),
  };
  const EXPECTED = ['0.452', '123450', '118000', '128900', '102'];

  test('are columns of the CSV, with their types, and a decimal comma for Excel', () => {
    const names = ['part', 'montant', 'montant_bas', 'montant_haut', 'moyenne'];
    const [first, second] = read(writeCsv(rich));
    expect(names.map((name) => first?.[name])).toEqual(EXPECTED);
    expect(names.map((name) => second?.[name])).toEqual(['', '', '', '', '']);
    expect(read(writeExcelCsv(rich), { delimiter: ';', bom: true })[0]?.part).toBe('0,452');
    const { tableSchema } = JSON.parse(writeCsvw(rich, 'n2.csv')) as {
      tableSchema: { columns: { name: string; datatype: string; required: boolean }[] };
    };
    expect(tableSchema.columns.map(({ name }) => name)).toEqual(Object.keys(first ?? {}));
    expect(tableSchema.columns.filter(({ name }) => names.includes(name)).map(({ datatype }) => datatype)).toEqual([
      ...['decimal', 'integer', 'integer', 'integer', 'integer'],
    ]);
  });

  test('are metrics of their own in JSON-stat', () => {
    const found = JSONstat(JSON.parse(writeJsonStat(rich)));
    const codes = ['N2_SHARE', 'N2_AMOUNT', 'N2_AMOUNT_LOWER', 'N2_AMOUNT_UPPER', 'N2_MEAN'];
    expect(found.Dimension('INDICATEUR').id).toEqual(['N2', ...codes]);
    const at = { PERIODE: '2025', COMMUNE: '21355', AGE_BAND: '65-74' };
    const numberAt = (code: string) => (found.Data({ INDICATEUR: code, ...at }) as { value: number }).value;
    expect(codes.map((code) => String(numberAt(code)))).toEqual(EXPECTED);
    expect(numberAt('N2')).toBe(1204);
    expect(found.Data({ INDICATEUR: 'N2_SHARE', ...at, AGE_BAND: '75-84' })).toMatchObject({ value: null });
  });

  test('are measures of SDMX-CSV', () => {
    const [row] = read(writeSdmxCsv(rich));
    const names = ['SHARE', 'AMOUNT', 'AMOUNT_LOWER', 'AMOUNT_UPPER', 'MEAN'];
    expect(names.map((name) => row?.[name])).toEqual(EXPECTED);
    expect(row?.OBS_STATUS).toBe('A');
  });
});
