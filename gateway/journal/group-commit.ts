/** What one operation leaves: the texts that are committed to, and beside each its salt and its commitment. */
export interface Written {
  readonly payloads: readonly string[];
  readonly salts: Buffer;
  readonly commitments: Buffer;
}

/** Statements on their way at once. With fewer, whoever comes does not wait. */
const AT_ONCE = 2;

/**
 * Writes at once while the database keeps up, and together what comes while it is busy: under load many operations share one
 * statement and one commit. A statement that the data of one operation breaks is written again one by one, so that none fails
 * for another.
 */
export function groupCommits(write: (together: readonly Written[]) => Promise<void>): (one: Written) => Promise<void> {
  interface Waiting {
    readonly written: Written;
    readonly done: PromiseWithResolvers<void>;
  }
  let waiting: Waiting[] = [];
  let running = 0;

  async function writeTogether(group: readonly Waiting[]): Promise<void> {
    try {
      await write(group.map(({ written }) => written));
      for (const { done } of group) done.resolve();
    } catch (error) {
      if (group.length > 1 && isOfTheData(error)) for (const one of group) await writeTogether([one]);
      else for (const { done } of group) done.reject(error);
    }
  }

  function next(): void {
    if (waiting.length === 0 || running === AT_ONCE) return;
    const group = waiting;
    waiting = [];
    running += 1;
    void writeTogether(group).finally(() => {
      running -= 1;
      next();
    });
  }

  return (written) => {
    const done = Promise.withResolvers<void>();
    waiting.push({ written, done });
    next();
    return done.promise;
  };
}

/** SQLSTATE of data that the tables do not take, or that a trigger refuses. A server that is gone is asked no further. */
function isOfTheData(error: unknown): boolean {
  return /^(22|23|P0)/.test(String((error as { code?: unknown }).code ?? ''));
}
