import { findIndicator } from '../disclosure/catalogue.ts';
import { daysOf } from '../disclosure/periods.ts';
import { openBody } from './contract/open-body.ts';
import { correctSnapshot } from './contract/statistics/freeze.ts';
import { readBodyConfig } from './joining/body-config.ts';

/**
 * `node dist/subgraphs/correct-snapshot.js N2 2025`, in the environment of the body: freezes a period once more, because
 * what was counted was wrong. The version before stays, and its signature with it.
 */
async function main([code = '', period = '', ...rest]: readonly string[]): Promise<void> {
  const indicator = findIndicator(code);
  if (!indicator || rest.length > 0 || daysOf(indicator.period, period) === null) {
    throw new Error('name an indicator of the catalogue and a period of its kind, as `N2 2025`');
  }
  const { code: body, kind, databaseUrl, clock } = readBodyConfig(process.env);
  const offset = clock === null ? 0 : clock.getTime() - Date.now();
  const data = await openBody({ code: body, kind, databaseUrl, now: () => new Date(Date.now() + offset) });
  try {
    const version = await correctSnapshot(data.contextOf(null), indicator, period);
    console.log(`${body}: ${code} ${period} is at version ${version}`);
  } finally {
    await data.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'the period could not be corrected');
  process.exit(1);
});
