import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../../../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../../../support/territory.ts';
import { readPage } from './read-page.ts';

interface Cell {
  readonly body: string | null;
  readonly bins: readonly string[];
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly share: number | null;
  readonly amount: number | null;
  readonly amountLow: number | null;
  readonly amountHigh: number | null;
  readonly mean: number | null;
}
interface Figures {
  readonly period: string;
  readonly by: readonly string[];
  readonly cells: readonly Cell[];
  readonly parts: readonly { readonly body: { readonly code: string }; readonly standing: string }[];
}
interface Answered {
  readonly title: string;
  readonly missing: readonly string[];
  readonly note: string;
  readonly html: string;
  readonly lines: readonly {
    readonly indicator: string;
    readonly label: string;
    readonly standing: string;
    readonly figures: readonly Figures[];
  }[];
}

const AG13 = { agent: 'AG-13', purpose: 'STATISTICS' } as const;
const CELLS = 'cells { body bins value low high share amount amountLow amountHigh mean }';
const BILAN = `query ($protocol: ID!, $year: Int!) { bilan(protocol: $protocol, year: $year) { title missing note html lines { indicator label standing figures { period by ${CELLS} parts { body { code } standing } } } } }`;

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({
    at: parisInstant('2026-05-04T10:00'),
    bodies: ['DEPT_21', 'COMMUNE_LONGVIC', 'CCAS_LONGVIC', 'METRO_DIJON'],
    bodyDeadlineMs: 2500,
  });
});
afterAll(() => territory?.close());

async function bilanOf(protocol: string, year = 2025): Promise<Answered> {
  const answer = await territory.ask(BILAN, { ...AG13, variables: { protocol, year } });
  expect(answer.body.errors).toBeUndefined();
  return dataOf<{ bilan: Answered }>(answer).bilan;
}
const lineOf = ({ lines }: Answered, code: string) => {
  const line = lines.find(({ indicator }) => indicator === code);
  if (!line) throw new Error(`the bilan has no ${code}`);
  return line;
};
/** Every number that was released, shares as they are read: in hundredths, to one decimal. */
const released = ({ lines }: Answered) =>
  lines.flatMap(({ figures }) =>
    figures.flatMap(({ cells }) =>
      cells.flatMap(({ value, low, high, share, amount, amountLow, amountHigh, mean }) => [
        ...[value, low, high, amount, amountLow, amountHigh, mean],
        share === null ? null : Math.round(share * 1000) / 10,
      ]),
    ),
  );

test('has the indicators of a bilan, and says of each whether it has a source', async () => {
  const bilan = await bilanOf('P-21-LONGVIC');
  expect(bilan.lines.map(({ indicator, standing }) => `${indicator} ${standing}`)).toEqual([
    'N1 NO_SOURCE_YET',
    ...['N2', 'N3', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'H1', 'C1'].map((code) => `${code} LIVE`),
    ...['C2', 'E4', 'M1'].map((code) => `${code} NO_SOURCE_YET`),
  ]);
  expect(bilan.lines.filter(({ standing, figures }) => standing === 'NO_SOURCE_YET' && figures.length > 0)).toEqual([]);
  expect(bilan.title).toContain('Longvic');
  expect(bilan.note).toContain('totaux non additifs');
});

test('its figures are those of `statistics`, question by question', async () => {
  const bilan = await bilanOf('P-21-LONGVIC');
  const asked = await territory.ask(
    `{ total: statistics(indicator: "N2", period: "2025", bodies: ["DEPT_21", "CCAS_LONGVIC"]) { ${CELLS} }
       own: statistics(indicator: "N2", period: "2025", by: [BODY], bodies: ["DEPT_21", "CCAS_LONGVIC"]) { ${CELLS} }
       ages: statistics(indicator: "N2", period: "2025", by: [AGE_BAND], bodies: ["DEPT_21", "CCAS_LONGVIC"]) { ${CELLS} } }`,
    AG13,
  );
  const { total, own, ages } = dataOf<Record<'total' | 'own' | 'ages', { cells: readonly Cell[] }>>(asked);
  const { figures } = lineOf(bilan, 'N2');
  expect(figures.map(({ cells }) => cells)).toEqual([total.cells, own.cells, ages.cells]);
  expect(ages.cells.length).toBeGreaterThan(3);
});

test('quarters stand by themselves, and are added up nowhere', async () => {
  const bilan = await bilanOf('P-21-METRO');
  const { figures, standing } = lineOf(bilan, 'N1');
  expect(standing).toBe('LIVE');
  expect([...new Set(figures.map(({ period }) => period))]).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
  expect(readPage(bilan.html).tableOf('Personnes accueillies : ensemble').columns).toEqual([
    '1er trimestre 2025',
    '2e trimestre 2025',
    '3e trimestre 2025',
    '4e trimestre 2025',
  ]);
});

test.each(['P-21-LONGVIC', 'P-21-METRO'])(
  'every number in the cells and on the bars of %s is one that was released',
  async (id) => {
    const bilan = await bilanOf(id);
    const page = readPage(bilan.html);
    const known = new Set(released(bilan).filter((value) => value !== null));
    expect(page.figures.length).toBeGreaterThan(10);
    expect(page.figures.filter((figure) => !known.has(figure))).toEqual([]);
    expect(page.figures.filter((figure) => figure > 0 && figure < 11 && !released(bilan).includes(figure))).toEqual([]);
    const values = bilan.lines.flatMap(({ figures }) =>
      figures.flatMap(({ cells }) => cells.map(({ value }) => value)),
    );
    const unprinted = values.filter((value) => value !== null && value > 0 && !page.figures.includes(value));
    expect(unprinted).toEqual([]);
  },
);

test('a body that is down is named on the page, and is no zero', async () => {
  const was = await territory.moveBody('CCAS_LONGVIC', 'http://127.0.0.1:9');
  try {
    const bilan = await bilanOf('P-21-LONGVIC');
    expect(bilan.missing).toEqual(['CCAS_LONGVIC']);
    const page = readPage(bilan.html);
    const own = page.tableOf('Personnes suivies : ensemble');
    expect(own.rows.find(([name]) => name === 'CCAS de Longvic')).toEqual(['CCAS de Longvic', 'pas de réponse']);
    expect(page.tableOf('Ils ne sont dans aucune somme').rows).toContainEqual([
      ...['CCAS de Longvic', 'Personnes suivies', '2025', 'pas de réponse'],
    ]);
    expect(page.tableOf('Personnes aidées : ensemble').rows[0]).toEqual([
      'Ensemble',
      'aucun organisme n’a donné de chiffre',
    ]);
  } finally {
    await territory.moveBody('CCAS_LONGVIC', was);
  }
});

test('every body’s decision is on record', async () => {
  const answer = await territory.ask(BILAN, { ...AG13, variables: { protocol: 'P-21-LONGVIC', year: 2025 } });
  const lines = await territory.linesOf(answer.operation);
  expect([...new Set(lines.map(({ owner }) => owner))]).toEqual(['CCAS_LONGVIC', 'COMMUNE_LONGVIC', 'DEPT_21']);
  expect([...new Set(lines.map(({ category }) => category))]).toEqual(['STATISTIC']);
  console.info(`a bilan leaves ${lines.length} access records`);
});

test('a year that has not ended has no figures yet', async () => {
  const bilan = await bilanOf('P-21-LONGVIC', 2026);
  expect(lineOf(bilan, 'N2').figures[0]?.parts.map(({ standing }) => standing)).toEqual(['NOT_FROZEN', 'NOT_FROZEN']);
  expect(readPage(bilan.html).tableOf('Personnes suivies : ensemble').rows[1]?.[1]).toBe('période non figée');
});

test('is for whoever counts: another purpose is refused, and so is an instrument that there is not', async () => {
  const codeOf = async (asked: { agent: string; purpose: 'CASE' | 'STATISTICS' }, protocol: string) => {
    const { body } = await territory.ask(BILAN, { ...asked, variables: { protocol, year: 2025 } });
    return body.errors?.[0]?.extensions.code;
  };
  expect(await codeOf({ agent: 'AG-01', purpose: 'CASE' }, 'P-21-LONGVIC')).toBe('PURPOSE_NOT_ALLOWED');
  expect(territory.received).toEqual([]);
  expect(await codeOf(AG13, 'P-99-NOWHERE')).toBe('BAD_REQUEST');
});

test('what no instrument ties to the caller is withheld body by body, and the page says so', async () => {
  const bilan = await bilanOf('P-92-SCEAUX');
  expect(territory.received).toEqual([]);
  expect(lineOf(bilan, 'N2').figures[0]?.parts.map(({ standing }) => standing)).toEqual(['WITHHELD', 'WITHHELD']);
  expect(readPage(bilan.html).figures).toEqual([]);
});
