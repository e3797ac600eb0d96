import { afterEach, expect, test, vi } from 'vitest';
import { joinBody, type OpenData } from '../../../subgraphs/joining/join-body.ts';
import { type AHub, aHub, post } from './a-hub.ts';
import { aPass, granting } from './a-pass.ts';
import { type SmallContext, smallBody, smallKind } from './small-body.ts';

/** Data that opens at the `nth` try, and says what becomes of it. */
function aDatabase(nth = 1): { log: string[]; open: () => Promise<OpenData<SmallContext>> } {
  const log: string[] = [];
  let tries = 0;
  return {
    log,
    open: async () => {
      tries += 1;
      if (tries < nth) throw new Error('the database is starting up');
      log.push(`open at try ${tries}`);
      return {
        contextOf: (pass) => ({ log: [`asked by ${pass.recipient}`] }),
        isReady: async () => true,
        close: async () => void log.push('closed'),
      };
    },
  };
}

const joining = (hub: AHub, open: () => Promise<OpenData<SmallContext>>) => ({
  code: 'CCAS_X',
  openData: open,
  subgraphs: [smallBody, smallKind],
  hubKeys: hub.keys,
});
const inOrder = () => {
  const iat = Math.floor(Date.now() / 1000);
  return aPass({ iat, exp: iat + 30, grants: granting('Person.birthName', 'Person.domiciliation') });
};

afterEach(() => vi.restoreAllMocks());

test('a body joins with its data, its subgraphs and the hub’s keys, and leaves with nothing open', async () => {
  const hub = await aHub();
  const database = aDatabase();
  const body = await joinBody(joining(hub, database.open));
  const query =
    '{ _entities(representations: [{ __typename: "Person", id: "CCAS_X:1" }]) { ... on Person { FIELD } } }';
  for (const [name, field] of [
    ['body', 'birthName'],
    ['kind', 'domiciliation'],
  ]) {
    const sent = { query: query.replace('FIELD', field!) };
    expect(await post(`${body.url}/${name}`, sent, await hub.sign(inOrder()))).toMatchObject({ status: 200 });
  }
  expect((await fetch(`${body.url}/health/ready`)).status).toBe(200);
  await body.close();
  expect(database.log).toEqual(['open at try 1', 'closed']);
  await expect(fetch(body.url)).rejects.toThrow();
});

test('a body waits for a database that starts at the same time', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const database = aDatabase(3);
  const body = await joinBody(joining(await aHub(), database.open));
  await body.close();
  expect(database.log[0]).toBe('open at try 3');
  expect(said.mock.calls).toEqual([['waiting for the data: the database is starting up']]);
});

test('a body does not wait for ever', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const database = aDatabase(Number.POSITIVE_INFINITY);
  await expect(joinBody({ ...joining(await aHub(), database.open), patienceMs: 100 })).rejects.toThrow('starting up');
});

test('a body whose address is taken closes its data again', async () => {
  const hub = await aHub();
  const first = await joinBody(joining(hub, aDatabase().open));
  const database = aDatabase();
  const port = Number(new URL(first.url).port);
  await expect(joinBody({ ...joining(hub, database.open), port })).rejects.toThrow('EADDRINUSE');
  expect(database.log).toEqual(['open at try 1', 'closed']);
  await first.close();
});
