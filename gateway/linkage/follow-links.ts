import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import { openName } from '../../linkage/sealed-name.ts';
import { inTurn, type LinkedFile, type LinkRepository } from './link.repository.ts';
import { type LinkageClient, LinkageRefused, type ToldFile } from './linkage-client.ts';

/** Runs until it is closed. */
export interface LinkFollower {
  /** Lets the round that runs end. */
  close(): Promise<void>;
}

/**
 * Keeps the hub and the linkage service in step, beside the way of answers: links that agents broke are parted there, and files
 * that bodies linked become candidates here. Nothing that it writes is in force until an agent confirms it.
 *
 * One replica does it at a time. Every step may be done again: a round that fails is begun anew, later each time.
 */
export function followLinks(o: {
  readonly pool: Pool;
  readonly client: LinkageClient;
  /** Opens the names of files. */
  readonly nameKey: KeyObject;
  readonly everyMs: number;
  readonly log: (error: unknown) => void;
}): LinkFollower {
  let failures = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    try {
      await inTurn(o.pool, async (links) => {
        await partBroken(links, o.client);
        await readTold(links, o);
      });
      failures = 0;
    } catch (error) {
      // Said once: a service that is down for a night would fill the log with it.
      if (failures === 0) o.log(error);
      failures++;
    }
    if (!isClosed) timer = setTimeout(start, o.everyMs * 2 ** Math.min(failures, MOST_DOUBLINGS));
  }

  let running: Promise<void> = Promise.resolve();
  const start = (): void => {
    running = round();
  };
  start();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const MOST_DOUBLINGS = 5;

/** Tells the service of each broken link. One that it refuses for another reason than not knowing it keeps no other waiting. */
async function partBroken(links: LinkRepository, client: LinkageClient): Promise<void> {
  for (const broken of await links.brokenLinks()) {
    try {
      await links.partLink(broken, await client.split(broken.body, broken.subject));
    } catch (error) {
      if (!(error instanceof LinkageRefused) || !UNKNOWN_THERE.includes(error.code)) throw error;
      await links.closeLink(broken);
    }
  }
}

/** A file that was never linked there, and a subject that the service cannot have drawn. */
const UNKNOWN_THERE = ['NOT_FOUND', 'BAD_REQUEST'];

async function readTold(
  links: LinkRepository,
  { client, nameKey, log }: { client: LinkageClient; nameKey: KeyObject; log: (error: unknown) => void },
): Promise<void> {
  for (;;) {
    const told = await client.told(await links.place());
    const last = told.at(-1);
    if (last === undefined) return;
    const files = told.map((file) => readFile(file, nameKey)).filter((file) => file !== null);
    if (files.length < told.length) log(new Error(`${told.length - files.length} names of files cannot be read`));
    await links.addCandidates(files, last.place);
  }
}

/** A body names files of its own and no others; a name that was sealed for another hub, or is none, is left out. */
function readFile({ body, sealedName, subject }: ToldFile, nameKey: KeyObject): LinkedFile | null {
  try {
    const id = openName(Buffer.from(sealedName, 'base64url'), nameKey);
    return id.startsWith(`${body}:`) && id.length > body.length + 1 ? { id, body, subject } : null;
  } catch {
    return null;
  }
}
