import { expect } from 'vitest';
import { readExport } from '../../../transparency/export.ts';
import { verify } from '../../../verifier/verify.ts';
import { DPO, GERARD, type Listed, OFFICER, OTHER_DPO, read, record, rowsOf } from '../agents.ts';
import type { Day, Story } from '../day.ts';

interface Contestation {
  readonly id: string;
  readonly kind: string;
  readonly object: string;
  readonly state: string;
  readonly dueOn: string;
  readonly acts: readonly { readonly state: string; readonly measure: string | null }[];
}
const find = async (day: Day, id: string, who = OFFICER): Promise<Contestation | undefined> =>
  rowsOf((await day.ask<{ contestations: Listed<Contestation> }>('officer/contestations', who)).contestations).find(
    (row) => row.id === id,
  );
const toAnswer = async (day: Day): Promise<readonly { id: string; dueOn: string }[]> =>
  (
    await day.ask<{ workList: { contestationsToAnswer: { id: string; dueOn: string }[] } }>(
      'officer/work-list',
      OFFICER,
    )
  ).workList.contestationsToAnswer;
/** Whoever is given a file has the key of the journal from elsewhere; the clock here is not the one that recorded. */
const holds = async (day: Day, text: string) => {
  const { rows } = await day.territory.hubDatabase.query("SELECT verifier FROM journal_key WHERE use = 'LOG'");
  return verify(text, { log: rows.map(({ verifier }) => String(verifier)), clockTolerance: 10 * 366 * 86_400 });
};
const report = async (day: Day, month: string) =>
  (
    await day.ask<{ monthlyReport: Record<string, unknown> }>('officer/monthly-report', OFFICER, {
      ...{ body: 'CCAS_LONGVIC', month },
    })
  ).monthlyReport;

export const contestationIsAnswered: Story = {
  task: '5 · répondre à une contestation, produire les preuves, le rapport mensuel G1',
  bodies: ['CCAS_LONGVIC', 'DEPT_21'],
  async tell(day) {
    // He sees in his account that the Département read about his housing, and does not see why.
    const gerard = await day.person(GERARD);
    expect((await read(day, GERARD)).file?.housing).toEqual({ tenure: expect.any(String) });
    day.at('2026-05-04T12:00');
    const looked = await day.ask<{ me: { accessRecords: Listed<{ id: string; category: string }> } }>(
      'person/who-looked',
      gerard,
    );
    const access = rowsOf(looked.me.accessRecords).find(({ category }) => category === 'HOUSING')?.id;
    const { contest } = await day.ask<{ contest: { reference: string } }>('person/contest', gerard, {
      input: { object: 'ACCESS', objectId: access },
    });
    const id = contest.reference;
    expect(await toAnswer(day)).toEqual([{ id, object: 'ACCESS', dueOn: '2026-06-04' }]);
    expect(await find(day, id, OTHER_DPO)).toBeUndefined();

    // She takes it up, and needs longer than a month.
    day.at('2026-05-06T10:00');
    await day.ask('officer/move-contestation', OFFICER, { id, seen: 1, to: 'UNDER_REVIEW' });
    expect((await find(day, id))?.state).toBe('UNDER_REVIEW');
    await day.ask('officer/extend-contestation', OFFICER, { id, seen: 2 });
    expect(await toAnswer(day)).toEqual([{ id, object: 'ACCESS', dueOn: '2026-08-04' }]);

    // The evidence: the access itself, which proves itself to whoever has the key of the journal, and not one letter else.
    const { contestation } = await day.ask<{ contestation: { evidence: string } }>('officer/evidence', OFFICER, { id });
    expect(await holds(day, contestation.evidence ?? '')).toMatchObject({ holds: true, holding: { records: 1 } });
    expect((await holds(day, contestation.evidence.replace('HOUSING', 'BENEFITS'))).holds).toBe(false);
    expect(readExport(contestation.evidence).lines.map(({ payload }) => JSON.parse(payload ?? '{}').id)).toEqual([
      access,
    ]);
    const whole = await day.ask<{ exportAccessRecords: { content: string; records: number } }>(
      'officer/export',
      OFFICER,
      {
        person: GERARD,
      },
    );
    expect(await holds(day, whole.exportAccessRecords.content ?? '')).toMatchObject({ holds: true });
    expect(whole.exportAccessRecords.records).toBeGreaterThan(1);

    // His accord permitted it. She says so, he reads it, and the matter is closed.
    day.at('2026-05-20T10:00');
    const found = { answer: 'REJECTED', measure: 'ACCESS_FOUND_LAWFUL' };
    await day.ask('officer/answer-contestation', OFFICER, { id, seen: 3, ...found });
    expect(await toAnswer(day)).toEqual([]);
    const his = await day.ask<{ me: { contestations: Contestation[] } }>('person/my-contestations', gerard);
    expect(his.me.contestations).toMatchObject([{ id, state: 'REJECTED' }]);
    expect(his.me.contestations[0]?.acts.at(-1)).toEqual({ state: 'REJECTED', measure: 'ACCESS_FOUND_LAWFUL' });
    await day.ask('officer/move-contestation', OFFICER, { id, seen: 4, to: 'CLOSED' });
    expect((await find(day, id, DPO))?.acts.map(({ state }) => state)).toEqual([
      ...['OPEN', 'UNDER_REVIEW', 'UNDER_REVIEW', 'REJECTED', 'CLOSED'],
    ]);

    // Against another body she goes amicably first.
    const { contest: between } = await day.ask<{ contest: { reference: string } }>(
      'officer/contest-between-bodies',
      OFFICER,
      { protocol: 'P-21-LONGVIC', against: 'DEPT_21' },
    );
    expect(await find(day, between.reference, OTHER_DPO)).toMatchObject({ kind: 'BETWEEN_BODIES', state: 'AMICABLE' });

    // The month is over: its report stands, whatever June brings.
    await record(day, {});
    day.at('2026-06-01T08:00');
    const may = await report(day, '2026-05');
    expect(may).toMatchObject({
      ...{ final: true, accordsGiven: 1, accordsWithdrawn: 0, emergenciesDeclared: 0 },
      ...{ contestationsOpened: 1, contestationsAnswered: 1, contestationsAnsweredInTime: 1 },
    });
    expect([may.accessesPermitted, may.accessesDenied]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(Number(may.accessesPermitted)).toBeGreaterThan(0);
    await record(day, { categories: ['HOUSEHOLD'] });
    day.at('2026-06-01T09:00');
    expect(await report(day, '2026-05')).toEqual(may);
    expect(await report(day, '2026-06')).toMatchObject({ final: false, accordsGiven: 1 });
    expect(await day.refused('officer/monthly-report', OTHER_DPO, { body: 'CCAS_LONGVIC', month: '2026-05' })).toBe(
      'NOT_DISCLOSED',
    );
  },
};
