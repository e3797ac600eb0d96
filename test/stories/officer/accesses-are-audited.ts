import { expect } from 'vitest';
import {
  CCAS_WORKER,
  GERARD,
  GERARD_AT_DEPT,
  type Listed,
  metroOfficer,
  OFFICER,
  OTHER_DPO,
  read,
  rowsOf,
} from '../agents.ts';
import type { Day, Story } from '../day.ts';

interface Access {
  readonly id: string;
  readonly at: string;
  readonly agent: string;
  readonly category: string;
  readonly decision: string;
  readonly rule: string;
}
const listed = async (day: Day, variables: object, who = OFFICER): Promise<readonly string[]> => {
  const { accessRecords } = await day.ask<{ accessRecords: Listed<Access> }>('officer/access-records', who, {
    ...variables,
  });
  return rowsOf(accessRecords)
    .map(({ agent, category, decision }) => `${agent} ${category} ${decision}`)
    .sort();
};
const WEEK = { from: '2026-05-04T00:00:00+02:00', to: '2026-05-11T00:00:00+02:00' };

export const accessesAreAudited: Story = {
  task: '2 · contrôler les accès: par personne, agent, période, refus, urgence; les accès inhabituels; l’échantillon de la semaine',
  bodies: ['CCAS_LONGVIC', 'DEPT_21'],
  async tell(day) {
    // A week goes by: the Département reads by day and once by night, the CCAS tries for what nobody opened to it.
    day.at('2026-05-04T09:30');
    expect((await read(day, GERARD)).file?.housing).toEqual({ tenure: expect.any(String) });
    day.at('2026-05-06T23:10');
    await read(day, GERARD);
    day.at('2026-05-07T10:00');
    await read(day, GERARD_AT_DEPT, CCAS_WORKER);
    day.at('2026-05-07T15:00');
    const emergency = { agent: 'AG-01', purpose: 'EMERGENCY' } as const;
    await day.ask('agent/declare-emergency', emergency, { person: GERARD });
    await day.ask('agent/read-in-emergency', emergency, { id: GERARD });

    day.at('2026-05-11T08:00');
    const day4 = { person: GERARD, from: '2026-05-04T00:00:00+02:00', to: '2026-05-05T00:00:00+02:00', side: 'OWNER' };
    expect(await listed(day, day4)).toEqual(['AG-01 BENEFITS DENY', 'AG-01 HOUSING PERMIT', 'AG-01 IDENTITY PERMIT']);
    expect(await listed(day, { ...WEEK, decision: 'DENY', agent: 'AG-01' })).toEqual([
      'AG-01 BENEFITS DENY',
      'AG-01 BENEFITS DENY',
    ]);
    expect(await listed(day, { ...WEEK, emergency: true })).toEqual(['AG-01 CONTACT PERMIT', 'AG-01 IDENTITY PERMIT']);
    const hers = await listed(day, { ...WEEK, agent: 'AG-02', side: 'RECIPIENT' });
    expect(hers).toContain('AG-02 HOUSING DENY');
    // By a person, only by a file of one's own body: of the other body's she learns nothing, not even that it is one.
    expect(await listed(day, { ...WEEK, person: GERARD_AT_DEPT })).toEqual([]);

    // By night, and nothing else of the week.
    const night = await day.ask<{ accessAnomalies: { criterion: { fr: string }; records: Listed<Access> } }>(
      'officer/anomalies',
      OFFICER,
      { kind: 'OUTSIDE_HOURS', ...WEEK },
    );
    expect(new Set(rowsOf(night.accessAnomalies.records).map(({ at }) => at))).toEqual(
      new Set(['2026-05-06T21:10:00.000Z']),
    );
    expect(night.accessAnomalies.criterion.fr).toContain('20');

    // Five in a hundred of what was permitted, and one at least: the same for both bodies' officers.
    await day.territory.sequenced();
    const sample = async (who = OFFICER) =>
      (await day.ask<{ accessSample: Listed<Access> }>('officer/access-sample', who, { week: '2026-W19' }))
        .accessSample;
    const drawn = rowsOf(await sample());
    expect(drawn.length).toBeGreaterThan(0);
    expect(new Set(drawn.map(({ decision }) => decision))).toEqual(new Set(['PERMIT']));
    expect(rowsOf(await sample())).toEqual(drawn);

    // The other side sees the same accesses as the one that received; a body that had no part in them sees none.
    expect(await listed(day, { ...WEEK, side: 'RECIPIENT', agent: 'AG-01', emergency: true }, OTHER_DPO)).toEqual([
      'AG-01 CONTACT PERMIT',
      'AG-01 IDENTITY PERMIT',
    ]);
    expect(await listed(day, WEEK, await metroOfficer(day))).toEqual([]);

    // That she looked is itself on record, on the account of the person.
    const { lines } = await day.asked('officer/access-records', OFFICER, day4);
    expect(lines.map(({ owner, category, decision, rule }) => `${owner} ${category} ${decision} ${rule}`)).toContain(
      'CCAS_LONGVIC AUDIT_TRACE PERMIT R602',
    );
    expect(lines.map(({ subject }) => subject)).toContain(await day.world.subjectOf(GERARD));
  },
};
