import { afterAll, describe, expect, test } from 'vitest';
import { SERGE } from './agents.ts';
import { ANALYST_STORIES } from './analyst/stories.ts';
import { openDay, type Story } from './day.ts';
import { nameOf, noting, type Step, type Undone, undoing } from './no-op.ts';
import { OFFICER_STORIES } from './officer/stories.ts';
import { PERSON_STORIES } from './person/stories.ts';

const LONG = process.env.PASSERELLE_LONG === '1';
const STORIES = { officer: OFFICER_STORIES, person: PERSON_STORIES, analyst: ANALYST_STORIES };

/** How a story ends; a hub that broke is no way for it to end. */
async function endOf(story: Story, through?: Parameters<typeof openDay>[1]): Promise<Error | null> {
  const day = await openDay(story.bodies, through);
  try {
    await story.tell(day);
    return null;
  } catch (error) {
    if (!(error instanceof Error) || BROKEN.test(error.message)) throw error;
    return error;
  } finally {
    await day.close();
  }
}
const BROKEN = /"code":"(INTERNAL|JOURNAL_UNAVAILABLE|RETRY|BODY_UNREACHABLE|BODY_MISBEHAVED)"|ECONNREFUSED/;

/** Each mutation once in each story and, of the analyst, each question; in the long run every call, and everybody’s questions. */
function chosen(user: string, steps: readonly Step[]): readonly Step[] {
  return steps
    .filter(({ field, how }) => !(how === 'EARLIER' && field === READ_MEANWHILE))
    .filter(({ how, nth }) => LONG || (nth === 1 && (how === 'UNDONE' || user === 'analyst')));
}
/** What agents read in the course of a story is there to be seen by others: which values they read is not. */
const READ_MEANWHILE = 'person';

const table: string[] = [];
afterAll(() => console.log(['story · step · wrote · caught by', ...table].join('\n')));

for (const [user, stories] of Object.entries(STORIES)) {
  describe.concurrent(user, () => {
    test.each(stories.map((story) => [story.task, story] as const))(
      '%s',
      async (task, story) => {
        const steps: Step[] = [];
        expect(await endOf(story, noting(steps))).toBeNull();
        for (const step of chosen(user, steps)) {
          const undone: Undone = { times: 0, written: new Set() };
          const end = await endOf(story, undoing(step, undone));
          const said = end?.message.split('\n')[0]?.slice(0, 110) ?? 'NOTHING';
          table.push([`${user} ${task.slice(0, 1)}`, nameOf(step), [...undone.written].join(' '), said].join(' · '));
          expect(undone.times, `${nameOf(step)} was asked`).toBeGreaterThan(0);
          if (step.how === 'UNDONE') expect(undone.written.size, `${nameOf(step)} writes`).toBeGreaterThan(0);
          expect(end, `without ${nameOf(step)} the story goes on as if nothing were missing`).not.toBeNull();
          if (step.how === 'UNDONE') expect(end?.name).toBe('AssertionError');
        }
      },
      LONG ? 1_800_000 : 300_000,
    );
  });
}

describe('the check itself', () => {
  const believing: Story = {
    task: '0 · croire la réponse sur parole',
    bodies: [],
    async tell(day) {
      const { recordConsent } = await day.ask<{ recordConsent: { id: string; status: string } }>(
        'agent/record-consent',
        { agent: 'AG-02', purpose: 'CASE' },
        { input: ACCORD },
      );
      expect(recordConsent).toEqual({ id: expect.any(String), status: 'ACTIVE' });
    },
  };
  const ACCORD = {
    ...{ person: SERGE, kind: 'ACCORD', categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
    ...{ purposes: ['CASE'], validTo: '2027-05-04', grantedBy: ['SELF'], channel: 'IN_PERSON_SIGNED' },
    informationNoticeVersion: '2026-01',
  };

  test('does not catch a story that believes what it is answered: the answer is the one of a success', async () => {
    const undone: Undone = { times: 0, written: new Set() };
    const step: Step = { field: 'recordConsent', how: 'UNDONE', nth: 1 };
    expect(await endOf(believing, undoing(step, undone))).toBeNull();
    expect([undone.times, [...undone.written]]).toEqual([1, ['consent']]);
  });

  test('takes back what was written, and disturbs nothing else', async () => {
    const looking: Story = {
      ...believing,
      async tell(day) {
        const count = async () =>
          (await day.territory.hubDatabase.query('SELECT count(*)::int FROM consent')).rows[0]?.count as number;
        const before = await count();
        await believing.tell(day);
        expect(await count()).toBe(before);
        await believing.tell(day);
        expect(await count()).toBe(before + 1);
      },
    };
    const step: Step = { field: 'recordConsent', how: 'UNDONE', nth: 1 };
    expect(await endOf(looking, undoing(step, { times: 0, written: new Set() }))).toBeNull();
  });
});
