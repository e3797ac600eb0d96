import { test } from 'vitest';
import { openDay, type Story } from './day.ts';

/** Each story as a test of its own, on a territory of its own. */
export function tellAll(stories: readonly Story[]): void {
  test.each(stories.map((story) => [story.task, story] as const))(
    '%s',
    async (_, story) => {
      const day = await openDay(story.bodies);
      try {
        await story.tell(day);
      } finally {
        await day.close();
      }
    },
    120_000,
  );
}
