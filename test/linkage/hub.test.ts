import type { KeyObject } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../../development/free-port.ts';
import { readConfig } from '../../gateway/config.ts';
import { nameKeyOf } from '../../gateway/linkage/name-key.ts';
import { type RunningHub, startHub } from '../../gateway/start-hub.ts';
import { seedLinkage } from '../../prisma/seed/linkage.ts';
import { town } from '../../prisma/seed/town.ts';
import { linkFiles } from '../../subgraphs/joining/link-files.ts';
import { until } from '../gateway/linkage/until.ts';
import { type Office, openOffice, refusalOf } from '../officers/office.ts';
import { parisInstant } from '../support/paris.ts';
import { LINKAGE_KEY, openTerritory, type Territory } from '../support/territory.ts';
import { aPerson, type LinkageWorld, openLinkageWorld } from './service/world.ts';

/** The man of SP-1, of whom the Département holds a file too. */
const MAN = 'CCAS_LONGVIC:7781';
const HERS = { agent: 'AG-02', purpose: 'CASE' } as const;
const AT = parisInstant('2026-05-04T10:00');

let territory: Territory;
let world: LinkageWorld;
let office: Office;
let hub: RunningHub;
const logged: { operation: string }[] = [];

/** A hub beside that of the territory, over the same database, which knows a linkage service. */
function startHubWith(url: string, key: KeyObject): Promise<RunningHub> {
  const environment = {
    ...territory.hubEnvironment,
    PASSERELLE_LINKAGE_URL: url,
    PASSERELLE_LINKAGE_KEY: JSON.stringify(key.export({ format: 'jwk' })),
  };
  return startHub(readConfig(environment), { clock: () => AT, log: (entry) => logged.push(entry) });
}

beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: ['CCAS_LONGVIC'] });
  office = openOffice(territory);
  world = await openLinkageWorld();
  const { owner, sealingKey } = world;
  await seedLinkage(owner, { people: town, linkageKey: LINKAGE_KEY, sealingKey });
  hub = await startHubWith(world.url, world.keyOf('HUB'));
});
afterAll(async () => {
  await hub?.close();
  await territory?.close();
  await world?.close();
});

const linkOf = async (id: string) =>
  (
    await office.rows<{ status: string; subject: string }>('SELECT status, subject FROM person_link WHERE id = $1', [
      id,
    ])
  )[0];
const access = async () => ({
  ...(await world.access('CCAS_LONGVIC')),
  linkageKey: LINKAGE_KEY,
  nameKey: nameKeyOf(world.keyOf('HUB')),
});

test('a file that a body links is known to its hub, and in force for nobody until an agent confirms it', async () => {
  const file = 'CCAS_LONGVIC:NEW';
  const [subject] = (await linkFiles(await access(), [{ file, traits: aPerson() }])).values();
  await until(async () => expect(await linkOf(file)).toEqual({ status: 'CANDIDATE', subject }));
  const answer = await office.ask('mutation($file: ID!) { confirmLink(file: $file) { id } }', HERS, { file });
  expect(refusalOf(answer)).toEqual(['BAD_REQUEST', 'LINK_WITHOUT_ACCORD']);
});

test('a link that an agent breaks is parted at the service: the file has a subject of its own, and no other has', async () => {
  const [before, elsewhere] = [await linkOf(MAN), await office.rows(OTHERS, [MAN])];
  const broken = await office.ask('mutation($file: ID!) { breakLink(file: $file) { status } }', HERS, { file: MAN });
  expect(broken.body.data).toEqual({ breakLink: { status: 'BROKEN' } });
  await until(async () => expect((await linkOf(MAN))?.status).toBe('CANDIDATE'));
  const after = await linkOf(MAN);
  expect(after?.subject).not.toBe(before?.subject);
  expect(await office.rows(OTHERS, [MAN])).toEqual(elsewhere);
  const traits = town.find(({ files }) => files.CCAS_LONGVIC === '7781')!;
  expect((await linkFiles(await access(), [{ file: MAN, traits }])).get(MAN)).toBe(after?.subject);
});

test('a linkage service that is dead costs nothing else: the hub starts, answers, and closes', async () => {
  logged.length = 0;
  const lonely = await startHubWith(`http://127.0.0.1:${await findFreePort()}`, world.keyOf('HUB'));
  expect((await fetch(`${lonely.url}/health/ready`)).status).toBe(200);
  const response = await fetch(`${lonely.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
      'x-purpose': 'CASE',
    },
    body: JSON.stringify({ query: '{ sharedCase(id: "SP-1") { status } }' }),
  });
  expect(await response.json()).toMatchObject({ data: { sharedCase: { status: 'ACTIVE' } } });
  const began = performance.now();
  await lonely.close();
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(logged.filter(({ operation }) => operation !== 'linkage')).toEqual([]);
});

const OTHERS = 'SELECT id, subject, status FROM person_link WHERE id <> $1 ORDER BY id';
