import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../schema/files.ts';
import type { Territory } from '../support/territory.ts';

export interface HubProcess {
  readonly url: string;
  /** Resolves when the process has ended, whoever ended it. */
  readonly gone: Promise<void>;
  /** No signal can be prepared for less: resolves once the process is gone. */
  kill(): Promise<void>;
}

/** A second hub on the same territory, as production runs it: a process of its own, from what `npm run build` wrote. */
export async function startHubProcess(territory: Territory, clock: string): Promise<HubProcess> {
  const child = spawn(process.execPath, [join(projectRoot(), 'dist/gateway/main.js')], {
    env: { PATH: process.env.PATH, ...territory.hubEnvironment, PASSERELLE_CLOCK: clock },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await Promise.race([addressSaidBy(child), gone.then(() => null)]);
  if (url === null) throw new Error('the hub ended before it listened; has it been built?');
  return {
    url,
    gone,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function addressSaidBy(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const url = /^listening on (\S+)$/m.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.stderr?.resume();
  });
}
