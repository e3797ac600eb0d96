import type { HubConfig } from './config.ts';
import { followLinks } from './linkage/follow-links.ts';
import { type LinkageClient, openLinkageClient } from './linkage/linkage-client.ts';
import { nameKeyOf } from './linkage/name-key.ts';
import { openPool } from './open-pool.ts';
import type { Opened } from './opened.ts';
import { PATIENCE } from './patience.ts';

/** How long a file that was linked, or a link that was broken, may wait until the other side knows. */
const EVERY_MS = 5_000;

/** Follows what the linkage service links and parts; null where the hub runs without one. */
export function startLinkage(
  { linkage, databaseUrl, bodyDeadlineMs }: HubConfig,
  o: { opened: Opened; onPoolError: (error: Error) => void; log: (error: unknown) => void },
): LinkageClient | null {
  if (linkage === null) return null;
  const client = openLinkageClient(linkage, bodyDeadlineMs);
  o.opened.add(() => client.close());
  // A round holds its connection while it asks, so it takes none of those that answers wait for.
  const { pool, close } = openPool({ connectionString: databaseUrl, max: 1, ...PATIENCE }, o.onPoolError);
  o.opened.add(close);
  const nameKey = nameKeyOf(linkage.key);
  const follower = followLinks({ pool, client, nameKey, everyMs: EVERY_MS, log: o.log });
  o.opened.add(() => follower.close());
  return client;
}
