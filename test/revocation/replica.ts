import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../schema/files.ts';
import type { Territory } from '../support/territory.ts';

/** A second hub on the same territory, in a process of its own that can be stopped in the middle of anything. */
export interface Replica {
  readonly url: string;
  /** From here on it does nothing at all, and knows nothing of it. */
  pause(): void;
  resume(): void;
  /** What it has told its operator. */
  said(): string;
  close(): Promise<void>;
}

export async function startReplica(
  territory: Territory,
  o: { readonly clock: Date; readonly databaseUrl?: string },
): Promise<Replica> {
  const child = spawn(process.execPath, [join(projectRoot(), 'dist/gateway/main.js')], {
    env: {
      PATH: process.env.PATH,
      ...territory.hubEnvironment,
      ...(o.databaseUrl && { PASSERELLE_DATABASE_URL: o.databaseUrl }),
      PASSERELLE_CLOCK: o.clock.toISOString(),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const gone = new Promise<null>((resolve) => child.once('exit', () => resolve(null)));
  const listening = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const url = /^listening on (\S+)$/m.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
  });
  const url = await Promise.race([listening, gone]);
  if (url === null) throw new Error(`the hub ended before it listened; has it been built? ${said}`);
  return {
    url,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    said: () => said,
    async close() {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
