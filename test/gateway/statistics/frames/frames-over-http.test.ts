import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellKeyOf } from '../../../../disclosure/cell-key.ts';
import { perturb } from '../../../../disclosure/perturb.ts';
import { STRICT_TABLE } from '../../../../disclosure/perturbation-table.ts';
import { recordKey } from '../../../../disclosure/record-key.ts';
import { isSignedTable } from '../../../../disclosure/sign-table.ts';
import { readConfig } from '../../../../gateway/config.ts';
import { startHub } from '../../../../gateway/start-hub.ts';
import { findBrokenFrames } from '../../../../gateway/statistics/frames/frame-snapshot.repository.ts';
import { parisInstant } from '../../../support/paris.ts';
import { dataOf, openTerritory, RECORD_KEY, type Territory } from '../../../support/territory.ts';
import { type SentReferral, sendReferrals } from './send-referrals.ts';

const NOON = parisInstant('2026-05-04T10:00');
const JULY = parisInstant('2026-07-02T10:00');
const AG13 = { agent: 'AG-13', purpose: 'STATISTICS' } as const;

interface Cell {
  readonly body: string | null;
  readonly bins: readonly string[];
  readonly value: number | null;
  readonly share: number | null;
}
interface Answered {
  readonly standing: string;
  readonly parts: readonly { body: { code: string }; standing: string; reason: string | null; version: number }[];
  readonly cells: readonly Cell[];
}

/** Ninety persons of whom one referral each was sent, the first sixty in time; and one with thirty more. */
const SENT: readonly SentReferral[] = [
  ...Array.from({ length: 90 }, (_, nth) => ({
    ...{ id: `Q2-${String(nth).padStart(3, '0')}`, subjects: [`subject-${nth}`] },
    ...{ from: 'DEPT_21', to: 'CCAS_LONGVIC', kind: nth % 3 === 0 ? 'FICHE_ORIENTATION' : 'FICHE_LIAISON' },
    ...{ sentAt: `2026-05-${String(1 + (nth % 28)).padStart(2, '0')}T09:00:00Z`, ackDueOn: '2026-06-08' },
    acknowledgedAt: nth < 60 ? '2026-06-08T21:00:00Z' : nth < 75 ? '2026-06-08T23:00:00Z' : null,
  })),
  ...Array.from({ length: 30 }, (_, nth) => ({
    ...{ id: `Q2-MORE-${nth}`, subjects: ['subject-0', 'subject-1'], from: 'DEPT_21', to: 'CCAS_LONGVIC' },
    ...{ kind: 'HANDOVER', sentAt: '2026-06-10T09:00:00Z', ackDueOn: '2026-06-17', acknowledgedAt: null },
  })),
];

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: NOON, bodies: ['DEPT_21', 'CCAS_LONGVIC', 'CCAS_STAPO', 'METRO_DIJON'] });
  await sendReferrals(territory.hubDatabase, SENT);
  await freezeTwice();
});
afterAll(() => territory?.close());

/** Two more replicas, for which the quarter has ended: both freeze what has, at the same time. */
async function freezeTwice(): Promise<void> {
  const failures: unknown[] = [];
  const surroundings = { clock: () => JULY, log: ({ error }: { error: unknown }) => void failures.push(error) };
  const hubs = await Promise.all([1, 2].map(() => startHub(readConfig(territory.hubEnvironment), surroundings)));
  await Promise.all(hubs.map((hub) => hub.close()));
  expect(failures).toEqual([]);
}

const ask = (args: string, asked: { agent: string; purpose: 'STATISTICS' } = AG13) =>
  territory.ask(
    `{ statistics(${args}) { standing parts { body { code } standing reason version } cells { body bins value share } } }`,
    asked,
  );
const answered = async (args: string) => dataOf<{ statistics: Answered }>(await ask(args)).statistics;
const keyOf = ({ id }: SentReferral) => recordKey(RECORD_KEY, '1', `referral:${id}`);
const perturbed = (records: readonly SentReferral[]) =>
  perturb(records.length, cellKeyOf(records.reduce((sum, each) => sum + keyOf(each), 0n)), STRICT_TABLE);
const FIRST = SENT.slice(0, 90);

describe('what the hub counts from its frames', () => {
  test('is the pure function of the records, each person in one of them, of the body that sent them', async () => {
    const { parts, cells } = await answered('indicator: "R1", period: "2026-Q2", bodies: ["DEPT_21"]');
    expect(parts).toEqual([{ body: { code: 'DEPT_21' }, standing: 'RELEASED', reason: null, version: 1 }]);
    expect(cells.map(({ value }) => value)).toEqual([perturbed(FIRST)]);
    const other = await answered('indicator: "R1", period: "2026-Q2", bodies: ["CCAS_LONGVIC"]');
    expect(other.cells.map(({ value }) => value)).toEqual([0]);
  });

  test('is told by kind, and thirty referrals of one person are one', async () => {
    const { cells } = await answered('indicator: "R1", period: "2026-Q2", by: [REFERRAL_KIND], bodies: ["DEPT_21"]');
    expect(cells.map(({ bins, value }) => [bins[0], value])).toEqual([
      ['FICHE_LIAISON', perturbed(FIRST.filter(({ kind }) => kind === 'FICHE_LIAISON'))],
      ['FICHE_ORIENTATION', perturbed(FIRST.filter(({ kind }) => kind === 'FICHE_ORIENTATION'))],
    ]);
  });

  test('gives shares of released counts: in time is by the last day as Paris has it', async () => {
    const { cells } = await answered('indicator: "R2", period: "2026-Q2", by: [TIMELINESS], bodies: ["DEPT_21"]');
    const [inTime, late, base] = [FIRST.slice(0, 60), FIRST.slice(60), FIRST].map(perturbed) as [
      number,
      number,
      number,
    ];
    const share = (part: number) => Math.round((part / base) * 1000) / 1000;
    expect(cells).toEqual([
      { body: null, bins: ['IN_TIME'], value: inTime, share: share(inTime) },
      { body: null, bins: ['LATE'], value: late, share: share(late) },
    ]);
    const { cells: own } = await answered('indicator: "R2", period: "2026-Q2", by: [BODY, TIMELINESS]');
    expect(own.filter(({ body }) => body === 'DEPT_21').map((cell) => cell.share)).toEqual([
      share(inTime),
      share(late),
    ]);
  });

  test('asks no body, and is decided and recorded for each like its own figures', async () => {
    const answer = await ask('indicator: "R1", period: "2026-Q2", bodies: ["DEPT_21", "CCAS_SCEAUX"]');
    expect(territory.received).toEqual([]);
    const { parts, cells } = dataOf<{ statistics: Answered }>(answer).statistics;
    expect(parts.map((part) => [part.body.code, part.standing])).toEqual([
      ['CCAS_SCEAUX', 'WITHHELD'],
      ['DEPT_21', 'RELEASED'],
    ]);
    expect(cells.map(({ value }) => value)).toEqual([perturbed(FIRST)]);
    const lines = (await territory.linesOf(answer.operation)).filter(({ category }) => category === 'STATISTIC');
    expect(lines.map(({ owner, decision }) => [owner, decision])).toContainEqual(['CCAS_SCEAUX', 'DENY']);
    expect(lines.map(({ owner, decision }) => [owner, decision])).toContainEqual(['DEPT_21', 'INTERNAL']);
  });

  test('is 0 or very small in the small town, and never a small number', async () => {
    for (const [indicator, period] of [
      ['R1', '2026-Q1'],
      ['C1', '2026-Q1'],
      ['H1', '2025'],
      ['G1', '2026-03'],
    ]) {
      const { parts, cells } = await answered(`indicator: "${indicator}", period: "${period}"`);
      expect(parts.map(({ standing }) => standing)).toEqual(parts.map(() => 'RELEASED'));
      expect(cells.filter(({ value }) => value !== null && value > 0 && value < 11)).toEqual([]);
    }
  });

  test('has no live count: a period that has not ended is not frozen, and a body’s own indicator has no frames', async () => {
    const { parts, cells } = await answered('indicator: "R1", period: "2026-Q3"');
    expect([new Set(parts.map(({ standing }) => standing)), cells]).toEqual([new Set(['NOT_FROZEN']), []]);
    const { body } = dataOf<{ body: { frameFigures: { standing: string; values: null } } }>(
      await territory.ask(
        '{ body(code: "DEPT_21") { frameFigures(indicator: "N2", period: "2025") { standing values } } }',
        AG13,
      ),
    );
    expect(body.frameFigures).toEqual({ standing: 'NO_SOURCE_YET', values: null });
  });
});

describe('a frozen period', () => {
  test('was frozen once by two replicas, and is what was signed', async () => {
    const { rows } = await territory.hubDatabase.query<{ versions: number }>(
      `SELECT count(*)::int AS versions FROM frame_snapshot GROUP BY indicator, period`,
    );
    expect(new Set(rows.map(({ versions }) => versions))).toEqual(new Set([1]));
    const client = await territory.hubDatabase.connect();
    expect(await findBrokenFrames(client)).toEqual([]);
    client.release();
  });

  test('stays as it is when referrals come in afterwards, and when replicas start again', async () => {
    const question = 'indicator: "R1", period: "2026-Q2", by: [PARTNER_KIND]';
    const before = await answered(question);
    const late = FIRST.map((each) => ({ ...each, id: `LATE-${each.id}`, subjects: [`late-${each.id}`] }));
    await sendReferrals(territory.hubDatabase, late);
    await freezeTwice();
    expect(await answered(question)).toEqual(before);
  });

  test('that was changed in the database is found', async () => {
    await territory.hubDatabase.query(
      `UPDATE frame_tally SET records = records + 1 FROM frame_snapshot s
        WHERE s.id = snapshot_id AND s.indicator = 'R2' AND s.period = '2026-Q2'`,
    );
    const client = await territory.hubDatabase.connect();
    expect(await findBrokenFrames(client)).toEqual(['R2 2026-Q2']);
    client.release();
  });

  test('is released under a signature of the hub over the very table', async () => {
    const { body } = dataOf<{ body: { frameFigures: Signed } }>(
      await territory.ask(
        '{ body(code: "DEPT_21") { frameFigures(indicator: "R1", period: "2026-Q2", by: [REFERRAL_KIND]) { version frozenAt smallest signature bins values } } }',
        AG13,
      ),
    );
    const { signature, ...table } = body.frameFigures;
    const named = { body: 'DEPT_21', indicator: 'R1', period: '2026-Q2', by: ['REFERRAL_KIND'], amounts: null };
    const key = createPublicKey(territory.signingKey as never).export({ format: 'der', type: 'spki' });
    expect(isSignedTable({ ...named, ...table }, signature, [key])).toBe(true);
    expect(isSignedTable({ ...named, ...table, period: '2026-Q1' }, signature, [key])).toBe(false);
    const [first = 0, ...rest] = table.values;
    expect(isSignedTable({ ...named, ...table, values: [first + 1, ...rest] }, signature, [key])).toBe(false);
  });
});

interface Signed {
  readonly version: number;
  readonly frozenAt: string;
  readonly smallest: number;
  readonly signature: string;
  readonly bins: string[];
  readonly values: number[];
}

test('the database dates what becomes of a referral, and lets nobody forget to', async () => {
  const { rows } = await territory.hubDatabase.query<{ acknowledged: boolean; decided: boolean }>(
    `UPDATE referral SET state = 'ACCEPTED', decision = 'ACCEPTED' WHERE id = 'Q2-080'
     RETURNING acknowledged_at IS NOT NULL AS acknowledged, decided_at IS NOT NULL AS decided`,
  );
  expect(rows).toEqual([{ acknowledged: true, decided: true }]);
});
