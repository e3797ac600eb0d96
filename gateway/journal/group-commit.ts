/** Statements on their way at once. With fewer, whoever comes does not wait. */
const AT_ONCE = 2;

/**
 * Writes at once while the database keeps up, and together what comes while it is busy: under load many operations share one
 * statement and one commit. A statement that the data of one operation breaks is written again one by one, so that none fails
 * for another.
 */
export function groupCommits<One>(write: (together: readonly One[]) => Promise<void>): (one: One) => Promise<void> {
  interface Waiting {
    readonly one: One;
    readonly done: PromiseWithResolvers<void>;
  }
  let waiting: Waiting[] = [];
  let running = 0;

  async function writeTogether(group: readonly Waiting[]): Promise<void> {
    try {
      await write(group.map(({ one }) => one));
      for (const { done } of group) done.resolve();
    } catch (error) {
      if (group.length > 1 && isOfTheData(error)) for (const each of group) await writeTogether([each]);
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

  return (one) => {
    const done = Promise.withResolvers<void>();
    waiting.push({ one, done });
    next();
    return done.promise;
  };
}

/** SQLSTATE of data that the tables do not take, or that a trigger refuses. A server that is gone is asked no further. */
function isOfTheData(error: unknown): boolean {
  return /^(22|23|P0)/.test(String((error as { code?: unknown }).code ?? ''));
}
