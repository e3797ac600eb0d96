import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { KeptFile } from './kept-file.ts';
import { commandOf } from './process-command.ts';

/**
 * Takes a data folder for this run, from before anything is started until it has stopped: two runs on one folder would
 * stop each other's database. A claim that a killed run left behind is taken over.
 */
export function claimData(data: string): { release(): void } {
  const claim = new KeptFile<{ pid: number }>(join(data, 'claim.json'));
  const holder = claim.read()?.pid;
  if (holder !== undefined && holder !== process.pid && commandOf(holder).includes('development/start')) {
    throw new Error(
      `a run (process ${holder}) already stands on \`${data}\`: stop it, or set PASSERELLE_DATA and PORT`,
    );
  }
  // The server's user passes through the folder; what only we may read in it is shut by itself.
  mkdirSync(data, { recursive: true, mode: 0o755 });
  claim.write({ pid: process.pid });
  return { release: () => claim.remove() };
}
