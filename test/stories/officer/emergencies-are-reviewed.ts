import { expect } from 'vitest';
import { DPO, GERARD, type Listed, OFFICER, OTHER_DPO, rowsOf, SERGE } from '../agents.ts';
import type { Day, Story } from '../day.ts';

interface Emergency {
  readonly id: string;
  readonly agent: string;
  readonly declaredAt: string;
  readonly verdict: string;
  readonly overdue: boolean;
  readonly reviews: readonly { readonly role: string; readonly verdict: string }[];
  readonly personInformedAt: string | null;
  readonly personInformedBy: string | null;
}
const queue = async (day: Day, state: string | null = null, who = OFFICER): Promise<readonly Emergency[]> =>
  rowsOf(
    (await day.ask<{ emergencyReviews: Listed<Emergency> }>('officer/emergency-reviews', who, { state }))
      .emergencyReviews,
  );
const ids = (rows: readonly Emergency[]) => rows.map(({ id }) => id);
const toInform = async (day: Day): Promise<readonly { id: string }[]> =>
  (await day.ask<{ workList: { personsToInform: { id: string }[] } }>('officer/work-list', OFFICER)).workList
    .personsToInform;

/** AG-01 of the Département says that somebody is in danger, and reads what that opens. */
const IN_DANGER = { agent: 'AG-01', purpose: 'EMERGENCY' } as const;
const opened = async (day: Day, id: string): Promise<string | null> =>
  (await day.ask<{ person: { birthName: string } | null }>('agent/read-in-emergency', IN_DANGER, { id })).person
    ?.birthName ?? null;

export const emergenciesAreReviewed: Story = {
  task: '3 · examiner les accès en urgence avant 72 heures',
  bodies: ['CCAS_LONGVIC', 'DEPT_21'],
  async tell(day) {
    day.at('2026-05-04T07:10');
    expect(await opened(day, GERARD)).toBeNull();
    await day.ask('agent/declare-emergency', IN_DANGER, { person: GERARD });
    expect(await opened(day, GERARD)).toEqual(expect.any(String));
    day.at('2026-05-04T08:30');
    await day.ask('agent/declare-emergency', IN_DANGER, { person: SERGE });
    expect(await opened(day, SERGE)).toEqual(expect.any(String));

    // The officer opens her queue. The body of who declared has no say in it.
    day.at('2026-05-04T09:00');
    const waiting = await queue(day, 'TO_REVIEW');
    expect(waiting.map(({ agent, declaredAt }) => [agent, declaredAt])).toEqual([
      ['AG-01', '2026-05-04T06:30:00.000Z'],
      ['AG-01', '2026-05-04T05:10:00.000Z'],
    ]);
    const [needless, founded] = ids(waiting) as [string, string];
    expect(await queue(day, null, OTHER_DPO)).toEqual([]);

    // One was needless, and opens nothing from her word on; the other was not, and stays open for its four hours.
    await day.ask('officer/review-emergency', OFFICER, { id: needless, verdict: 'UNJUSTIFIED' });
    expect(await opened(day, SERGE)).toBeNull();
    await day.ask('officer/review-emergency', OFFICER, { id: founded, verdict: 'JUSTIFIED' });
    expect(await opened(day, GERARD)).toEqual(expect.any(String));
    expect((await queue(day)).map(({ verdict }) => verdict)).toEqual(['UNJUSTIFIED', 'PENDING']);
    expect((await queue(day))[1]?.reviews).toEqual([{ role: 'CONSENT_OFFICER', verdict: 'JUSTIFIED', agent: 'AG-14' }]);

    // It takes both: the data-protection officer gives hers for one of them, and is late for the other.
    await day.ask('officer/review-emergency', DPO, { id: founded, verdict: 'JUSTIFIED' });
    expect(ids(await queue(day, 'REVIEWED'))).toEqual([founded]);
    expect((await queue(day, 'REVIEWED'))[0]?.verdict).toBe('JUSTIFIED');
    day.at('2026-05-07T09:00');
    expect(ids(await queue(day, 'OVERDUE', DPO))).toEqual([needless]);
    await day.ask('officer/review-emergency', DPO, { id: needless, verdict: 'UNJUSTIFIED' });
    expect(await queue(day, 'OVERDUE', DPO)).toEqual([]);

    // Both persons are told of it, by letter and by phone, and the list says so.
    expect((await toInform(day)).map(({ id }) => id).sort()).toEqual([founded, needless].sort());
    await day.ask('officer/record-emergency-informed', OFFICER, { id: needless, channel: 'LETTER' });
    expect((await toInform(day)).map(({ id }) => id)).toEqual([founded]);
    await day.ask('officer/record-emergency-informed', OFFICER, { id: founded, channel: 'PHONE' });
    expect(await toInform(day)).toEqual([]);
    expect((await queue(day)).map(({ personInformedBy }) => personInformedBy)).toEqual(['LETTER', 'PHONE']);
    expect((await queue(day)).every(({ personInformedAt }) => personInformedAt === '2026-05-07T07:00:00.000Z')).toBe(
      true,
    );
  },
};
