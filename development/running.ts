import { join } from 'node:path';
import { KeptFile } from './kept-file.ts';
import { commandOf } from './process-command.ts';

/** What a run tells `token`, `ask`, `explain` and `link`: where it stands. Only its owner may read it. */
export interface Running {
  readonly pid: number;
  readonly hub: string;
  /** Address of the hub's database, with the password of this run. */
  readonly hubDatabase: string;
  /** Addresses of the bodies, by code. */
  readonly bodies: Readonly<Record<string, string>>;
  /** The environment of each body, by code, with the password of its database. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Process of every part, by name. */
  readonly processes: Readonly<Record<string, number>>;
}

export function runningFile(data: string): KeptFile<Running> {
  return new KeptFile<Running>(join(data, 'running.json'));
}

/** The run of this data folder, or null if there is none now: a file left by a killed run does not count. */
export function findRunning(data: string): Running | null {
  const found = runningFile(data).read();
  return found !== null && commandOf(found.pid).includes('development/start') ? found : null;
}
