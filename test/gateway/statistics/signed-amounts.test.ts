import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AmountTally } from '../../../disclosure/amount-tally.ts';
import { findIndicator } from '../../../disclosure/catalogue.ts';
import { recordKey } from '../../../disclosure/record-key.ts';
import { deviationOfSum, releaseSum } from '../../../disclosure/release-sum.ts';
import { openBody } from '../../../subgraphs/contract/open-body.ts';
import { correctSnapshot } from '../../../subgraphs/contract/statistics/freeze.ts';
import { parisInstant } from '../../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../../support/territory.ts';

const NOON = parisInstant('2026-05-04T10:00');
const N3 = findIndicator('N3')!;
const SCALE = N3.amount!.scale;
const AMOUNT = 120;

interface Cell {
  readonly bins: readonly string[];
  readonly value: number;
  readonly amount: number | null;
  readonly amountLow: number | null;
  readonly amountHigh: number | null;
  readonly mean: number | null;
}

let territory: Territory;
let aided: readonly { readonly person: string; readonly kind: string; readonly amount: number }[];
let key: Buffer;
beforeAll(async () => {
  territory = await openTerritory({ at: NOON, bodies: ['DEPT_21', 'CCAS_LONGVIC', 'CCAS_STAPO'] });
  await inBody(async (pool) => {
    // Food for sixty persons; loans for forty others, one of which is most of them all: that sum is nobody's to know.
    await pool.query(
      `INSERT INTO ccas_aid (person_id, kind, amount, granted_on)
       SELECT id, 'FOOD', $1, '2025-06-01' FROM (SELECT id FROM person ORDER BY id LIMIT 60) AS few`,
      [AMOUNT],
    );
    await pool.query(
      `INSERT INTO ccas_aid (person_id, kind, amount, granted_on)
       SELECT id, 'LOAN', CASE WHEN nth = 61 THEN 2900 ELSE 10 END, '2025-06-01'
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM person ORDER BY id LIMIT 40 OFFSET 60) AS few`,
    );
    const { rows } = await pool.query(
      `SELECT person_id AS person, kind::text AS kind, coalesce(amount, 0) AS amount FROM ccas_aid
        WHERE granted_on >= '2025-01-01' AND granted_on < '2026-01-01'`,
    );
    aided = rows;
    key = (await pool.query<{ key: Buffer }>('SELECT record_key AS key FROM statistic_key')).rows[0]!.key;
  });
  const body = await openBody({ code: 'CCAS_LONGVIC', kind: 'CCAS', databaseUrl: urlOf(), now: () => NOON });
  await correctSnapshot(body.contextOf(null), N3, '2025');
  await body.close();
});
afterAll(() => territory?.close());

const urlOf = () => territory.bodyDatabases.get('CCAS_LONGVIC')!;

async function inBody(work: (pool: pg.Pool) => Promise<unknown>): Promise<void> {
  const pool = new pg.Pool({ connectionString: urlOf(), max: 1 });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}

async function ask(args: string) {
  const answer = await territory.ask(
    `{ statistics(${args}) { parts { body { code } standing } cells { bins value amount amountLow amountHigh mean } } }`,
    { agent: 'AG-13', purpose: 'STATISTICS' },
  );
  return dataOf<{
    statistics: {
      readonly parts: readonly { body: { code: string }; standing: string }[];
      readonly cells: readonly Cell[];
    };
  }>(answer).statistics;
}

/** The released sum of these aids, each person with all that she was given. */
function expected(rows: typeof aided): number | null {
  const given = Map.groupBy(rows, ({ person }) => person);
  const persons = [...given].map(([person, own]) => ({
    key: recordKey(key, '1', person),
    amount: own.reduce((sum, { amount }) => sum + amount, 0),
  }));
  return releaseSum(AmountTally.of(persons), SCALE);
}

describe('what was given', () => {
  test('is the pure function of the rows, beside its count, with an interval of the public scale', async () => {
    const { cells } = await ask('indicator: "N3", period: "2025", by: [AID_KIND], bodies: ["CCAS_LONGVIC"]');
    const food = cells.find(({ bins }) => bins[0] === 'FOOD')!;
    const sum = expected(aided.filter(({ kind }) => kind === 'FOOD'))!;
    expect(sum).toBeGreaterThan(0);
    const width = 1.96 * deviationOfSum(SCALE);
    expect(food).toMatchObject({ amount: sum, mean: Math.round(sum / food.value) });
    expect([food.amountLow, food.amountHigh]).toEqual([Math.max(0, Math.floor(sum - width)), Math.ceil(sum + width)]);
  });

  test('is blank where one person was given nearly all of it, though her count is shown', async () => {
    const { cells } = await ask('indicator: "N3", period: "2025", by: [AID_KIND], bodies: ["CCAS_LONGVIC"]');
    const loans = cells.find(({ bins }) => bins[0] === 'LOAN')!;
    expect(loans.value).toBeGreaterThan(10);
    expect(loans).toMatchObject({ amount: null, amountLow: null, amountHigh: null, mean: null });
  });

  test('is nothing in steps that are not of ten, or of an indicator that has no amount', async () => {
    const { cells } = await ask('indicator: "N3", period: "2025", bodies: ["CCAS_LONGVIC"]');
    expect(cells.every(({ amount }) => amount === null || amount % 10 === 0)).toBe(true);
    const followed = await ask('indicator: "N2", period: "2025", bodies: ["CCAS_LONGVIC"]');
    expect(followed.cells.map(({ amount, mean }) => [amount, mean])).toEqual([[null, null]]);
  });
});

describe('a body whose table is not signed with a key that was entered for it is missing, and in no sum', () => {
  const standings = async () => {
    const { parts, cells } = await ask('indicator: "N2", period: "2025", bodies: ["CCAS_LONGVIC", "DEPT_21"]');
    return [parts.map((part) => part.standing), cells.length];
  };
  const setKey = (sql: string, ...values: unknown[]) =>
    territory.hubDatabase.query(`UPDATE body_statistic_key SET ${sql} WHERE body_code = 'CCAS_LONGVIC'`, values);

  test('with its own key it is there', async () => {
    expect(await standings()).toEqual([['RELEASED', 'RELEASED'], 1]);
  });

  test('with a key that has ended it is not', async () => {
    await setKey(`valid_to = now() - interval '1 hour'`);
    expect(await standings()).toEqual([['MISSING', 'RELEASED'], 1]);
    await setKey('valid_to = NULL');
    expect(await standings()).toEqual([['RELEASED', 'RELEASED'], 1]);
  });

  test('nor with the key of another body, nor with one that is no key of signatures', async () => {
    const { rows } = await territory.hubDatabase.query<{ key: Buffer }>(
      `SELECT public_key AS key FROM body_statistic_key WHERE body_code = 'DEPT_21'`,
    );
    await setKey('public_key = $1', rows[0]!.key);
    expect(await standings()).toEqual([['MISSING', 'RELEASED'], 1]);
    await setKey('public_key = $1', generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' }));
    expect(await standings()).toEqual([['MISSING', 'RELEASED'], 1]);
  });
});
