import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LinkageClient, openLinkageClient } from '../../../gateway/linkage/linkage-client.ts';
import { linkFiles, pseudonymsForStudy } from '../../../subgraphs/joining/link-files.ts';
import { aPerson, type LinkageWorld, openLinkageWorld } from '../../linkage/service/world.ts';

let world: LinkageWorld;
let client: LinkageClient;
beforeAll(async () => {
  world = await openLinkageWorld();
  client = openLinkageClient({ url: world.url, key: world.keyOf('HUB') }, 5_000);
});
afterAll(async () => {
  await client?.close();
  await world?.close();
});

test('a study is opened once however often it is asked for, and ended for good', async () => {
  const access = await world.access('DEPT');
  await linkFiles(access, [{ file: 'DEPT:1', traits: aPerson() }]);
  const study = { id: randomUUID(), bodies: ['DEPT', 'CCAS'], endsAt: new Date(Date.now() + 60_000) };
  await client.openStudy(study);
  const pseudonyms = await pseudonymsForStudy(access, study.id, ['DEPT:1']);
  await client.openStudy(study);
  expect(await pseudonymsForStudy(access, study.id, ['DEPT:1'])).toEqual(pseudonyms);
  expect(pseudonyms).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  await client.endStudy(study.id);
  await client.endStudy(study.id);
  await expect(pseudonymsForStudy(access, study.id, ['DEPT:1'])).rejects.toThrow('STUDY_ENDED');
});

test('subjects that a weaker key takes for one person are told to the hub', async () => {
  await linkFiles(await world.access('DEPT'), [{ file: 'DEPT:1', traits: aPerson() }]);
  await linkFiles(await world.access('CCAS'), [{ file: 'CCAS:1', traits: aPerson({ birthName: 'MARTIN' }) }]);
  expect(await client.candidates()).toEqual([[expect.any(String), expect.any(String)]]);
});

test('a refusal says its code: of a study that there is not, of a study beyond its time, of another’s key', async () => {
  await expect(client.endStudy(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const endsAt = new Date(Date.now() + 400 * 86_400_000);
  await expect(client.openStudy({ id: 'late', bodies: ['DEPT'], endsAt })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
  const stranger = openLinkageClient({ url: world.url, key: world.keyOf('DEPT') }, 5_000);
  await expect(stranger.candidates()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await stranger.close();
});

test.each([
  ['is no list of groups', 200, '{"candidates":[["a name"]]}', 'MISBEHAVED'],
  ['is no JSON', 200, 'a page', '200'],
  ['has no code', 502, '{}', '502'],
])('an answer that %s is refused', async (_, status, text, code) => {
  const server = createServer((_request, response) => response.writeHead(status).end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const liar = openLinkageClient({ url, key: world.keyOf('HUB') }, 5_000);
  await expect(liar.candidates()).rejects.toMatchObject({ code });
  await liar.close();
  server.close();
});

test('a service that does not answer is waited for no longer than the deadline', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const patient = openLinkageClient({ url, key: world.keyOf('HUB') }, 200);
  await expect(patient.candidates()).rejects.toThrow();
  await patient.close();
  server.closeAllConnections();
  server.close();
});
