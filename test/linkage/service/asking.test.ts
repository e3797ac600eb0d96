import { createHash, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blind } from '../../../linkage/oblivious.ts';
import { spend } from '../../../linkage/service/request.repository.ts';
import { signRequest } from '../../../subgraphs/joining/link-files.ts';
import { dumpOf, type LinkageWorld, openLinkageWorld } from './world.ts';

let world: LinkageWorld;
beforeAll(async () => {
  world = await openLinkageWorld();
});
afterAll(() => world.close());

const elements = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    Buffer.from(blind(Buffer.from(`${index}`)).blinded).toString('base64url'),
  );
const PATH = '/v1/evaluate';

describe('who asks', () => {
  const body = JSON.stringify({ elements: elements(1) });
  const post = async (authorization: string | null, path = PATH, sent = body) => {
    const headers = authorization === null ? {} : { authorization };
    const response = await fetch(new URL(path, world.url), { method: 'POST', headers, body: sent });
    return response.status;
  };
  const signed = async () => `Bearer ${await signRequest({ body: 'DEPT', key: world.keyOf('DEPT') }, PATH, body)}`;
  const signedWith = (claims: object, o: { kid?: string; at?: number; aud?: string; key?: 'CCAS' } = {}) =>
    new SignJWT({
      asks: `POST ${PATH}`,
      sha256: createHash('sha256').update(body).digest('base64url'),
      jti: `${Math.random()}`,
      ...claims,
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: o.kid ?? 'DEPT' })
      .setIssuer('DEPT')
      .setAudience(o.aud ?? 'passerelle-linkage')
      .setIssuedAt(o.at)
      .sign(world.keyOf(o.key ?? 'DEPT'))
      .then((token) => `Bearer ${token}`);

  test('is answered once, and not again', async () => {
    const authorization = await signed();
    expect(await post(authorization)).toBe(200);
    expect(await post(authorization)).toBe(401);
  });

  test('must sign the body and the path that she sends', async () => {
    expect(await post(null)).toBe(401);
    expect(await post('Bearer x.y.z')).toBe(401);
    expect(await post(await signed(), PATH, JSON.stringify({ elements: elements(2) }))).toBe(401);
    expect(await post(await signed(), '/v1/links')).toBe(401);
    expect(await post(await signedWith({}))).toBe(200);
    expect(await post(await signedWith({ sha256: undefined }))).toBe(401);
    expect(await post(await signedWith({ jti: undefined }))).toBe(401);
  });

  test('must be a party, lately, to this service, under her own name', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    expect(await post(`Bearer ${await signRequest({ body: 'DEPT', key: stranger }, PATH, body)}`)).toBe(401);
    expect(await post(`Bearer ${await signRequest({ body: 'NOBODY', key: stranger }, PATH, body)}`)).toBe(401);
    expect(await post(await signedWith({}, { at: Math.floor(Date.now() / 1000) - 90 }))).toBe(401);
    expect(await post(await signedWith({}, { aud: 'passerelle' }))).toBe(401);
    expect(await post(await signedWith({}, { kid: 'CCAS', key: 'CCAS' }))).toBe(401);
  });

  test('may be a body only, to evaluate and link; and studies are opened by the hub only', async () => {
    expect((await world.ask('HUB', PATH, { elements: elements(1) })).body).toEqual({ code: 'NOT_ALLOWED' });
    expect((await world.ask('HUB', '/v1/links', { references: [] })).status).toBe(403);
    const study = { id: 'S', bodies: ['DEPT'], endsAt: new Date(Date.now() + 60_000).toISOString() };
    expect((await world.ask('DEPT', '/v1/studies', study)).status).toBe(403);
  });
});

test('a body may ask so much in a day and no more, several requests at once included, and what it tried is on record', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => world.ask('SMALL', PATH, { elements: elements(12) })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(5).fill(429)]);
  expect((await world.ask('SMALL', PATH, { elements: elements(8) })).status).toBe(200);
  expect((await world.ask('SMALL', PATH, { elements: elements(1) })).body).toEqual({ code: 'QUOTA_EXCEEDED' });
  const log = async () =>
    (
      await world.database.query('SELECT "party", "act", "count" FROM "request" WHERE "party" = $1 ORDER BY "count"', [
        'SMALL',
      ])
    ).rows;
  expect((await log()).map(({ act, count }) => [act, count])).toEqual([
    ...Array(6).fill(['EVALUATE', 0]),
    ['EVALUATE', 8],
    ['EVALUATE', 12],
  ]);
  await expect(world.database.query('DELETE FROM "request"')).rejects.toThrow('permission denied');
  await world.owner.query(`UPDATE "request" SET "at" = now() - interval '25 hours' WHERE "party" = 'SMALL'`);
  expect((await world.ask('SMALL', PATH, { elements: elements(20) })).status).toBe(200);
});

test('requests at the same instant do not share what is left of the day', async () => {
  await Promise.all(Array.from({ length: 6 }, () => world.database.query('SELECT pg_sleep(0.05)')));
  const party = { code: 'INSTANT', role: 'BODY', key: world.keyOf('DEPT'), perDay: 20 } as const;
  const spent = await Promise.allSettled(
    Array.from({ length: 6 }, (_, n) =>
      spend(world.database, { party, id: `instant:${n}`, act: 'EVALUATE', count: 12 }),
    ),
  );
  expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the log says who, what, when and how many, and no element', async () => {
  const sent = elements(3);
  const { body } = await world.ask('DEPT', PATH, { elements: sent });
  const dump = await dumpOf(world.database);
  expect(dump).toContain('EVALUATE');
  for (const element of [...sent, ...(body.evaluated as string[])]) {
    expect(dump).not.toContain(element);
    expect(dump).not.toContain(Buffer.from(element, 'base64url').toString('hex'));
  }
});

test.each([
  [PATH, {}, 400],
  [PATH, { elements: [] }, 400],
  [PATH, { elements: ['short'] }, 400],
  [PATH, { elements: ['A'.repeat(43)] }, 400],
  [PATH, { elements: ['_'.repeat(43)] }, 400],
  [PATH, { elements: Array(257).fill('A'.repeat(43)) }, 400],
  ['/v1/files', { version: 1, files: [{ reference: 'Jeanne Robert', keys: [] }] }, 400],
  ['/v1/files', { version: 1, files: [{ reference: 'r'.repeat(43), keys: ['ROBERT'] }] }, 400],
  ['/v1/files', { version: 1, files: Array(2).fill({ reference: 'r'.repeat(43), keys: [] }) }, 400],
  ['/v1/files', { files: [] }, 400],
  ['/v1/links', { references: ['x'] }, 400],
  ['/v1/nothing', {}, 404],
])('%s refuses what is not as it should be: %j', async (path, sent, status) => {
  expect((await world.ask('DEPT', path, sent)).status).toBe(status);
  expect(world.faults).toEqual([]);
});

test('anybody sees which keys there are, and whether it is ready; nobody gets more bytes read than two million', async () => {
  const keys = (await (await fetch(new URL('/v1/keys', world.url))).json()) as { keys: object[] };
  expect(keys.keys).toEqual([expect.objectContaining({ version: 1, destroyedAt: null })]);
  expect((await fetch(new URL('/health/ready', world.url))).status).toBe(200);
  const large = await fetch(new URL(PATH, world.url), { method: 'POST', body: 'x'.repeat(2_000_001) }).then(
    ({ status }) => status,
    () => 413,
  );
  expect(large).toBe(413);
});
