import { openBody } from './contract/open-body.ts';
import { readBodyConfig } from './joining/body-config.ts';

/**
 * `node dist/subgraphs/show-witnessed.js`, in the environment of the body: the last checkpoint of each log that it has
 * countersigned, to be handed to an auditor or compared with another body's. Over the network only the log itself is told.
 */
async function main(): Promise<void> {
  const { code, kind, databaseUrl, witness } = readBodyConfig(process.env);
  if (witness === null) throw new Error('this body countersigns nothing: it has no `WITNESS_KEY_FILE`');
  const data = await openBody({ code, kind, databaseUrl, connections: 1 });
  try {
    for (const log of new Set(witness.logKeys.map(({ name }) => name))) {
      const last = await data.witnessed.last(log);
      if (last === null) console.error(`nothing of \`${log}\` has been countersigned here`);
      else process.stdout.write(last.note);
    }
  } finally {
    await data.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'what was countersigned cannot be shown');
  process.exit(1);
});
