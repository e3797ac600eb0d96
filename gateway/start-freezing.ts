import type { HubConfig } from './config.ts';
import { openPool } from './open-pool.ts';
import type { Opened } from './opened.ts';
import { keepFreezingFrames } from './statistics/frames/keep-freezing.ts';

/** What is counted once a month may take its time, over a connection of its own. */
const COUNTING = { connectionTimeoutMillis: 5_000, query_timeout: 600_000, keepAlive: true };

/** Freezes the hub's own figures of each period that has ended; without a key for them, nothing. */
export function startFreezing(
  { statisticKey, signing, databaseUrl }: HubConfig,
  o: { opened: Opened; clock: () => Date; onPoolError: (error: Error) => void; log: (error: unknown) => void },
): void {
  if (statisticKey === null) return;
  const { pool, close } = openPool({ connectionString: databaseUrl, max: 1, ...COUNTING }, o.onPoolError);
  o.opened.add(close);
  const keys = { recordKey: statisticKey, signing: signing.key };
  const freezing = keepFreezingFrames({ pool, keys, clock: o.clock, log: o.log });
  o.opened.add(() => freezing.close());
}
