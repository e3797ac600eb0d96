import { openBody } from './contract/open-body.ts';
import { showStatisticKey } from './contract/statistics/freeze.ts';
import { readBodyConfig } from './joining/body-config.ts';

/**
 * `node dist/subgraphs/show-statistic-key.js`, in the environment of the body: the public half (SPKI, hexadecimal) of the key
 * under which it signs the figures that it releases, to be entered in the registry. Made now, where it has none yet.
 */
async function main(): Promise<void> {
  const { code, kind, databaseUrl } = readBodyConfig(process.env);
  const data = await openBody({ code, kind, databaseUrl, connections: 1 });
  try {
    console.log((await showStatisticKey({ prisma: data.contextOf(null).prisma, at: new Date() })).toString('hex'));
  } finally {
    await data.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'the key cannot be shown');
  process.exit(1);
});
