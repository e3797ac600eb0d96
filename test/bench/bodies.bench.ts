import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { interleave, median } from './rounds.ts';

/**
 * What bodies that a query does not touch cost it: nothing. The same query over the same three bodies, on territories
 * that differ only in how many others are registered. France has 35 000 communes.
 */
const SERVING = ['CCAS_LONGVIC', 'CCAS_STAPO', 'METRO_DIJON'] as const;
const QUERY = `{ ${SERVING.map((code, i) => `b${i}: body(code: "${code}") { name serviceOffers { name } }`).join(' ')} }`;
const REGISTERED = { nine: 0, thousand: 991, thirtyFiveThousand: 34_991 };
const REQUESTS = 200;

const agent = new Agent({ connections: 1 });
const territories = new Map<string, Territory>();
beforeAll(async () => {
  for (const [name, others] of Object.entries(REGISTERED)) {
    const territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: SERVING });
    territories.set(name, territory);
    await territory.hubDatabase.query(
      `INSERT INTO body (code, kind, name, url, capabilities, registered_on)
       SELECT 'COMMUNE_' || i, 'COMMUNE', 'Commune ' || i, 'http://127.0.0.1:9', '{}', '2026-01-01' FROM generate_series(1, $1) i`,
      [others],
    );
    await territory.hubDatabase.query('ANALYZE body');
  }
});
afterAll(async () => {
  await agent.close();
  for (const territory of territories.values()) await territory.close();
});

/** Milliseconds of one whole request over HTTP: the median of a round. */
async function round(territory: Territory): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
    'x-purpose': 'DIRECTORY',
  };
  const times: number[] = [];
  for (let i = 0; i < REQUESTS; i += 1) {
    const start = performance.now();
    const response = await request(`${territory.hubUrl}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: QUERY }),
      dispatcher: agent,
    });
    const text = await response.body.text();
    times.push(performance.now() - start);
    if (text.includes('"errors"')) throw new Error(`the hub answers ${text}`);
  }
  return median(times);
}

test('a query over three bodies costs the same, however many are registered', async () => {
  const rounds = [...territories].map(([name, territory]) => [name, () => round(territory)] as const);
  const medians = await interleave(Object.fromEntries(rounds));
  const nine = medians.nine ?? Number.NaN;
  for (const [name, ms] of Object.entries(medians)) {
    console.log(`${name.padEnd(20)} ${ms.toFixed(2)} ms per request, ${(ms / nine).toFixed(2)} of nine`);
  }
  expect((medians.thousand ?? Number.NaN) / nine).toBeLessThan(1.2);
});
