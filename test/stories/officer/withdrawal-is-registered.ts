import { expect } from 'vitest';
import { GERARD, GERARD_AT_DEPT, type Listed, METRO_WORKER, OFFICER, rowsOf } from '../agents.ts';
import type { Day, Story } from '../day.ts';

interface Statement {
  readonly id: string;
  readonly status: string;
  readonly withdrawalChannel: string | null;
  readonly withdrawnBy: string | null;
}
interface Notice {
  readonly id: string;
  readonly kind: string;
  readonly statement: string | null;
  readonly recipient: { readonly code: string };
  readonly owner: { readonly code: string };
}
const register = async (day: Day): Promise<readonly Statement[]> =>
  rowsOf((await day.ask<{ consents: Listed<Statement> }>('officer/register', OFFICER, { person: GERARD })).consents);
/** How the request for the housing fund stands for who works on it, as long as she has one. */
const request = async (day: Day): Promise<string | undefined> => {
  type Row = { readonly id: string; readonly handling: { readonly state: string } };
  const { referrals } = await day.ask<{ referrals: Listed<Row> }>('agent/referrals', METRO_WORKER, { box: 'INBOX' });
  return rowsOf(referrals).find(({ id }) => id === 'R-FSL-1')?.handling.state;
};
const notices = async (day: Day, who = OFFICER): Promise<readonly Notice[]> =>
  rowsOf((await day.ask<{ notices: Listed<Notice> }>('officer/notices', who)).notices);
const housing = async (day: Day) => {
  const { data, lines } = await day.asked<{ person: { housing: object | null } | null }>(
    'agent/read-person',
    METRO_WORKER,
    { id: GERARD_AT_DEPT },
  );
  const line = lines.find(({ category }) => category === 'HOUSING');
  return { value: data.person?.housing ?? null, decision: line?.decision, asked: day.territory.received.length };
};

export const withdrawalIsRegistered: Story = {
  task: '4 · enregistrer un retrait reçu par téléphone ou par lettre, et en voir les suites',
  bodies: ['CCAS_LONGVIC', 'DEPT_21', 'METRO_DIJON'],
  async tell(day) {
    // The housing fund of the Métropole works on his request, and has read what he agreed to.
    expect(await housing(day)).toMatchObject({ value: { tenure: expect.any(String) }, decision: 'PERMIT', asked: 1 });
    expect(await request(day)).toBe('IN_PROGRESS');

    // He telephones: he does not want it any more. She finds the accord in the register, and writes it down.
    day.at('2026-05-04T10:00');
    expect((await register(day)).find(({ id }) => id === 'C-7')?.status).toBe('ACTIVE');
    await day.ask('officer/withdraw-consent', OFFICER, { id: 'C-7', channel: 'PHONE_CONFIRMED' });
    expect((await register(day)).find(({ id }) => id === 'C-7')).toMatchObject({
      ...{ status: 'WITHDRAWN', withdrawalChannel: 'PHONE_CONFIRMED', withdrawnBy: 'CCAS_LONGVIC:AG-14' },
    });

    // From her answer on the Métropole is not given anything, and the body is not even asked. The request has ended, and he
    // reads so.
    expect(await housing(day)).toMatchObject({ value: null, decision: 'DENY', asked: 0 });
    expect(await request(day)).toBeUndefined();
    const his = await day.ask<{ me: { referrals: { id: string; handling: { state: string } }[] } }>(
      'person/my-requests',
      await day.person(GERARD),
    );
    expect(his.me.referrals.find(({ id }) => id === 'R-FSL-1')?.handling.state).toBe('WITHDRAWN');

    // Whoever received something is told that something changed, never what; and says what it keeps.
    const told = await notices(day, METRO_WORKER);
    expect(told.map(({ kind, owner }) => `${owner.code} ${kind}`).sort()).toEqual([
      ...['CCAS_LONGVIC WITHDRAWN', 'DEPT_21 WITHDRAWN'],
    ]);
    const ours = told.find(({ owner }) => owner.code === 'CCAS_LONGVIC')?.id;
    expect((await notices(day)).map(({ id, statement }) => [id, statement])).toEqual([[ours, null]]);
    await day.ask('agent/acknowledge-notice', METRO_WORKER, { id: ours, statement: 'NOTHING_KEPT' });
    expect((await notices(day)).map(({ statement }) => statement)).toEqual(['NOTHING_KEPT']);

    // A letter comes in as well, for another accord; a body that is no party to it sees nothing of either.
    await day.ask('officer/withdraw-consent', OFFICER, { id: 'C-1', channel: 'LETTER' });
    expect((await register(day)).find(({ id }) => id === 'C-1')).toMatchObject({
      ...{ status: 'WITHDRAWN', withdrawalChannel: 'LETTER' },
    });
    expect((await notices(day, METRO_WORKER)).map(({ id }) => id)).toEqual(told.map(({ id }) => id));
  },
};
