/** An instant, as a `Date` or as an ISO text with its offset. */
export type Instant = Date | string;

/**
 * Unreadable dates stop the operation: an accord that never ends is worse than no answer. A text without its offset is
 * unreadable too, since each machine would read it by its own clock.
 */
export function timeOf(instant: Instant): number {
  const time =
    typeof instant !== 'string' ? instant.getTime() : /(Z|[+-]\d\d:\d\d)$/.test(instant) ? Date.parse(instant) : NaN;
  if (Number.isNaN(time)) throw new RangeError('an accord or a fact bears a date that is none');
  return time;
}
