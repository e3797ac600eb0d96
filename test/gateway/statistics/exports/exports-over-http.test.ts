import { parse } from 'csv-parse/sync';
import JSONstat from 'jsonstat-toolkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../../../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../../../support/territory.ts';

const FORMATS = ['CSV', 'CSV_EXCEL', 'CSVW', 'JSON_STAT', 'SDMX_CSV'] as const;
type Format = (typeof FORMATS)[number];
interface Exported {
  readonly content: string;
  readonly mediaType: string;
  readonly fileName: string;
}
interface Cell {
  readonly body: string | null;
  readonly bins: readonly string[];
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly amount: number | null;
  readonly mean: number | null;
}
type Answered = Readonly<Record<Format, Exported>> & {
  readonly cells: readonly Cell[];
  readonly ruleSetVersion: string;
};
type Row = Readonly<Record<string, string>>;

const EXPORTS = FORMATS.map((format) => `${format}: export(format: ${format}) { content mediaType fileName }`).join(
  ' ',
);

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({
    at: parisInstant('2026-05-04T10:00'),
    bodies: ['DEPT_21', 'CCAS_LONGVIC', 'CCAS_STAPO', 'METRO_DIJON'],
    bodyDeadlineMs: 1500,
  });
});
afterAll(() => territory?.close());

async function ask(args: string): Promise<Answered> {
  const query = `{ statistics(${args}) { ruleSetVersion cells { body bins value low high amount mean } ${EXPORTS} } }`;
  const answer = await territory.ask(query, { agent: 'AG-13', purpose: 'STATISTICS' });
  expect(answer.body.errors).toBeUndefined();
  return dataOf<{ statistics: Answered }>(answer).statistics;
}

const rowsOf = ({ content }: Exported, options: object = {}): readonly Row[] =>
  parse(content, { columns: true, ...options });
const written = (value: number | null) => (value === null ? '' : String(value));
const cellsOf = ({ cells }: Answered) =>
  cells.map(({ body, bins, value, low, high }) => [
    ...(body === null ? bins : [body, ...bins]),
    ...[value, low, high].map(written),
  ]);

describe.each([
  ['by commune and age', 'indicator: "N2", period: "2025", by: [COMMUNE, AGE_BAND]', ['COMMUNE', 'AGE_BAND']],
  ['each body by itself', 'indicator: "N2", period: "2025", by: [BODY, AGE_BAND]', ['BODY', 'AGE_BAND']],
  ['a sensitive one, with blanks', 'indicator: "P1", period: "2025", by: [COMMUNE, AGE_BAND]', ['COMMUNE', 'AGE_BAND']],
])('%s', (_, args, dimensions) => {
  let answer: Answered;
  beforeAll(async () => {
    answer = await ask(args);
  });

  test('every CSV has the cells of the answer, and no other number', () => {
    expect(answer.cells.length).toBeGreaterThan(1);
    for (const rows of [rowsOf(answer.CSV), rowsOf(answer.CSV_EXCEL, { delimiter: ';', bom: true })]) {
      const columns = [...dimensions.map((name) => name.toLowerCase()), 'valeur', 'borne_basse', 'borne_haute'];
      expect(rows.map((row) => columns.map((name) => row[name]))).toEqual(cellsOf(answer));
      const texts = rows.flatMap(({ indicateur, periode, statut, mention, ...rest }) =>
        Object.entries(rest).flatMap(([name, text]) => (columns.includes(name) ? [] : [text])),
      );
      expect(texts.every((text) => text !== '' && !/^\d+$/.test(text))).toBe(true);
    }
  });

  test('the metadata is about that CSV, column by column', () => {
    const metadata = JSON.parse(answer.CSVW.content) as {
      url: string;
      tableSchema: { columns: { name: string }[] };
      notes: { text: string }[];
    };
    expect(metadata.url).toBe(answer.CSV.fileName);
    expect(answer.CSVW.fileName).toBe(`${answer.CSV.fileName}-metadata.json`);
    expect(metadata.tableSchema.columns.map(({ name }) => name)).toEqual(Object.keys(rowsOf(answer.CSV)[0] ?? {}));
    const told = metadata.notes.map(({ text }) => text).join('\n');
    for (const text of ['totaux non additifs', 'k = 11', answer.ruleSetVersion, 'DEPT_21 : version 1'])
      expect(told).toContain(text);
  });

  test('JSON-stat has them at their bins, and a released 0 wherever the answer lists nothing', () => {
    const found = JSONstat(JSON.parse(answer.JSON_STAT.content));
    expect(found.id).toEqual(['INDICATEUR', 'PERIODE', ...dimensions]);
    const values = new Map(cellsOf(answer).map((cell) => [cell.slice(0, -3).join('|'), cell.at(-3)]));
    let seen = 0;
    for (const first of found.Dimension(dimensions[0] ?? '').id) {
      for (const second of found.Dimension(dimensions[1] ?? '').id) {
        const bins = { [dimensions[0] ?? '']: first, [dimensions[1] ?? '']: second };
        const cell = found.Data({ INDICATEUR: args.slice(12, 14), PERIODE: '2025', ...bins }) as {
          value: number | null;
        };
        expect(written(cell.value)).toBe(values.get(`${first}|${second}`) ?? '0');
        if (values.has(`${first}|${second}`)) seen += 1;
      }
    }
    expect(seen).toBe(answer.cells.length);
  });

  test('SDMX-CSV has them by identifiers that SDMX knows, each with a status', () => {
    const rows = rowsOf(answer.SDMX_CSV).filter(({ OBS_STATUS }) => OBS_STATUS !== 'O');
    const columns = [...dimensions, 'OBS_VALUE', 'LOWER_BOUND', 'UPPER_BOUND'];
    const expected = cellsOf(answer).map((cell) => cell.map((text) => text.replace('+', '_GE')));
    expect(rows.map((row) => columns.map((name) => row[name]))).toEqual(expected);
    for (const row of rows) {
      expect(row.OBS_STATUS).toMatch(row.OBS_VALUE === '' ? /^Q$/ : row.OBS_VALUE === '0' ? /^[ND]$/ : /^[AD]$/);
      for (const name of dimensions) expect(row[name]).toMatch(/^[A-Za-z0-9_@$-]+$/);
      expect(row.COMMENT_OBS).toContain('Valeurs perturbées, totaux non additifs');
    }
  });
});

test('a file says what it is, and its name what was asked', async () => {
  const answer = await ask('indicator: "N2", period: "2025", by: [AGE_BAND]');
  expect(FORMATS.map((format) => [answer[format].fileName, answer[format].mediaType])).toEqual([
    ['passerelle-n2-2025-age_band.csv', 'text/csv; charset=utf-8; header=present'],
    ['passerelle-n2-2025-age_band-excel.csv', 'text/csv; charset=utf-8; header=present'],
    ['passerelle-n2-2025-age_band.csv-metadata.json', 'application/csvm+json'],
    ['passerelle-n2-2025-age_band.json', 'application/json'],
    ['passerelle-n2-2025-age_band-sdmx.csv', 'application/vnd.sdmx.data+csv;version=2.0.0'],
  ]);
});

test('a body that is down is named in every file, and has a status of its own where bodies stand by themselves', async () => {
  const was = await territory.moveBody('CCAS_LONGVIC', 'http://127.0.0.1:9');
  try {
    const answer = await ask('indicator: "N2", period: "2025", by: [BODY], bodies: ["DEPT_21", "CCAS_LONGVIC"]');
    for (const format of FORMATS) expect(answer[format].content).toContain('CCAS_LONGVIC (pas de réponse)');
    const rows = rowsOf(answer.SDMX_CSV).map(({ BODY, OBS_VALUE, OBS_STATUS }) => [BODY, OBS_VALUE, OBS_STATUS]);
    expect(rows).toEqual([
      ['DEPT_21', written(answer.cells[0]?.value ?? null), 'A'],
      ['CCAS_LONGVIC', '', 'L'],
    ]);
    expect(rowsOf(answer.CSV).map(({ body }) => body)).toEqual(['DEPT_21']);

    const alone = await ask('indicator: "N2", period: "2025", bodies: ["CCAS_LONGVIC"]');
    expect(alone.cells).toEqual([]);
    expect(rowsOf(alone.CSV).map(({ valeur, statut }) => [valeur, statut])).toEqual([
      ['', 'aucun organisme n’a donné de chiffre'],
    ]);
  } finally {
    await territory.moveBody('CCAS_LONGVIC', was);
  }
});

test('an indicator without a source is one row without a value, in every format', async () => {
  const answer = await ask('indicator: "E4", period: "2025"');
  const [row] = rowsOf(answer.CSV);
  expect([row?.indicateur, row?.valeur, row?.statut]).toEqual(['E4', '', 'aucune source pour l’instant']);
  expect(rowsOf(answer.SDMX_CSV).map(({ OBS_VALUE, OBS_STATUS }) => [OBS_VALUE, OBS_STATUS])).toEqual([['', 'O']]);
  const found = JSONstat(JSON.parse(answer.JSON_STAT.content));
  expect(found.Data({ INDICATEUR: 'E4', PERIODE: '2025' })).toMatchObject({ value: null });
});

test('a sum of euros is that of the answer', async () => {
  const { CSV, cells } = await ask('indicator: "N3", period: "2025"');
  expect(cells[0]?.amount).toBeGreaterThan(0);
  const [sum] = rowsOf(CSV);
  expect([sum?.montant, sum?.moyenne]).toEqual(
    [cells[0]?.amount, cells[0]?.mean].map((value) => written(value ?? null)),
  );
});

test('what is not released is in no file: a body whose figures are withheld is named, with no value', async () => {
  const answer = await ask('indicator: "N2", period: "2025", by: [BODY], bodies: ["DEPT_21", "DEPT_92"]');
  const rows = rowsOf(answer.SDMX_CSV).map(({ BODY, OBS_VALUE, OBS_STATUS, CONF_STATUS }) => [
    ...[BODY, OBS_VALUE, OBS_STATUS, CONF_STATUS],
  ]);
  expect(rows[1]).toEqual(['DEPT_92', '', 'Q', 'C']);
  expect(answer.CSV.content).toContain('DEPT_92 (non communiqué)');
});
