import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochRepository } from './epoch.repository.ts';
import { isWithin, type Moment, moment } from './moment.ts';
import { CLOCKS_APART_MS } from './recorded.ts';

/** How long what was read of the epoch may be relied upon, from the moment it was asked for. */
export const LEASE_MS = 100;
/** For clocks that do not run at quite the same pace, and for what lies between the last look and the write. */
const MARGIN_MS = 50;
const RENEWED_EVERY_MS = 40;
/** How long an answer waits for a lease before it is given up. */
const PATIENCE_MS = 2_000;

/** One epoch, and the moment at which it was asked for. */
export interface Look {
  readonly epoch: string;
  readonly sent: Moment;
}

export interface Lease {
  /** The epoch that was read last, alive or not; null before the first. */
  readonly epoch: string | null;
  /** Whether an answer decided as of this epoch may be written in this very tick. Synchronous, and free of charge. */
  mayWrite(epoch: string): boolean;
  /** Resolves once there is a lease, in the tick in which it was given. Rejects when there has been none for long. */
  alive(): Promise<void>;
  close(): Promise<void>;
}

/** Whether what was read may still be relied upon. */
export function isAlive({ sent }: Look, now: Moment = moment()): boolean {
  return isWithin(LEASE_MS, sent, now);
}

/**
 * A replica's leave to write answers. It says: as of `sent` this was the epoch, and nobody who moves it since is told
 * that it is done before LEASE_MS have passed.
 *
 * Durations are measured here, so no two machines need agree on the time. A renewal that fails lets the lease lapse, and
 * without a lease nothing is written. INVARIANT: `sent` is taken before the question leaves.
 *
 * `onMove` is called when the epoch is found to have moved, for what is better known before a request needs it.
 */
export function holdLease(
  epochs: EpochRepository,
  { log, onMove }: { log: (error: unknown) => void; onMove: () => void },
): Lease {
  let look: Look | null = null;
  let renewed = Promise.withResolvers<void>();
  let failing = false;
  const closing = new AbortController();

  async function renew(): Promise<void> {
    const sent = moment();
    try {
      const { epoch, clock } = await epochs.read();
      if (isApart(clock, sent)) throw new Error("this machine's clock and the database's are too far apart");
      const hasMoved = look !== null && look.epoch !== epoch;
      look = { epoch, sent };
      failing = false;
      if (hasMoved) onMove();
      if (!isAlive(look)) return;
      renewed.resolve();
      renewed = Promise.withResolvers();
    } catch (error) {
      // Said once, and not twenty-five times a second.
      if (!failing && !closing.signal.aborted) log(error);
      failing = true;
    }
  }

  async function keep(): Promise<void> {
    while (!closing.signal.aborted) {
      const begun = performance.now();
      await renew();
      const rest = Math.max(1, RENEWED_EVERY_MS - (performance.now() - begun));
      await sleep(rest, undefined, { signal: closing.signal, ref: false }).catch(() => {});
    }
  }

  const kept = keep();
  return {
    get epoch() {
      return look?.epoch ?? null;
    },
    mayWrite: (epoch) => look !== null && look.epoch === epoch && isAlive(look),
    async alive() {
      if (look !== null && isAlive(look)) return;
      const patience = new AbortController();
      const late = sleep(PATIENCE_MS, true, { signal: patience.signal, ref: false }).catch(() => false);
      const isLate = await Promise.race([renewed.promise.then(() => false), late]);
      patience.abort();
      if (isLate) throw new Error('there has been no lease for a while');
    },
    async close() {
      closing.abort();
      await epochs.close();
      await kept;
    },
  };
}

/** The database read its clock between `sent` and now. */
function isApart(clock: number, sent: Moment): boolean {
  const most = CLOCKS_APART_MS / 2;
  return clock < sent.wall - most || clock > Date.now() + most;
}

/**
 * Resolves when no replica can any longer write an answer that was decided before what has just been committed: each
 * either knows of it, or has lost its lease. To be awaited after the commit, and before it is acknowledged.
 */
export async function awaitRevocation(): Promise<void> {
  const committed = performance.now();
  for (;;) {
    const rest = committed + LEASE_MS + MARGIN_MS - performance.now();
    if (rest <= 0) return;
    await sleep(rest);
  }
}
