import { parseArgs } from 'node:util';
import { tokenOf } from './agents.ts';
import { complain } from './complain.ts';
import { dataFolder } from './settings.ts';

/** `npm run -s token -- AG-01`: prints a token of an agent, and nothing else. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { body: { type: 'string' } } });
  const [agent, ...more] = positionals;
  if (agent === undefined || more.length > 0)
    throw new Error('say which agent: npm run -s token -- AG-01 [--body CODE]');
  process.stdout.write(`${await tokenOf(dataFolder(process.env), agent, values.body)}\n`);
}

main().catch(complain);
