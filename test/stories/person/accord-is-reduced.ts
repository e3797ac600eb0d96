import { expect } from 'vitest';
import { CCAS_WORKER, DEPT_WORKER, type Listed, read, record, rowsOf, SERGE } from '../agents.ts';
import type { Day, Story } from '../day.ts';

interface Statement {
  readonly id: string;
  readonly status: string;
  readonly categories: readonly string[];
  readonly receipt: string;
  readonly receiptSignature: string;
}
const mine = async (day: Day): Promise<readonly Statement[]> =>
  (await day.ask<{ me: { consents: Statement[] } }>('person/receipts', await day.person(SERGE))).me.consents;
const told = async (day: Day): Promise<readonly string[]> =>
  rowsOf((await day.ask<{ notices: Listed<{ kind: string }> }>('agent/notices', DEPT_WORKER)).notices).map(
    ({ kind }) => kind,
  );

export const accordIsReduced: Story = {
  task: '2 · retirer ou réduire un accord en deux gestes, et recevoir un récépissé',
  bodies: ['CCAS_LONGVIC', 'DEPT_21'],
  async tell(day) {
    const serge = await day.person(SERGE);
    await record(day, { categories: ['HOUSING', 'IDENTITY'] });
    expect((await read(day, SERGE)).file).toMatchObject({ birthName: expect.any(String), housing: expect.any(Object) });

    // First she finds it, then she takes her name out of it. Housing goes on, under what is left.
    day.at('2026-05-04T10:00');
    const [whole] = await mine(day);
    const without = { withoutCategories: ['IDENTITY'] };
    await day.ask('person/narrow', serge, { id: whole?.id, input: without });
    const [left, old] = await mine(day);
    expect([left?.status, left?.categories, old?.id, old?.status]).toEqual([
      ...['ACTIVE', ['HOUSING'], whole?.id, 'SUPERSEDED'],
    ]);
    const reduced = await read(day, SERGE);
    expect(reduced.file).toMatchObject({ birthName: null, housing: expect.any(Object) });
    expect(reduced.decided('HOUSING')?.consent).toBe(left?.id);
    expect(await told(day)).toEqual(['NARROWED']);

    // Then all of it. The owner is not asked any more, and whoever had received it is told.
    day.at('2026-05-04T11:00');
    await day.ask('person/withdraw', serge, { id: left?.id });
    const gone = await read(day, SERGE);
    expect([gone.file?.housing ?? null, gone.decided('HOUSING')?.reason]).toEqual([null, 'CONSENT_WITHDRAWN']);
    expect(day.territory.received).toEqual([]);
    expect([...(await told(day))].sort()).toEqual(['NARROWED', 'WITHDRAWN']);

    // The receipt that she keeps says that it was withdrawn and when, names nobody, and is signed by the hub.
    const kept = (await mine(day)).find(({ id }) => id === left?.id);
    expect(kept?.status).toBe('WITHDRAWN');
    expect(kept?.receipt).toContain('dpv:ConsentWithdrawn');
    expect(kept?.receipt).toContain('2026-05-04T09:00:00.000Z');
    expect(kept?.receipt).not.toContain(await day.world.subjectOf(SERGE));
    expect(kept?.receiptSignature).toMatch(/^[\w-]+\.\.[\w-]+$/);

    // Who has no computer says the same at the counter, and finds it done at home.
    const again = await record(day, {});
    await day.ask('agent/withdraw-consent', CCAS_WORKER, { id: again, channel: 'IN_PERSON_SIGNED' });
    expect((await mine(day)).find(({ id }) => id === again)?.status).toBe('WITHDRAWN');
    expect((await read(day, SERGE)).file?.housing ?? null).toBeNull();
  },
};
