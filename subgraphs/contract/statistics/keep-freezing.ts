import type { BodyContext } from '../context.ts';
import { freezeEnded } from './freeze.ts';
import { findBroken } from './snapshot.repository.ts';

const HOUR = 3_600_000;

/**
 * Freezes what has ended, at once and every hour from then on, so that nobody has to think of it on the first of a month.
 * Once, when it starts, it holds what is frozen against its signatures, and tells what is broken.
 *
 * A failure is told by its name and tried again; it never stops the body. Resolves, once stopped, when nothing is underway.
 */
export function keepFreezing(contextOf: () => BodyContext, log: (failure: string) => void): { stop(): Promise<void> } {
  const told = (error: unknown) => log(error instanceof Error ? error.name : 'unknown');
  let underway = Promise.resolve();
  const freeze = () => {
    underway = underway
      .then(() => freezeEnded(contextOf(), firstDay(contextOf().today)))
      .then(() => {})
      .catch(told);
  };
  const check = async () => {
    const broken = await findBroken(contextOf().prisma);
    if (broken.length > 0) log(`not what was signed: ${broken.join(', ')}`);
  };
  freeze();
  underway = underway.then(check).catch(told);
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
