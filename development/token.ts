import { parseArgs } from 'node:util';
import { personTokenOf, tokenOf } from './agents.ts';
import { complain } from './complain.ts';
import { dataFolder } from './settings.ts';

const USAGE = 'say who: npm run -s token -- AG-01 [--body CODE], or -- --person PE-09 [--represents]';

/** `npm run -s token -- AG-01`: prints a token of an agent, or of a person concerned, and nothing else. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { body: { type: 'string' }, person: { type: 'string' }, represents: { type: 'boolean' } },
  });
  const [agent, ...more] = positionals;
  const data = dataFolder(process.env);
  if (values.person !== undefined && agent === undefined && values.body === undefined) {
    process.stdout.write(`${await personTokenOf(data, values.person, values.represents ?? false)}\n`);
  } else if (values.person === undefined && agent !== undefined && more.length === 0 && !values.represents) {
    process.stdout.write(`${await tokenOf(data, agent, values.body)}\n`);
  } else {
    throw new Error(USAGE);
  }
}

main().catch(complain);
