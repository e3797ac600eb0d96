import { expect } from 'vitest';
import { GERARD, type Listed, metroOfficer, OFFICER, OTHER_DPO, read, record, rowsOf, SERGE } from '../agents.ts';
import type { Day, Story } from '../day.ts';

type WorkList = Readonly<Record<string, readonly { readonly id: string }[]>>;
const waiting = async (day: Day, list: string, who = OFFICER): Promise<readonly string[]> => {
  const { workList } = await day.ask<{ workList: WorkList }>('officer/work-list', who);
  return (workList[list] ?? []).map(({ id }) => id);
};

export const workListIsWorked: Story = {
  task: '1 · la liste de travail: accords près de leur fin, mineurs bientôt majeurs, signataires douteux, liens à confirmer',
  bodies: ['CCAS_LONGVIC', 'DEPT_21'],
  async tell(day) {
    // On the third of May a colleague has him sign for a week only, for want of time.
    const short = await record(day, { validTo: '2026-05-11' });
    expect(await waiting(day, 'accordsEndingIn7Days')).toEqual([short]);
    expect(await waiting(day, 'accordsEndingIn30Days')).toEqual([short]);

    // He comes back and signs for a year. The old accord has been replaced, and waits for nobody any more.
    const long = await record(day, { supersedes: short });
    expect(await waiting(day, 'accordsEndingIn7Days')).toEqual([]);
    const { consents } = await day.ask<{ consents: Listed<{ id: string; status: string }> }>(
      'officer/register',
      OFFICER,
      {
        person: SERGE,
      },
    );
    expect(rowsOf(consents).map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        [long, 'ACTIVE'],
        [short, 'SUPERSEDED'],
      ]),
    );

    // A girl turns eighteen in a fortnight; of another person nothing says that she could sign for herself.
    const girl = 'CCAS_LONGVIC:a-girl-of-the-story';
    await day.world.person(girl, {
      ...{ MINOR_UNTIL: '2026-05-18', EMANCIPATED: 'no', ENTRUSTED_TO_ASE: 'no', PARENTAL_HOLDERS: 'PARENT_A' },
      PROTECTION: 'NONE',
    });
    const hers = await record(day, { person: girl, grantedBy: ['PARENT_A'], minorAssent: 'AGREES' });
    expect(await waiting(day, 'accordsOfMinorsComingOfAge')).toEqual([hers]);
    const unknown = 'CCAS_LONGVIC:nobody-has-said-anything-of';
    await day.world.person(unknown, {});
    const doubtful = await day.world.consent(unknown, {
      ...{ categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'], purposes: ['CASE'] },
    });
    expect(await waiting(day, 'accordsWithDoubtfulGranter')).toContain(doubtful);
    expect(await waiting(day, 'accordsWithDoubtfulGranter')).not.toContain(long);

    // Two files were matched by their civil traits. One is his, the other is somebody else's.
    await day.territory.hubDatabase.query(`UPDATE person_link SET status = 'CANDIDATE' WHERE id = ANY($1)`, [
      [GERARD, SERGE],
    ]);
    expect([...(await waiting(day, 'linksToConfirm'))].sort()).toEqual([SERGE, GERARD]);
    expect((await read(day, GERARD)).file?.housing ?? null).toBeNull();
    await day.ask('officer/confirm-link', OFFICER, { file: GERARD });
    expect(await waiting(day, 'linksToConfirm')).toEqual([SERGE]);
    expect((await read(day, GERARD)).file?.housing).toEqual({ tenure: expect.any(String) });
    await day.ask('officer/break-link', OFFICER, { file: SERGE });
    expect(await waiting(day, 'linksToConfirm')).toEqual([]);
    expect((await read(day, SERGE)).file?.housing ?? null).toBeNull();

    // A body that has no part in any of it has its own list, in which none of these is; nor are its files in the other's.
    const theirs = await day.ask<{ workList: WorkList }>('officer/work-list', await metroOfficer(day));
    const ids = Object.values(theirs.workList).flatMap((rows) => rows.map(({ id }) => id));
    for (const id of [hers, doubtful, SERGE, GERARD]) expect(ids).not.toContain(id);
    expect(await waiting(day, 'linksToConfirm', OTHER_DPO)).toEqual([]);
  },
};
