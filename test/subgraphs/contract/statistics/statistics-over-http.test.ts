import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cellKeyOf } from '../../../../disclosure/cell-key.ts';
import { binOf } from '../../../../disclosure/dimensions.ts';
import { perturb } from '../../../../disclosure/perturb.ts';
import { STRICT_TABLE } from '../../../../disclosure/perturbation-table.ts';
import { recordKey } from '../../../../disclosure/record-key.ts';
import { readConfig } from '../../../../gateway/config.ts';
import { startHub } from '../../../../gateway/start-hub.ts';
import { parisInstant } from '../../../support/paris.ts';
import { dataOf, type HubAnswer, openTerritory, type Territory } from '../../../support/territory.ts';

const NOON = parisInstant('2026-05-04T10:00');
const AG13 = { agent: 'AG-13', purpose: 'STATISTICS' } as const;
const FIELDS =
  'indicator by standing complete missing note computedAt ruleSetVersion parts { body { code } standing reason version smallest } cells { body bins value shown low high deviation blanks }';

interface Cell {
  readonly body: string | null;
  readonly bins: readonly string[];
  readonly value: number | null;
  readonly shown: string;
  readonly low: number;
  readonly high: number;
}
interface Answered {
  readonly standing: string;
  readonly complete: boolean;
  readonly missing: readonly string[];
  readonly note: string;
  readonly by: readonly string[];
  readonly ruleSetVersion: string;
  readonly parts: readonly { body: { code: string }; standing: string; reason: string | null; version: number }[];
  readonly cells: readonly Cell[];
}

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: NOON, bodyDeadlineMs: 1500 });
});
afterEach(() => territory?.setClock(NOON));
afterAll(() => territory?.close());

const asks = (args: string) => `{ statistics(${args}) { ${FIELDS} } }`;
const ask = (args: string) => territory.ask(asks(args), AG13);
const answered = (answer: HubAnswer) => dataOf<{ statistics: Answered }>(answer).statistics;

/** The database of a body, as only the test and the body know it. */
async function inBody<Row extends pg.QueryResultRow>(code: string, sql: string): Promise<readonly Row[]> {
  const pool = new pg.Pool({ connectionString: territory.bodyDatabases.get(code), max: 1 });
  try {
    return (await pool.query<Row>(sql)).rows;
  } finally {
    await pool.end();
  }
}

test('what is released is the pure function of the rows of the body, cell by cell', async () => {
  const rows = await inBody<{ id: string; commune: string | null }>(
    'DEPT_21',
    `SELECT f.person_id AS id, c.commune_code AS commune FROM follow_up f LEFT JOIN contact c USING (person_id)
      WHERE f.opened_on < '2026-01-01' AND (f.closed_on IS NULL OR f.closed_on > '2025-01-01')`,
  );
  const [key] = await inBody<{ record_key: Buffer }>('DEPT_21', 'SELECT record_key FROM statistic_key');
  const byCommune = Map.groupBy(rows, ({ commune }) => binOf('COMMUNE', commune));
  expect(byCommune.size).toBeGreaterThan(1);
  const expected = [...byCommune].map(([commune, people]) => {
    const sum = people.reduce((all, { id }) => all + recordKey(key!.record_key, '1', id), 0n);
    return [commune, perturb(people.length, cellKeyOf(sum), STRICT_TABLE)] as const;
  });
  const { cells, complete } = answered(
    await ask('indicator: "N2", period: "2025", by: [COMMUNE], bodies: ["DEPT_21"]'),
  );
  expect(complete).toBe(true);
  expect(Object.fromEntries(cells.map(({ bins, value }) => [bins[0], value]))).toEqual(
    Object.fromEntries(expected.filter(([, value]) => value !== 0)),
  );
});

test('the hub adds up what each body gives by itself, says that totals do not, and gives an interval', async () => {
  const sum = answered(await ask('indicator: "N2", period: "2025", by: [AGE_BAND]'));
  const each = answered(await ask('indicator: "N2", period: "2025", by: [BODY, AGE_BAND]'));
  expect(sum.parts.map(({ body }) => body.code)).toEqual(['CCAS_LONGVIC', 'CCAS_STAPO', 'DEPT_21', 'METRO_DIJON']);
  expect(sum.parts.every(({ standing }) => standing === 'RELEASED')).toBe(true);
  expect(sum.cells.length).toBeGreaterThan(4);
  for (const cell of sum.cells) {
    const own = each.cells.filter(({ bins }) => bins[0] === cell.bins[0]);
    expect(cell.value).toBe(own.reduce((all, { value }) => all + value!, 0));
    expect(cell.low).toBeLessThan(cell.value!);
    expect(cell.high).toBeGreaterThan(cell.value!);
  }
  expect(sum.note).toContain('Valeurs perturbées, totaux non additifs');
  expect(sum.ruleSetVersion).toBe('v1');
  const released = [...sum.cells, ...each.cells].map(({ value }) => value!);
  expect(released.filter((value) => value > 0 && value < 11)).toEqual([]);
});

test('repeats, aliases, the order of dimensions and of bodies, and another replica: one value', async () => {
  const question = 'indicator: "N2", period: "2025", by: [COMMUNE, AGE_BAND], bodies: ["DEPT_21", "CCAS_LONGVIC"]';
  const turned =
    'by: [AGE_BAND, COMMUNE], bodies: ["CCAS_LONGVIC", "DEPT_21", "DEPT_21"], period: "2025", indicator: "N2"';
  const first = answered(await ask(question));
  const texts = new Set([JSON.stringify(first), JSON.stringify(answered(await ask(turned)))]);
  const aliased = await territory.ask(
    `{ a: statistics(${question}) { ${FIELDS} } b: statistics(${turned}) { ${FIELDS} } }`,
    AG13,
  );
  for (const value of Object.values(dataOf<Record<string, Answered>>(aliased))) texts.add(JSON.stringify(value));
  const other = await startHub(readConfig(territory.hubEnvironment), { clock: () => NOON });
  try {
    const response = await fetch(`${other.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await territory.tokenOf('AG-13')}`,
        'x-purpose': 'STATISTICS',
      },
      body: JSON.stringify({ query: asks(question) }),
    });
    const body = (await response.json()) as { data: { statistics: Answered } };
    texts.add(JSON.stringify(body.data.statistics));
  } finally {
    await other.close();
  }
  territory.setClock(parisInstant('2026-09-08T10:00'));
  texts.add(JSON.stringify(answered(await ask(question))));
  expect(texts.size).toBe(1);
  expect(first.cells.length).toBeGreaterThan(3);
});

describe('what the catalogue does not allow is refused before anybody is asked', () => {
  test.each([
    ['a dimension of another indicator', 'indicator: "P1", period: "2025", by: [HOUSEHOLD_TYPE]'],
    ['a dimension named twice', 'indicator: "N2", period: "2025", by: [COMMUNE, COMMUNE]'],
    ['a breakdown of what has none', 'indicator: "I1", period: "2025", by: [COMMUNE]'],
    ['four dimensions', 'indicator: "N2", period: "2025", by: [BODY, COMMUNE, AGE_BAND, HOUSEHOLD_TYPE]'],
  ])('%s: DIMENSION_NOT_ALLOWED', async (_, args) => {
    const { body } = await ask(args);
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['DIMENSION_NOT_ALLOWED']);
    expect(body.data?.statistics ?? null).toBeNull();
    expect(territory.received).toEqual([]);
  });

  test.each([
    ['a filter', 'indicator: "N2", period: "2025", where: { commune: "21355" }'],
    ['a list of persons', 'indicator: "N2", period: "2025", persons: ["DEPT_21:D-5512"]'],
    ['a bin of one’s own', 'indicator: "N2", period: "2025", by: [BIRTH_DATE]'],
    ['an indicator that there is not', 'indicator: "N99", period: "2025"'],
    ['a period of another kind', 'indicator: "N2", period: "2025-Q1"'],
    ['a body that there is not', 'indicator: "N2", period: "2025", bodies: ["CCAS_NOWHERE"]'],
  ])('%s: BAD_REQUEST', async (_, args) => {
    const { body } = await ask(args);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
    expect(territory.received).toEqual([]);
  });
});

test('a body that is down is named as missing, and is in no sum', async () => {
  const all = answered(await ask('indicator: "N2", period: "2025", bodies: ["DEPT_21", "CCAS_LONGVIC"]'));
  const alone = answered(await ask('indicator: "N2", period: "2025", bodies: ["DEPT_21"]'));
  const was = await territory.moveBody('CCAS_LONGVIC', 'http://127.0.0.1:9');
  try {
    const down = answered(await ask('indicator: "N2", period: "2025", bodies: ["DEPT_21", "CCAS_LONGVIC"]'));
    expect([down.complete, down.missing]).toEqual([false, ['CCAS_LONGVIC']]);
    expect(down.cells).toEqual(alone.cells);
    expect(down.cells[0]?.value).not.toBe(all.cells[0]?.value);
    expect(down.parts.find(({ body }) => body.code === 'CCAS_LONGVIC')?.standing).toBe('MISSING');
  } finally {
    await territory.moveBody('CCAS_LONGVIC', was);
  }
});

test('figures cross under an instrument for the purpose, to whoever counts, and every body’s decision is on record', async () => {
  const own = await ask('indicator: "N2", period: "2025", bodies: ["DEPT_21", "DEPT_92", "CCAS_LONGVIC"]');
  expect(answered(own).parts.map(({ body, standing, reason }) => [body.code, standing, reason])).toEqual([
    ['CCAS_LONGVIC', 'RELEASED', null],
    ['DEPT_21', 'RELEASED', null],
    ['DEPT_92', 'WITHHELD', 'NO_INSTRUMENT'],
  ]);
  const lines = await territory.linesOf(own.operation);
  expect(lines.map(({ owner, category, decision, rule }) => [owner, category, decision, rule])).toEqual([
    ['CCAS_LONGVIC', 'STATISTIC', 'PERMIT', 'R702'],
    ['DEPT_21', 'STATISTIC', expect.stringMatching(/INTERNAL|PERMIT/), expect.any(String)],
    ['DEPT_92', 'STATISTIC', 'DENY', expect.any(String)],
  ]);
  expect(territory.received.map(({ body }) => body).sort()).toEqual(['CCAS_LONGVIC', 'DEPT_21']);

  const worker = await territory.ask(asks('indicator: "N2", period: "2025", bodies: ["CCAS_LONGVIC"]'), {
    agent: 'AG-01',
    purpose: 'CASE',
  });
  expect(answered(worker).parts.map(({ standing }) => standing)).toEqual(['WITHHELD']);
  expect(territory.received).toEqual([]);
});

test('no identity of anybody goes with the figures: R107', async () => {
  const answer = await territory.ask('{ person(id: "DEPT_21:D-5512") { birthName } }', AG13);
  expect(answer.body.data?.person ?? null).toBeNull();
});

test('an indicator without records says so, and a period without a snapshot too: nothing is made up', async () => {
  const { standing, cells, parts } = answered(await ask('indicator: "C2", period: "2025"'));
  expect([standing, cells, parts]).toEqual(['NO_SOURCE_YET', [], []]);
  expect(territory.received).toEqual([]);
  const partly = answered(await ask('indicator: "N1", period: "2026-Q1", bodies: ["METRO_DIJON", "DEPT_21"]'));
  expect(partly.parts.map((part) => [part.body.code, part.standing])).toEqual([
    ['DEPT_21', 'NO_SOURCE_YET'],
    ['METRO_DIJON', 'RELEASED'],
  ]);
  const future = answered(await ask('indicator: "N2", period: "2026", bodies: ["DEPT_21"]'));
  expect(future.parts.map((part) => part.standing)).toEqual(['NOT_FROZEN']);
});

test('the catalogue is read by anybody, with its bins and what has no source', async () => {
  const answer = await territory.ask(
    '{ indicators { code label definition standing sensitivity smallest crossed period confidence dimensions { dimension label bins { code } } } }',
    { agent: 'AG-03', purpose: 'DIRECTORY' },
  );
  const { indicators } = dataOf<{ indicators: { code: string; standing: string; smallest: number }[] }>(answer);
  expect(indicators).toHaveLength(22);
  expect(indicators.filter(({ standing }) => standing === 'LIVE').map(({ code }) => code)).toEqual([
    'N1',
    'N2',
    'N3',
    ...['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'H1', 'C1'],
    'F1',
    'P1',
    'I1',
    'G1',
  ]);
  expect(indicators.filter(({ standing }) => standing === 'BY_STUDY').map(({ code }) => code)).toEqual(['N4']);
  expect(indicators.every(({ smallest }) => smallest === 11)).toBe(true);
});

test('a sensitive breakdown is blank where its base is small, in words that do not say why', async () => {
  const { cells } = answered(
    await ask('indicator: "P1", period: "2025", by: [COMMUNE, AGE_BAND], bodies: ["DEPT_21"]'),
  );
  expect(new Set(cells.filter(({ value }) => value === null).map(({ shown }) => shown))).toEqual(
    new Set(['non diffusé']),
  );
  expect(cells.filter(({ value }) => value !== null && value > 0 && value < 11)).toEqual([]);
});

test('the body releases by the same catalogue to whoever asks it directly, and refuses the rest without a word', async () => {
  const direct = await territory.ask(
    '{ body(code: "DEPT_21") { a: statistics(indicator: "N2", period: "2025") { standing values smallest } b: statistics(indicator: "N2", period: "2025", by: [THEME]) { standing values } } }',
    AG13,
  );
  const { body } = dataOf<{ body: Record<string, { standing: string; values: number[] | null }> }>(direct);
  const total = answered(await ask('indicator: "N2", period: "2025", bodies: ["DEPT_21"]')).cells[0]?.value;
  expect(body.a).toEqual({ standing: 'RELEASED', values: [total], smallest: 11 });
  expect(body.b).toEqual({ standing: 'NOT_ALLOWED', values: null });
});
