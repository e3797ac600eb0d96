/** A clock that runs at the pace of time from `start`, or tells the real time when there is no start. */
export function createClock(start: Date | null, realTime: () => Date = () => new Date()): () => Date {
  if (start === null) return realTime;
  const offset = start.getTime() - realTime().getTime();
  return () => new Date(realTime().getTime() + offset);
}
