/**
 * An instant on this machine's own clocks, to measure durations by.
 *
 * The steady clock is the one that counts. It may stand still while a whole machine is suspended, which the other shows
 * afterwards; and the other may be set back, which the steady one does not notice. So both are looked at.
 */
export interface Moment {
  readonly steady: number;
  readonly wall: number;
}

export function moment(): Moment {
  return { steady: performance.now(), wall: Date.now() };
}

/** Whether less than so many milliseconds have passed, on both clocks. */
export function isWithin(milliseconds: number, since: Moment, now: Moment): boolean {
  return now.steady - since.steady < milliseconds && now.wall - since.wall < milliseconds;
}
