import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJournal } from '../../gateway/journal/journal.repository.ts';
import type { AccessRecord } from '../../gateway/policy/access-record.ts';
import { awaitSequenced } from '../support/await-sequenced.ts';
import { parisInstant } from '../support/paris.ts';
import { nodesOf, type Office, openOffice, ROWS, type Rows } from './office.ts';

const WEEK = '2026-W19';
const PERMITS = 1_200;
let office: Office;
let root: Buffer;
beforeAll(async () => {
  office = await openOffice('2026-05-04T09:00');
  // As many as a body has in a week, written by the journal itself.
  await append('2026-05-06T10:00', PERMITS);
  await append('2026-05-20T10:00', 3);
  await append('2026-05-03T23:59', 200);
  await append('2026-05-11T00:00', 200);
  root = (await awaitSequenced(office.territory.hubDatabase)).root;
});
afterAll(() => office?.close());

async function append(local: string, count: number): Promise<void> {
  const decision: AccessRecord['decision'] = {
    ...{ effect: 'PERMIT', rule: 'R501', reason: null, transform: 'NONE', consent: 'C-1', instrument: 'P-21-LONGVIC' },
    ...{
      ruleSet: { version: 'v1', sha256: '0'.repeat(64) },
      opens: 'ALL',
      closed: new Set<never>(),
      silent: new Set<never>(),
    },
  };
  await createJournal(office.territory.hubDatabase).append(
    {
      ...{ operation: '00000000-0000-4000-8000-000000000001', at: parisInstant(local), queryHash: 'none' },
      ...{ agent: 'AG-01', agentBody: 'DEPT_21', partnerSystem: null, profession: 'ASS', secrecy: 'PROFESSION' },
      ...{ purpose: 'CASE', mission: null, ruleSetVersion: 'v1' },
    },
    Array.from({ length: count }, (_, nth) => ({
      ...{ owner: 'CCAS_LONGVIC', subject: `subject-${nth % 40}`, category: 'HOUSING', decision, count: 1 },
      releaseCheck: nth % 2 === 0 ? null : 'CHANGED',
    })),
  );
}

async function drawn(week: string, agent?: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const { accessSample }: { accessSample: Rows } = await office.audit(
      `query($week: String!, $after: String) { accessSample(week: $week, first: 100, after: $after) ${ROWS} }`,
      { week, after },
      agent,
    );
    ids.push(...nodesOf(accessSample).map(({ id }) => id));
    after = accessSample.pageInfo.hasNextPage ? accessSample.pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}

test('about five in a hundred of the week’s permits, drawn by the first root of after the week', async () => {
  office.setClock('2026-05-11T00:00');
  const sample = await drawn(WEEK);
  const { rows } = await office.territory.hubDatabase.query<{ id: string; root: Buffer }>(
    `SELECT id, (SELECT root FROM journal_checkpoint WHERE signed_at >= $1 ORDER BY size LIMIT 1) AS root
       FROM access_record WHERE at >= $1 AND at < $2 AND decision = 'PERMIT'`,
    [parisInstant('2026-05-04T00:00'), parisInstant('2026-05-11T00:00')],
  );
  expect(rows.length).toBeGreaterThanOrEqual(PERMITS);
  const limit = (2n ** 256n * 5n) / 100n;
  const isDrawn = (id: string) => {
    const hash = createHash('sha256')
      .update(rows[0]!.root)
      .update(Buffer.from(id.replaceAll('-', ''), 'hex'));
    return BigInt(`0x${hash.digest('hex')}`) < limit;
  };
  const expected = rows.map(({ id }) => id).filter(isDrawn);
  expect([...sample].sort()).toEqual(expected.sort());
  expect(sample.length / rows.length).toBeGreaterThan(0.025);
  expect(sample.length / rows.length).toBeLessThan(0.085);
});

test('is the same whoever asks, however often, and while the journal grows', async () => {
  office.setClock('2026-05-12T10:00');
  const before = await drawn(WEEK);
  await append('2026-05-12T10:00', 50);
  expect((await awaitSequenced(office.territory.hubDatabase)).root.equals(root)).toBe(false);
  expect(await drawn(WEEK)).toEqual(before);
  for (const agent of ['AG-23', 'AG-22']) expect(await drawn(WEEK, agent)).toEqual(before);
});

test('is one where five in a hundred are none, and none where nothing was permitted', async () => {
  office.setClock('2026-06-30T10:00');
  const few = await drawn('2026-W21');
  expect(few.length).toBeGreaterThanOrEqual(1);
  expect(await drawn('2026-W21')).toEqual(few);
  expect(await drawn('2026-W25')).toEqual([]);
});

test.each([['2026-W20'], ['2026-W54'], ['2025-W53'], ['2026-19'], ['']])(
  'no week that is not over, and nothing that is no week: %s',
  async (week) => {
    office.setClock('2026-05-17T23:59');
    const { body } = await office.answer('query($week: String!) { accessSample(week: $week) { totalCount } }', {
      week,
    });
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  },
);

test('a week that is over by the clock of the run alone is not over', async () => {
  office.setClock('2027-12-01T10:00');
  const week = isoWeekOf(new Date());
  const { body } = await office.answer('query($week: String!) { accessSample(week: $week) { totalCount } }', { week });
  expect(body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
});

function isoWeekOf(day: Date): string {
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * 86_400_000);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
