import { createPublicKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { grantRole } from '../../../deploy/grant-role.ts';
import { followLinks, type LinkFollower } from '../../../gateway/linkage/follow-links.ts';
import { type LinkageClient, openLinkageClient } from '../../../gateway/linkage/linkage-client.ts';

import { nameKeyFrom, sealName } from '../../../linkage/sealed-name.ts';
import { linkFiles } from '../../../subgraphs/joining/link-files.ts';
import { aPerson, type Code, type LinkageWorld, openLinkageWorld } from '../../linkage/service/world.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { until } from './until.ts';

let world: LinkageWorld;
let client: LinkageClient;
let fresh: FreshDatabase;
let owner: pg.Pool;
/** As the role that a hub runs as. */
let pool: pg.Pool;
let running: LinkFollower[] = [];
const logged: unknown[] = [];

beforeAll(async () => {
  world = await openLinkageWorld();
  client = openLinkageClient({ url: world.url, key: world.keyOf('HUB') }, 5_000);
  fresh = await freshDatabase('hub');
  const role = `hub_${randomUUID()}`;
  await grantRole(fresh.url, { role, password: 'of the hub', kind: 'hub' });
  owner = new pg.Pool({ connectionString: fresh.url, max: 2 });
  const runtime = Object.assign(new URL(fresh.url), { username: role, password: 'of the hub' });
  pool = new pg.Pool({ connectionString: runtime.href, max: 4 });
  for (const each of [owner, pool]) each.on('connect', (connection) => connection.on('error', () => undefined));
  await owner.query(
    `INSERT INTO "body" ("code", "kind", "name", "registered_on")
     SELECT code, 'CCAS', code, now() FROM unnest(ARRAY['DEPT', 'CCAS', 'METRO']) AS b(code)`,
  );
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.close()));
  running = [];
  logged.length = 0;
  await owner.query('DELETE FROM "person_link"');
});
afterAll(async () => {
  await client?.close();
  await Promise.all([pool?.end(), owner?.end()]);
  await fresh?.drop();
  await world?.close();
});

function follow(asked: LinkageClient = client, nameKey: KeyObject = world.nameKey): void {
  const log = (error: unknown) => logged.push(error);
  running.push(followLinks({ pool, client: asked, nameKey, everyMs: 20, log }));
}

async function link(body: Code, local: string, first: string): Promise<string> {
  const file = `${body}:${local}`;
  const files = [{ file, traits: aPerson({ firstNames: [first] }) }];
  return (await linkFiles(await world.access(body), files)).get(file)!;
}

async function links(): Promise<Record<string, readonly [status: string, subject: string]>> {
  const { rows } = await owner.query<{ id: string; status: string; subject: string }>(
    'SELECT "id", "status", "subject" FROM "person_link" ORDER BY "id"',
  );
  return Object.fromEntries(rows.map(({ id, status, subject }) => [id, [status, subject]]));
}

const setStatus = (file: string, status: string) =>
  owner.query('UPDATE "person_link" SET "status" = $2 WHERE "id" = $1', [file, status]);

test('files that bodies have linked become candidates under their subjects, and what agents have said of one stays', async () => {
  const one = await link('DEPT', '1', 'Rose');
  follow();
  await until(async () => expect(await links()).toEqual({ 'DEPT:1': ['CANDIDATE', one] }));
  await setStatus('DEPT:1', 'CONFIRMED');
  expect(await link('CCAS', '7', 'Rose')).toBe(one);
  await until(async () =>
    expect(await links()).toEqual({ 'DEPT:1': ['CONFIRMED', one], 'CCAS:7': ['CANDIDATE', one] }),
  );
  const { rows } = await owner.query('SELECT "local_id", "body_code" FROM "person_link" WHERE "id" = $1', ['CCAS:7']);
  expect(rows).toEqual([{ local_id: '7', body_code: 'CCAS' }]);
  expect(logged).toEqual([]);
});

test('what was read is not read again, by a hub that starts anew either', async () => {
  await link('DEPT', '2', 'Lise');
  follow();
  await until(async () => expect(Object.keys(await links())).toEqual(['DEPT:2']));
  await owner.query('DELETE FROM "person_link"');
  follow();
  await link('DEPT', '3', 'Zoé');
  await until(async () => expect(Object.keys(await links())).toEqual(['DEPT:3']));
});

test('a link that agents broke is parted: the file is a candidate of its own, and its body is told the same', async () => {
  const one = await link('DEPT', '4', 'Inès');
  await link('CCAS', '4', 'Inès');
  follow();
  await until(async () => expect(Object.keys(await links())).toHaveLength(2));
  await setStatus('DEPT:4', 'CONFIRMED');
  await setStatus('CCAS:4', 'BROKEN');
  await until(async () => expect((await links())['CCAS:4']?.[0]).toBe('CANDIDATE'));
  const after = await links();
  expect(after['DEPT:4']).toEqual(['CONFIRMED', one]);
  expect(after['CCAS:4']?.[1]).not.toBe(one);
  expect(await link('CCAS', '4', 'Inès')).toBe(after['CCAS:4']?.[1]);
});

test('a hub that dies between the service’s answer and its own commit is answered the same when it asks again', async () => {
  const one = await link('METRO', '5', 'Anne');
  const fresh = await client.split('METRO', one);
  await owner.query(
    `INSERT INTO "person_link" ("id", "body_code", "local_id", "subject", "status")
     VALUES ('METRO:5', 'METRO', '5', $1, 'REJECTED')`,
    [one],
  );
  follow();
  await until(async () => expect(await links()).toMatchObject({ 'METRO:5': ['CANDIDATE', fresh] }));
});

test('a broken link of a file that the service does not know stays broken, and keeps no other waiting', async () => {
  const one = await link('DEPT', '6', 'Léa');
  for (const [file, subject] of [
    ['CCAS:0', 'x'.repeat(43)],
    ['CCAS:1', 'no pseudonym'],
    ['DEPT:6', one],
  ] as const) {
    await owner.query(
      `INSERT INTO "person_link" ("id", "body_code", "local_id", "subject", "status") VALUES ($1, $2, $3, $4, 'BROKEN')`,
      [file, file.slice(0, 4), file.slice(5), subject],
    );
  }
  follow();
  await until(async () => expect((await links())['DEPT:6']?.[0]).toBe('CANDIDATE'));
  expect(await links()).toMatchObject({ 'CCAS:0': ['BROKEN', 'x'.repeat(43)], 'CCAS:1': ['BROKEN', 'no pseudonym'] });
  const { rowCount } = await owner.query('SELECT FROM "person_link" WHERE "parted_at" IS NOT NULL');
  expect(rowCount).toBe(2);
});

test('one replica does it at a time', async () => {
  let [within, most] = [0, 0];
  const counting: LinkageClient = {
    ...client,
    async told(after) {
      most = Math.max(most, ++within);
      await new Promise((resolve) => setTimeout(resolve, 30));
      within--;
      return client.told(after);
    },
  };
  follow(counting);
  follow(counting);
  follow(counting);
  await link('DEPT', '8', 'Eva');
  await until(async () => expect(Object.keys(await links())).toEqual(['DEPT:8']));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(most).toBe(1);
});

test('a service that is down is said once, asked again, and listened to when it is back', async () => {
  let isDown = true;
  const failing: LinkageClient = {
    ...client,
    told: (after) => (isDown ? Promise.reject(new Error('down')) : client.told(after)),
  };
  follow(failing);
  await link('DEPT', '9', 'Noé');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(logged).toHaveLength(1);
  isDown = false;
  await until(async () => expect(Object.keys(await links())).toEqual(['DEPT:9']));
});

test('a name of another body, one sealed for another hub, and a body that is not registered bring no link', async () => {
  const subject = 's'.repeat(43);
  const seal = (name: string, key = world.nameKey) => sealName(name, createPublicKey(key)).toString('base64url');
  const lies = [
    { body: 'DEPT', sealedName: seal('CCAS:10') },
    { body: 'DEPT', sealedName: seal('DEPT:') },
    { body: 'DEPT', sealedName: seal('DEPT:10', nameKeyFrom(randomBytes(32))) },
    { body: 'DEPT', sealedName: 'short' },
    { body: 'NOBODY', sealedName: seal('NOBODY:10') },
    { body: 'DEPT', sealedName: seal('DEPT:11') },
  ];
  const first = Number((await owner.query<{ place: string }>('SELECT "place" FROM "linkage_reading"')).rows[0]?.place);
  let told = false;
  follow({
    ...client,
    async told() {
      if (told) return [];
      told = true;
      return lies.map((lie, index) => ({ ...lie, place: String(first + index + 1), subject }));
    },
  });
  await until(async () => expect(await links()).toEqual({ 'DEPT:11': ['CANDIDATE', subject] }));
  expect(logged).toEqual([new Error('4 names of files cannot be read')]);
  await owner.query('UPDATE "linkage_reading" SET "place" = $1', [first]);
});
