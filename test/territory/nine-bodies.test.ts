import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registeredBodies } from '../../prisma/seed/hub-bodies.ts';
import { BODIES } from '../../prisma/seed/town.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { createBarrier } from './barrier.ts';
import { type Doorkeepers, postDoorkeepers } from './doorkeepers.ts';

type Row = { readonly code: string } & Readonly<Record<string, unknown>>;

const NINE = BODIES.map(({ code }) => code).sort();
const codesOf = (kind: string) =>
  BODIES.filter((body) => body.kind === kind)
    .map(({ code }) => code)
    .sort();

let territory: Territory;
let doorkeepers: Doorkeepers;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00') });
  doorkeepers = await postDoorkeepers(territory.hubDatabase);
});
afterAll(async () => {
  await doorkeepers?.close();
  await territory?.close();
});

/** No body answers before all the requests that we expect have arrived, so requests made one by one would never end. */
async function askAtOnce(query: string, requests: readonly string[], asked: Parameters<Territory['ask']>[1]) {
  const barrier = createBarrier(requests.length);
  doorkeepers.hold = (name) => barrier.arrive(name);
  const answer = await territory.ask(query, asked);
  expect(answer.body.errors).toBeUndefined();
  expect(barrier.arrived.toSorted()).toEqual(requests.toSorted());
  return { answer, rows: answer.body.data?.bodies as readonly Row[] };
}

const holders = (rows: readonly Row[], field: string) =>
  rows.filter((row) => row[field] !== null).map(({ code }) => code);

describe('one query over all nine bodies', () => {
  test('asks each of them once, all at the same time, and answers in the order of the registry', async () => {
    const { rows } = await askAtOnce(
      '{ bodies { code serviceOffers { name } } }',
      NINE.map((code) => `${code} body`),
      { agent: 'AG-01', purpose: 'DIRECTORY' },
    );
    expect(rows.map(({ code }) => code)).toEqual(registeredBodies.map(({ code }) => code).sort());
    // Partners that only receive have no address: they are in their place, with nothing of their own.
    expect(holders(rows, 'serviceOffers')).toEqual(NINE);

    const names = rows.flatMap(({ serviceOffers }) => (serviceOffers as readonly { name: string }[] | null) ?? []);
    expect(names.length).toBeGreaterThan(40);
    for (const { code, serviceOffers } of rows.filter((row) => row.serviceOffers !== null)) {
      const alone = await territory.ask(`{ body(code: "${code}") { serviceOffers { name } } }`, {
        agent: 'AG-01',
        purpose: 'DIRECTORY',
      });
      expect(alone.body.data).toEqual({ body: { serviceOffers } });
    }
  });

  test('asks a kind only of the bodies that are of it, at the same time as the rest', async () => {
    const { rows } = await askAtOnce(
      '{ bodies { code serviceOffers { name } solidarityAgencies receptionPoints avipBoard { capacity } } }',
      [
        ...NINE.map((code) => `${code} body`),
        ...codesOf('DEPARTEMENT').map((code) => `${code} departement`),
        ...codesOf('METROPOLE').map((code) => `${code} metropole`),
        ...codesOf('COMMUNE').map((code) => `${code} commune`),
      ],
      { agent: 'AG-01', purpose: 'DIRECTORY' },
    );
    expect(holders(rows, 'serviceOffers')).toEqual(NINE);
    expect(holders(rows, 'solidarityAgencies')).toEqual(codesOf('DEPARTEMENT'));
    expect(holders(rows, 'receptionPoints')).toEqual(codesOf('METROPOLE'));
  });

  test('leaves out a body with which no instrument was signed, and no other', async () => {
    const { answer, rows } = await askAtOnce(
      '{ bodies { code avipBoard { capacity } } }',
      ['COMMUNE_LONGVIC commune', 'COMMUNE_STAPO commune'],
      { agent: 'AG-13', purpose: 'STATISTICS' },
    );
    expect(rows.map(({ code }) => code)).toEqual(registeredBodies.map(({ code }) => code).sort());
    expect(holders(rows, 'avipBoard')).toContain('COMMUNE_LONGVIC');
    const place = rows.findIndex(({ code }) => code === 'COMMUNE_SCEAUX');
    expect(answer.body.extensions?.decisions).toContainEqual(
      expect.objectContaining({ path: `bodies.${place}.avipBoard`, category: 'STATISTIC', decision: 'DENY' }),
    );
    const lines = await territory.linesOf(answer.operation);
    expect(lines.filter(({ owner }) => owner === 'COMMUNE_SCEAUX')).toEqual([
      expect.objectContaining({ category: 'STATISTIC', decision: 'DENY' }),
    ]);
  });
});
