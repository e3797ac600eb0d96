import { expect } from 'vitest';
import { GERARD, GERARD_AT_DEPT, METRO_WORKER, read, SERGE } from '../agents.ts';
import type { Day, Story } from '../day.ts';

interface Request {
  readonly id: string;
  readonly handling: {
    readonly state: string;
    readonly nextOn: string | null;
    readonly contact: string;
    readonly plainFrench: string;
  };
}
const mine = async (day: Day, file = GERARD): Promise<Request | undefined> =>
  (await day.ask<{ me: { referrals: Request[] } }>('person/my-requests', await day.person(file))).me.referrals.find(
    ({ id }) => id === 'R-FSL-1',
  );

export const requestIsFollowed: Story = {
  task: '4 · suivre ma demande: où elle en est, la prochaine date, qui contacter',
  bodies: ['CCAS_LONGVIC', 'DEPT_21', 'METRO_DIJON'],
  async tell(day) {
    // The housing fund has acknowledged it, and has until the twentieth to decide.
    await day.territory.hubDatabase.query(
      `UPDATE referral SET state = 'RECEIVED', decision = NULL, decision_due_on = '2026-05-20' WHERE id = 'R-FSL-1'`,
    );
    const received = await mine(day);
    expect(received?.handling).toMatchObject({ state: 'RECEIVED', nextOn: '2026-05-20' });
    expect(received?.handling.contact).toContain('Dijon Métropole');
    expect(received?.handling.plainFrench).toContain('Prochaine réponse : au plus tard le 20 mai 2026.');

    // It is accepted. Nothing is to be waited for.
    await day.territory.hubDatabase.query(
      `UPDATE referral SET state = 'IN_PROGRESS', decision = 'ACCEPTED' WHERE id = 'R-FSL-1'`,
    );
    const accepted = await mine(day);
    expect(accepted?.handling.state).toBe('IN_PROGRESS');
    expect(accepted?.handling.nextOn).toBeNull();
    expect(accepted?.handling.plainFrench).not.toBe(received?.handling.plainFrench);

    // He withdraws what it rested on: his request ends with it, he reads so, and the fund is given nothing more.
    const housing = async () => {
      const { file, decided } = await read(day, GERARD_AT_DEPT, METRO_WORKER);
      return [decided('HOUSING')?.decision, file?.housing ?? null];
    };
    expect(await housing()).toEqual(['PERMIT', { tenure: expect.any(String) }]);
    await day.ask('person/withdraw', await day.person(GERARD), { id: 'C-7' });
    const ended = await mine(day);
    expect(ended?.handling.state).toBe('WITHDRAWN');
    expect(ended?.handling.plainFrench).not.toBe(accepted?.handling.plainFrench);
    expect(await housing()).toEqual(['DENY', null]);

    // It is his request, and nobody else finds it.
    expect(await mine(day, SERGE)).toBeUndefined();
  },
};
