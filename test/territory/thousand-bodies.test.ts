import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../gateway/config.ts';
import { type RunningHub, startHub } from '../../gateway/start-hub.ts';
import { hubKeysFrom } from '../../subgraphs/joining/hub-keys.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { offerOf, registerSmallBodies, type SmallBodies } from './small-bodies.ts';
import { tapWire, type WireTap } from './wire-tap.ts';

const AT = parisInstant('2026-05-04T10:00');
const THREE = ['CCAS_T0017', 'CCAS_T0503', 'CCAS_T0999'] as const;

/** A territory whose hub speaks to its database over a wire that is tapped, and a thousand bodies that have joined it. */
let territory: Territory;
let tap: WireTap;
let hub: RunningHub;
let bodies: SmallBodies;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: [] });
  const keys = hubKeysFrom(new URL(`${territory.hubUrl}/.well-known/jwks.json`));
  bodies = await registerSmallBodies(territory.hubDatabase, keys, 1000);
  tap = await tapWire(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  hub = await startHub(readConfig({ ...territory.hubEnvironment, PASSERELLE_DATABASE_URL: tap.url }), {
    clock: () => AT,
  });
});
afterAll(async () => {
  await hub?.close();
  await tap?.close();
  await bodies?.close();
  await territory?.close();
});

async function ask(query: string): Promise<unknown> {
  tap.overheard();
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
      'x-purpose': 'DIRECTORY',
    },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** The small bodies that are spoken of, each once. */
const namedIn = (text: string) => [...new Set(text.match(/CCAS_T\d{4}/g))].sort();

describe('with a thousand bodies registered', () => {
  test('a query that touches three opens sockets to three, and speaks with the database of no other', async () => {
    const fields = THREE.map((code, i) => `b${i}: body(code: "${code}") { code serviceOffers { name } }`);
    expect(await ask(`{ ${fields.join(' ')} }`)).toEqual({
      data: Object.fromEntries(THREE.map((code, i) => [`b${i}`, { code, serviceOffers: [{ name: offerOf(code) }] }])),
    });
    expect([...bodies.sockets.keys()].sort()).toEqual([...THREE]);
    const overheard = tap.overheard();
    expect(namedIn(overheard)).toEqual([...THREE]);
    // Both ways to the database are on the wire: what the facts ask, what the registry asks, what the journal writes.
    expect(overheard).toContain('instrument_between');
    expect(overheard).toMatch(/FROM "[^"]+"\."body"/);
    expect(overheard).toContain('INSERT INTO access_record');
  });

  test('asked a second time, it opens no socket more', async () => {
    const before = [...bodies.sockets];
    await ask(`{ body(code: "${THREE[0]}") { serviceOffers { name } } }`);
    expect([...bodies.sockets]).toEqual(before);
    expect(namedIn(tap.overheard())).toEqual([THREE[0]]);
  });

  test('who lists them reads the registry alone: the wire names all, and no body is called', async () => {
    const before = [...bodies.sockets];
    const { data } = (await ask('{ bodies(kind: CCAS) { code name } }')) as { data: { bodies: object[] } };
    expect(data.bodies.length).toBeGreaterThan(1000);
    expect(namedIn(tap.overheard())).toEqual([...bodies.codes]);
    expect([...bodies.sockets]).toEqual(before);
  });
});
