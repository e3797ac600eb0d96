import { expect } from 'vitest';
import { CCAS_WORKER, DEPT_WORKER, GERARD, type Listed, OFFICER, read, rowsOf, SERGE } from '../agents.ts';
import type { Day, Story } from '../day.ts';

interface Contestation {
  readonly id: string;
  readonly object: string;
  readonly state: string;
  readonly dueOn: string;
  readonly acts: readonly { readonly state: string; readonly measure: string | null }[];
}
const mine = async (day: Day, file = GERARD): Promise<readonly Contestation[]> =>
  (await day.ask<{ me: { contestations: Contestation[] } }>('person/my-contestations', await day.person(file))).me
    .contestations;
const contest = async (day: Day, who: Awaited<ReturnType<Day['person']>>, input: object): Promise<string> =>
  (await day.ask<{ contest: { reference: string } }>('person/contest', who, { input })).contest.reference;
const told = async (day: Day): Promise<readonly string[]> =>
  rowsOf((await day.ask<{ notices: Listed<{ kind: string }> }>('agent/notices', DEPT_WORKER)).notices).map(
    ({ kind }) => kind,
  );
/** The officer takes it up, which the person sees, and answers. */
const answer = async (day: Day, file: string, id: string, measure: string) => {
  await day.ask('officer/move-contestation', OFFICER, { id, seen: 1, to: 'UNDER_REVIEW' });
  expect((await mine(day, file)).find((row) => row.id === id)?.state).toBe('UNDER_REVIEW');
  await day.ask('officer/answer-contestation', OFFICER, { id, seen: 2, answer: 'ACCEPTED', measure });
};

export const wrongIsPutRight: Story = {
  task: '5 · faire corriger, contester un accès ou un rapprochement, demander une copie',
  bodies: ['CCAS_LONGVIC', 'DEPT_21'],
  async tell(day) {
    const gerard = await day.person(GERARD);
    expect((await read(day, GERARD)).file?.housing).toEqual({ tenure: expect.any(String) });

    // What the CCAS has of him is wrong. He says so from home; by letter a month later, at the latest, he is answered.
    day.at('2026-05-04T10:00');
    const content = await contest(day, gerard, { object: 'CONTENT', objectId: GERARD });
    expect(await mine(day)).toMatchObject([{ id: content, object: 'CONTENT', state: 'OPEN', dueOn: '2026-06-04' }]);
    await day.ask('agent/notify-rectification', CCAS_WORKER, { person: GERARD, categories: ['HOUSING'] });
    expect(await told(day)).toEqual(['RECTIFIED']);
    await answer(day, GERARD, content, 'RECTIFIED');
    expect((await mine(day))[0]).toMatchObject({ state: 'ACCEPTED' });
    expect((await mine(day))[0]?.acts.map(({ state, measure }) => [state, measure])).toEqual([
      ...[
        ['OPEN', null],
        ['UNDER_REVIEW', null],
        ['ACCEPTED', 'RECTIFIED'],
      ],
    ]);

    // He asks for a copy, at home and by letter, and is told the same: what he agreed to, who looked, who received what.
    day.at('2026-05-04T11:00');
    interface Copy {
      readonly consents: readonly { readonly id: string }[];
      readonly recipients: readonly { readonly recipient: string; readonly category: string }[];
      readonly accessRecords: Listed<{ readonly id?: string; readonly category: string }>;
    }
    const { me } = await day.ask<{ me: Copy }>('person/copy', gerard);
    expect(me.consents.map(({ id }) => id)).toEqual(expect.arrayContaining(['C-1', 'C-7']));
    expect(me.recipients.map(({ recipient, category }) => `${recipient} ${category}`).sort()).toEqual([
      ...['DEPT_21 HOUSING', 'DEPT_21 IDENTITY'],
    ]);
    const served = await day.asked<{ onBehalfOf: Copy }>('person/at-the-counter', OFFICER, {
      ...{ person: GERARD, channel: 'LETTER' },
    });
    const pairs = ({ accessRecords }: Copy) =>
      rowsOf(accessRecords).filter(({ category }) => category === 'HOUSING' || category === 'BENEFITS').length;
    expect([pairs(me), pairs(served.data.onBehalfOf)]).toEqual([2, 2]);
    expect(served.lines.map(({ rule }) => rule)).toContain('ON_BEHALF_LETTER');

    // An access that he does not understand, contested for him by who hears him on the phone.
    const access = rowsOf(served.data.onBehalfOf.accessRecords).find(({ category }) => category === 'HOUSING')?.id;
    await contest(day, OFFICER, { object: 'ACCESS', objectId: access, person: GERARD, channel: 'PHONE' });
    expect((await mine(day)).map(({ object, state }) => `${object} ${state}`).sort()).toEqual([
      ...['ACCESS OPEN', 'CONTENT ACCEPTED'],
    ]);

    // Serge says that the file is not his. It is not: from then on nothing crosses under his name.
    await day.world.consent(SERGE, {
      ...{ categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'], purposes: ['CASE'] },
    });
    expect((await read(day, SERGE)).file?.housing).toEqual({ tenure: expect.any(String) });
    const link = await contest(day, await day.person(SERGE), { object: 'LINK', objectId: SERGE });
    expect(await mine(day, SERGE)).toMatchObject([{ id: link, object: 'LINK', state: 'OPEN' }]);
    await day.ask('officer/break-link', OFFICER, { file: SERGE });
    await answer(day, SERGE, link, 'LINK_BROKEN');
    expect((await read(day, SERGE)).file?.housing ?? null).toBeNull();
    expect(await mine(day, SERGE)).toMatchObject([{ id: link, state: 'ACCEPTED' }]);
    expect((await mine(day)).map(({ id }) => id)).not.toContain(link);
  },
};
