import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../schema/files.ts';
import { complain } from './complain.ts';
import { findRunning } from './running.ts';
import { dataFolder } from './settings.ts';

/**
 * `npm run -s link -- CCAS_LONGVIC`: links all files of a body of the run that stands, new ones beside the old, and prints the
 * subject of each. The hub hears of them a few seconds later.
 */
async function main(): Promise<void> {
  const [code, ...more] = process.argv.slice(2);
  if (code === undefined || more.length > 0) throw new Error('say whose files: npm run -s link -- CCAS_LONGVIC');
  const running = findRunning(dataFolder(process.env));
  if (running === null) throw new Error('nothing runs: `npm start` first');
  const environment = running.environments[code];
  if (environment === undefined) throw new Error(`\`${code}\` is no body of this run`);
  const program = join(projectRoot(), 'dist/subgraphs/link-people.js');
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...environment, PORT: '0' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  process.exitCode = exitCode ?? 1;
}

main().catch(complain);
