/**
 * How far apart the clocks of two replicas may be. A replica whose clock is further than half of this from the
 * database's gets no lease, hence answers nothing.
 */
export const CLOCKS_APART_MS = 10_000;

/**
 * An end that has been recorded has happened, at the latest at `at`: it may bear an instant after the operation began,
 * or the instant of another replica whose clock runs ahead. `read` is when the record was read. One that lies further
 * ahead is planned, and is left as it is.
 */
export function recordedEnd(end: string | null, at: Date, read: Date): string | null {
  if (end === null) return null;
  const instant = Date.parse(end);
  return instant > at.getTime() && instant <= read.getTime() + CLOCKS_APART_MS ? at.toISOString() : end;
}
