import type { Pool } from 'pg';
import { type LogSigning, signTree } from './checkpoint.repository.ts';
import { ENOUGH_AT_ONCE, growTree } from './tree.repository.ts';

/** How often a hub looks whether something waits for its place in the tree. */
const ROUND_MS = 200;
/** How long a record may wait before the operator is told, and how often she is. */
const PATIENCE_MS = 5_000;
const REMINDER_MS = 30_000;

export interface Sequencer {
  /** Ends after the round that runs. What waits then, another hub takes, or this one when it starts again. */
  close(): Promise<void>;
}

/**
 * Gives every record its place in the tree and signs the tree, round after round. Every hub runs one. Where it fails, records
 * go on being written and answers go on leaving: that a record is durable does not depend on its place.
 */
export function startSequencer(o: {
  readonly pool: Pool;
  readonly signing: LogSigning;
  readonly now: () => Date;
  readonly log: (error: unknown) => void;
}): Sequencer {
  const { pool, signing, now, log } = o;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let reminded = Number.NEGATIVE_INFINITY;
  let running = Promise.resolve();

  async function round(): Promise<void> {
    try {
      while ((await growTree(pool)) >= ENOUGH_AT_ONCE && !closed);
      await signTree(pool, signing, now());
    } catch (error) {
      await remind(error);
      return;
    }
    await remind(null);
  }

  /** Says what fails, and that something waits too long, now and then and not at every round. */
  async function remind(error: unknown): Promise<void> {
    if (performance.now() - reminded < REMINDER_MS) return;
    const late = await oldestWait(pool).catch((cause: unknown) => {
      throw error ?? cause;
    });
    if (error !== null) log(error);
    if (late !== null) log(new Error(`access records have been waiting for their place in the tree for ${late} s`));
    if (error !== null || late !== null) reminded = performance.now();
  }

  function next(): void {
    running = round()
      .catch((error: unknown) => {
        log(error);
        reminded = performance.now();
      })
      .then(() => {
        if (!closed) timer = setTimeout(next, ROUND_MS);
      });
  }
  next();

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Whole seconds for which the oldest record has waited, if that is too long. */
async function oldestWait(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ seconds: number }>(
    `SELECT floor(extract(epoch FROM now() - recorded_at))::int AS seconds FROM journal_pending
      WHERE recorded_at < now() - $1 * interval '1 millisecond' ORDER BY recorded_at LIMIT 1`,
    [PATIENCE_MS],
  );
  return rows[0]?.seconds ?? null;
}
