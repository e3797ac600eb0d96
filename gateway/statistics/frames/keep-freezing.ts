import type pg from 'pg';
import { civilDateOf } from '../../policy/civil-date.ts';
import { findBrokenFrames } from './frame-snapshot.repository.ts';
import { type FrameKeys, freezeFrames } from './freeze-frames.ts';

const HOUR = 3_600_000;

/** What goes on beside answers, in every replica. */
export interface KeptFreezing {
  readonly pool: pg.Pool;
  readonly keys: FrameKeys;
  /** The clock that decisions are taken by: by it a period has ended. */
  readonly clock: () => Date;
  readonly log: (error: unknown) => void;
}

/**
 * Freezes what has ended, at once and every hour from then on, and once holds what is frozen against its signatures.
 *
 * A failure is told and tried again; it never stops the hub. Resolves, once closed, when nothing is underway.
 */
export function keepFreezingFrames({ pool, keys, clock, log }: KeptFreezing): { close(): Promise<void> } {
  const freeze = async () => {
    const at = clock();
    const today = civilDateOf(at);
    await freezeFrames(pool, keys, { at, today, since: `${Number(today.slice(0, 4)) - 1}-01-01` });
  };
  const check = async () => {
    const client = await pool.connect();
    try {
      const broken = await findBrokenFrames(client);
      if (broken.length > 0) log(new Error(`frozen figures are not what was signed: ${broken.join(', ')}`));
    } finally {
      client.release();
    }
  };
  let underway = freeze().then(check).catch(log);
  const timer = setInterval(() => {
    underway = underway.then(freeze).catch(log);
  }, HOUR);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await underway;
    },
  };
}
