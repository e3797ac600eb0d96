import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { IN_TWO } from '../../statistics/overlap-world.ts';
import { DEPT_WORKER, DPO, OTHER_DPO } from '../agents.ts';
import type { Day, Story } from '../day.ts';
import { ANALYST, figures } from './counting.ts';

interface Count {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
interface Study {
  readonly study: string;
  readonly state: string;
  readonly approved: boolean;
  readonly reason: string | null;
  readonly note: string | null;
  readonly precision: number | null;
  readonly sets: readonly { readonly body: string; readonly value: number }[] | null;
  readonly union: Count | null;
  readonly exactly: readonly Count[] | null;
}
interface Request {
  readonly study: string;
  readonly bodies: readonly string[];
}

const start = async (day: Day, bodies: readonly string[]): Promise<Study> =>
  (await day.ask<{ startOverlap: Study }>('analyst/start-overlap', ANALYST, { period: '2025', bodies })).startOverlap;
const look = async (day: Day, bodies: readonly string[]): Promise<Study | null> =>
  (await day.ask<{ overlap: Study | null }>('analyst/overlap', ANALYST, { period: '2025', bodies })).overlap;
const requests = async (day: Day, who = OTHER_DPO): Promise<readonly string[]> =>
  (await day.ask<{ overlapRequests: Request[] }>('officer/overlap-requests', who)).overlapRequests.map(
    ({ study }) => study,
  );
const approve = (day: Day, study: string) => day.ask('officer/approve-overlap', OTHER_DPO, { study });

/** How a study stands once it has ended, or after as long as an analyst looks at her screen. */
async function ended(day: Day, bodies: readonly string[]): Promise<Study | null> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const study = await look(day, bodies);
    const goesOn = study === null || study.state === null || ['QUEUED', 'RUNNING'].includes(study.state);
    if (!goesOn || performance.now() > until) return study;
    await wait(200);
  }
}
const PATIENCE_MS = 20_000;

export const distinctPersonsAreCounted: Story = {
  task: '3 · combien de personnes distinctes, d’un organisme à l’autre (N4): demander, faire approuver, lire',
  bodies: 'STUDY',
  async tell(day) {
    // She asks. Nothing is compared before the data-protection officer of her body has said yes.
    const both = ['DEPT_21', 'CCAS_LONGVIC'];
    const { study } = await start(day, both);
    expect(await look(day, both)).toMatchObject({ study, state: 'QUEUED', approved: false, union: null });
    expect(await requests(day)).toEqual([study]);
    expect(await requests(day, DPO)).toEqual([]);
    await approve(day, study);
    expect(await requests(day)).toEqual([]);

    // The sets are those that `statistics` gives, what they share is near what it is, and the union follows.
    const done = await ended(day, both);
    expect([done?.state, done?.reason]).toEqual(['DONE', null]);
    const each = await figures(day, { indicator: 'N2', period: '2025', by: ['BODY'], bodies: both });
    expect(done?.sets).toEqual(each.cells.map(({ body, value }) => ({ body, value })));
    const [one, two] = done?.exactly ?? [];
    expect(Math.abs((two?.value ?? 0) - IN_TWO.departmentAndCcas)).toBeLessThan(16);
    const files = (done?.sets ?? []).reduce((sum, { value }) => sum + value, 0);
    expect(done?.union?.value).toBe(files - (two?.value ?? 0));
    expect((one?.value ?? 0) + (two?.value ?? 0)).toBe(done?.union?.value);
    expect(done?.precision).toBeGreaterThan(0.9);
    expect(done?.note).toContain('Valeurs perturbées');

    // Asked again in another order it is the same study, with the same answer.
    expect((await start(day, ['CCAS_LONGVIC', 'DEPT_21'])).study).toBe(study);
    expect(await look(day, ['CCAS_LONGVIC', 'DEPT_21'])).toEqual(done);

    // A body that follows a few is no set to compare: refused, and not told which nor how few.
    const few = ['DEPT_21', 'CCAS_STAPO'];
    const small = await start(day, few);
    await approve(day, small.study);
    expect(await ended(day, few)).toMatchObject({ state: 'REFUSED', reason: 'SET_TOO_SMALL', sets: null, union: null });

    // One that she does not need any more she gives up: it waits for nobody.
    const three = ['METRO_DIJON', 'DEPT_21', 'CCAS_LONGVIC'];
    const needless = await start(day, three);
    expect(await requests(day)).toEqual([needless.study]);
    await day.ask('analyst/cancel-overlap', ANALYST, { study: needless.study });
    expect(await look(day, three)).toMatchObject({ study: needless.study, state: 'CANCELLED', union: null });
    expect(await requests(day)).toEqual([]);

    // Each body’s part was decided, about nobody; and who works with persons asks for no study.
    const { lines } = await day.asked('analyst/overlap', ANALYST, { period: '2025', bodies: both });
    expect(new Set(lines.map(({ owner }) => owner))).toEqual(new Set(both));
    expect(new Set(lines.map(({ category, subject }) => `${category} ${subject}`))).toEqual(
      new Set(['STATISTIC null']),
    );
    expect(await day.refused('analyst/start-overlap', DEPT_WORKER, { period: '2025', bodies: both })).toBe(
      'PURPOSE_NOT_ALLOWED',
    );
  },
};
