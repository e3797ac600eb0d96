import type { BodyContext } from '../context.ts';
import { freezeEnded } from './freeze.ts';

const HOUR = 3_600_000;

/**
 * Freezes what has ended, at once and every hour from then on, so that nobody has to think of it on the first of a month.
 * A failure is told by its name and tried again; it never stops the body. Resolves, once stopped, when nothing is underway.
 */
export function keepFreezing(contextOf: () => BodyContext, log: (failure: string) => void): { stop(): Promise<void> } {
  let underway = Promise.resolve();
  const freeze = () => {
    underway = underway
      .then(() => freezeEnded(contextOf(), firstDay(contextOf().today)))
      .then(
        () => {},
        (error: unknown) => log(error instanceof Error ? error.name : 'unknown'),
      );
  };
  freeze();
  const timer = setInterval(freeze, HOUR);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await underway;
    },
  };
}

/** A body that joins freezes the year before as well: what ended earlier is history that nobody has asked for. */
function firstDay(today: string): string {
  return `${Number(today.slice(0, 4)) - 1}-01-01`;
}
