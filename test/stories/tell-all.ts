import { afterAll, describe, expect, test } from 'vitest';
import { openDay, type Story } from './day.ts';
import { nameOf, noting, type Step, type Undone, undoing } from './no-op.ts';

const LONG = process.env.PASSERELLE_LONG === '1';

/** How a story ends: null where it goes well. A hub that broke is no way for it to end. */
export async function endOf(story: Story, through?: Parameters<typeof openDay>[1]): Promise<Error | null> {
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

/**
 * Tells each story, each on a territory of its own; then tells it again without one of its steps, and again without
 * another, and expects it to fail each time. Of mutations that is each one once, and with `questions` each question too.
 * In the long run it is every call of a mutation, every question, and answers that go on being the first.
 */
export function tellAll(user: string, stories: readonly Story[], o: { readonly questions: boolean }): void {
  const table: string[] = [];
  afterAll(() => console.log(['story · without · which wrote · caught by', ...table].join('\n')));

  describe(user, () => {
    test.each(stories.map((story) => [story.task, story] as const))(
      '%s',
      async (task, story) => {
        const steps: Step[] = [];
        const told = await endOf(story, noting(steps));
        if (told !== null) throw told;
        for (const step of steps.filter((each) => isWanted(each, story, o.questions))) {
          const undone: Undone = { times: 0, written: new Set() };
          const end = await endOf(story, undoing(step, undone));
          // Said again, what was said already writes nothing, and there is nothing to miss.
          if (step.how === 'UNDONE' && step.nth > 1 && undone.written.size === 0) continue;
          const said = end?.message.split('\n')[0]?.slice(0, 110) ?? 'NOTHING';
          table.push([`${user} ${task[0]}`, nameOf(step), [...undone.written].join(' '), said].join(' · '));
          expect(undone.times, `${nameOf(step)} was asked`).toBeGreaterThan(0);
          if (step.how === 'UNDONE') expect(undone.written.size, `${nameOf(step)} writes`).toBeGreaterThan(0);
          expect(end, `without ${nameOf(step)} the story goes on as if nothing were missing`).not.toBeNull();
          if (step.how === 'UNDONE') expect(end?.name).toBe('AssertionError');
        }
      },
      LONG ? 1_800_000 : 600_000,
    );
  });
}

function isWanted({ field, how, nth }: Step, { bodies }: Story, questions: boolean): boolean {
  if (LONG) return !(how === 'EARLIER' && field === READ_MEANWHILE);
  if (how === 'UNDONE') return nth === 1;
  // A study takes seconds: of its questions the one that it is about.
  return how === 'EMPTY' && questions && (bodies !== 'STUDY' || field === 'overlap');
}
/** What agents read in the course of a story is there to be seen by others: which values they read is not. */
const READ_MEANWHILE = 'person';
