import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PASS_HEADER, type Pass } from '../../../schema/pass.ts';
import type { Fault } from '../../../subgraphs/joining/mask-error.ts';
import { type Received, type ServedBody, serveBody } from '../../../subgraphs/joining/serve.ts';
import { type AHub, aHub, post } from './a-hub.ts';
import { aPass, granting, NOW } from './a-pass.ts';
import { smallBody, smallKind } from './small-body.ts';

let hub: AHub;
let body: ServedBody;
let url: string;
let now = NOW;
const log: string[] = [];
const received: Received[] = [];
const faults: Fault[] = [];

beforeAll(async () => {
  hub = await aHub();
  body = await serveBody({
    code: 'CCAS_X',
    subgraphs: [await smallBody(), await smallKind()],
    keys: hub.keys,
    now: () => now,
    contextOf: () => ({ log }),
    onRequest: (one) => received.push(one),
    onFault: (fault) => faults.push(fault),
  });
  url = `${body.url}/body`;
});
afterAll(() => body.close());
beforeEach(() => {
  for (const list of [log, received, faults]) list.length = 0;
  now = NOW;
});

const ofPerson = (selection: string, id = 'CCAS_X:1') => ({
  query: `query($r: [_Any!]!) { _entities(representations: $r) { ... on Person { ${selection} } } }`,
  variables: { r: [{ __typename: 'Person', id }] },
});
const NAME = ofPerson('birthName');
const passFor = async (pass: Partial<Pass> = {}) => hub.sign(aPass({ grants: granting('Person.birthName'), ...pass }));

/** Refused, with this reason, and nothing was run. */
async function expectRefused(answer: ReturnType<typeof post>, reason: string, at?: string): Promise<void> {
  expect(await answer).toEqual({
    status: 403,
    body: {
      errors: [
        {
          message: 'the pass does not cover this request',
          extensions: { code: 'PASS_REFUSED', reason, ...(at !== undefined && { at }) },
        },
      ],
    },
  });
  expect(log).toEqual([]);
  expect(received.map(({ refusal }) => refusal?.reason)).toEqual([reason]);
}

describe('a request with a pass that covers it', () => {
  test('is answered', async () => {
    expect(await post(url, NAME, await passFor())).toEqual({
      status: 200,
      body: { data: { _entities: [{ birthName: 'ARDENT' }] } },
    });
    expect(log).toEqual(['person CCAS_X:1']);
    expect(received).toMatchObject([{ subgraph: 'body', refusal: null, pass: { recipient: 'DEPT_Y' }, ...NAME }]);
  });

  test('is answered by the subgraph of its kind too', async () => {
    const pass = await passFor({ grants: granting('Person.domiciliation') });
    expect(await post(`${body.url}/kind`, ofPerson('domiciliation'), pass)).toMatchObject({
      body: { data: { _entities: [{ domiciliation: 'since March' }] } },
    });
  });

  test('may write, and is told the key of what it wrote', async () => {
    const query = 'mutation { contribute(body: "CCAS_X", case: "S", category: HOUSING, value: "x") { id } }';
    const pass = await passFor({ write: 'Mutation.contribute' });
    expect(await post(url, { query }, pass)).toMatchObject({ body: { data: { contribute: { id: 'CCAS_X:S' } } } });
    expect(log).toEqual(['contributed HOUSING 1']);
  });

  test('may name a thousand records: the header holds its pass', async () => {
    const ids = Array.from({ length: 1000 }, (_, n) => `CCAS_X:${String(n).padStart(8, '0')}`);
    const pass = await passFor({ grants: [{ type: 'Person', ids, fields: ['Person.birthName'] }] });
    const r = ids.map((id) => ({ __typename: 'Person', id }));
    const answer = await post(url, { query: NAME.query, variables: { r } }, pass);
    expect(answer.status).toBe(200);
    expect(log).toHaveLength(1000);
  });

  test('gets null for a record that this body does not hold', async () => {
    const grants = [{ type: 'Person', ids: ['CCAS_X:9'], fields: ['Person.birthName'] }];
    expect(await post(url, ofPerson('birthName', 'CCAS_X:9'), await passFor({ grants }))).toEqual({
      status: 200,
      body: { data: { _entities: [null] } },
    });
  });
});

describe('a request sent straight to a body is refused', () => {
  test('without a pass', async () => {
    await expectRefused(post(url, NAME), 'MISSING');
  });

  test('with `__typename` below a field that is not granted', async () => {
    const pass = await passFor({ grants: granting('Person.benefits.kind') });
    await expectRefused(
      post(url, ofPerson('benefits { __typename }'), pass),
      'TOO_NARROW',
      'Person.benefits.__typename',
    );
  });

  test('with a pass that has expired', async () => {
    const pass = await passFor();
    now = new Date(NOW.getTime() + 36_000);
    await expectRefused(post(url, NAME, pass), 'EXPIRED');
  });

  test('with a pass of a time to come', async () => {
    const pass = await passFor();
    now = new Date(NOW.getTime() - 6_000);
    await expectRefused(post(url, NAME, pass), 'EXPIRED');
  });

  test('with a pass that lives longer than a request', async () => {
    const iat = NOW.getTime() / 1000;
    await expectRefused(post(url, NAME, await passFor({ iat, exp: iat + 61 })), 'MALFORMED');
  });

  test('with a pass for another body', async () => {
    await expectRefused(post(url, NAME, await passFor({ aud: 'CCAS_Z' })), 'FOREIGN');
  });

  test('with a pass that was used before', async () => {
    const pass = await passFor();
    expect(await post(url, NAME, pass)).toMatchObject({ status: 200 });
    log.length = received.length = 0;
    await expectRefused(post(url, NAME, pass), 'REPLAYED');
  });

  test('with a pass that was used before, on another subgraph of the body', async () => {
    const pass = await passFor();
    expect(await post(`${body.url}/kind`, ofPerson('id'), pass)).toMatchObject({ status: 200 });
    log.length = received.length = 0;
    await expectRefused(post(url, NAME, pass), 'REPLAYED');
  });

  test('with a pass made before the body started, which may have spent it then', async () => {
    now = new Date(NOW.getTime() + 10_000);
    const restarted = await serveBody({
      code: 'CCAS_X',
      subgraphs: [await smallBody()],
      keys: hub.keys,
      now: () => now,
      contextOf: () => ({ log }),
      onRequest: (one) => received.push(one),
    });
    await expectRefused(post(`${restarted.url}/body`, NAME, await passFor()), 'REPLAYED');
    await restarted.close();
  });

  test('with a pass that is used twice at once: one of them is answered', async () => {
    const pass = await passFor();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(url, NAME, pass)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403, 403, 403, 403]);
    expect(log).toEqual(['person CCAS_X:1']);
  });

  test('with a pass narrower than what it asks', async () => {
    await expectRefused(post(url, ofPerson('birthName birthDate'), await passFor()), 'TOO_NARROW', 'Person.birthDate');
  });

  test('with a pass for another record', async () => {
    await expectRefused(post(url, ofPerson('birthName', 'CCAS_X:2'), await passFor()), 'TOO_NARROW', 'Person');
  });

  test('with a pass signed by another key', async () => {
    const forger = await aHub();
    await expectRefused(
      post(url, NAME, await forger.sign(aPass({ grants: granting('Person.birthName') }))),
      'BAD_SIGNATURE',
    );
    received.length = 0;
    const unknown = await aHub('hub-2');
    await expectRefused(post(url, NAME, await unknown.sign(aPass())), 'BAD_SIGNATURE');
  });

  test('with a pass that was changed on its way', async () => {
    const [head, , signature] = (await passFor()).split('.');
    const payload = Buffer.from(JSON.stringify(aPass({ grants: granting('Person.birthName') }))).toString('base64url');
    await expectRefused(post(url, NAME, `${head}.${payload}.${signature}`), 'BAD_SIGNATURE');
  });

  test('with a pass that says it needs no signature', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const alg of ['none', 'HS256']) {
      received.length = 0;
      const token = `${part({ alg, kid: 'hub-1' })}.${part(aPass({ grants: granting('Person.birthName') }))}.AAAA`;
      await expectRefused(post(url, NAME, token), 'BAD_SIGNATURE');
    }
  });

  test('with what is not a pass', async () => {
    const { purpose: _, ...noPurpose } = aPass();
    for (const token of [
      'no pass at all',
      await hub.sign(noPurpose),
      await hub.sign({ ...aPass(), restriction: 'one that this body does not know' }),
      await hub.sign({ ...aPass(), aud: ['CCAS_X', 'CCAS_Z'] }),
      await hub.sign({ ...aPass(), grants: [{ type: 'Person', ids: 'CCAS_X:1', fields: ['Person.birthName'] }] }),
      await hub.sign({ ...aPass(), exp: '2030-01-01' }),
    ]) {
      received.length = 0;
      await expectRefused(post(url, NAME, token), 'MALFORMED');
    }
  });

  test('when it asks for fields that this body does not know', async () => {
    const pass = await passFor({ grants: granting('Person.favouriteColour') });
    await expectRefused(post(url, ofPerson('favouriteColour'), pass), 'UNKNOWN_FIELD');
  });

  test('when it names a category that is not granted', async () => {
    const query = `query($c: Category!) { _entities(representations: [{ __typename: "Participant", id: "CCAS_X:S" }]) {
      ... on Participant { contributions(category: $c) { value } } } }`;
    const grants = [
      {
        type: 'Participant',
        ids: ['CCAS_X:S'],
        fields: ['Participant.contributions.value'],
        by: { 'Participant.contributions': ['HOUSING' as const] },
      },
    ];
    expect(await post(url, { query, variables: { c: 'HOUSING' } }, await passFor({ grants }))).toMatchObject({
      body: { data: { _entities: [{ contributions: [{ value: 'said of HOUSING' }] }] } },
    });
    received.length = 0;
    const refused = post(url, { query, variables: { c: 'HEALTH' } }, await passFor({ grants }));
    await expectRefused(refused, 'TOO_NARROW', 'Participant.contributions.value');
  });

  test('when it reads on into a nested record', async () => {
    const path = 'Person.household.members.person';
    const pass = await passFor({ grants: granting(path, `${path}.birthName`) });
    const asked = ofPerson('household { members { person { birthName } } }');
    await expectRefused(post(url, asked, pass), 'TOO_NARROW', `${path}.birthName`);
  });

  test('when it writes what the pass does not name', async () => {
    const query = 'mutation { leave(body: "CCAS_X") { id } }';
    await expectRefused(post(url, { query }, await passFor()), 'TOO_NARROW', 'Mutation.leave');
    received.length = 0;
    const pass = await passFor({ write: 'Mutation.contribute' });
    await expectRefused(post(url, { query }, pass), 'TOO_NARROW', 'Mutation.leave');
  });

  test('when it asks the schema about itself', async () => {
    await expectRefused(post(url, { query: '{ __schema { types { name } } }' }), 'MISSING');
    received.length = 0;
    const pass = await passFor();
    await expectRefused(post(url, { query: '{ __schema { types { name } } }' }, pass), 'TOO_NARROW', 'Query.__schema');
  });

  test('when it is not GraphQL', async () => {
    await expectRefused(post(url, { query: '{ _entities(' }, await passFor()), 'MALFORMED');
  });
});

describe('a body', () => {
  test('shows its contract to all', async () => {
    const answer = await post(url, { query: '{ _service { sdl } }' });
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { _service: { sdl: expect.stringContaining('@crossing') } } },
    });
  });

  test('never lets out the text of a fault', async () => {
    const pass = await passFor({ grants: granting('Person.birthName', 'Person.notes') });
    const answer = await post(url, ofPerson('birthName notes'), pass);
    expect(answer.body).toEqual({
      data: { _entities: [{ birthName: 'ARDENT', notes: null }] },
      errors: [
        { message: 'the body could not answer', path: ['_entities', 0, 'notes'], extensions: { code: 'INTERNAL' } },
      ],
    });
    expect(faults).toEqual([{ subgraph: 'body', name: 'Error', code: null, at: '_entities.notes' }]);
  });

  test('reads no further than a megabyte', async () => {
    const variables = { padding: 'x'.repeat(1_000_001) };
    const answer = await post(url, { ...NAME, variables }, await passFor());
    expect(answer).toMatchObject({ status: 413, body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] } });
    expect(received).toEqual([]);
  });

  test('reads no further than a megabyte of a request that does not say how long it is', async () => {
    const half = new TextEncoder().encode('x'.repeat(600_000));
    const stream = ReadableStream.from([half, half, half]);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: stream, duplex: 'half' };
    expect((await fetch(url, init as RequestInit)).status).toBe(413);
  });

  test.each([
    ['a GET', 405, { method: 'GET' }],
    ['a form', 415, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }],
    ['no JSON', 400, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }],
    ['a batch', 400, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[{"query":"{a}"}]' }],
    ['no query', 400, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"variables":{}}' }],
  ])('does not take %s for an operation', async (_name, status, init) => {
    const response = await fetch(url, init);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(received).toEqual([]);
  });

  test('has no other address', async () => {
    expect(await post(`${body.url}/graphql`, NAME, await passFor())).toMatchObject({ status: 404 });
    expect((await fetch(body.url)).status).toBe(404);
  });

  test('takes two passes on one request for none', async () => {
    const headers = { 'content-type': 'application/json', [PASS_HEADER]: [await passFor(), await passFor()] };
    const sent = request(url, { method: 'POST', headers }).end(JSON.stringify(NAME));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(403);
    expect(received).toMatchObject([{ pass: null, refusal: { reason: 'MISSING' } }]);
  });

  test('that stops answers first what it has taken', async () => {
    let closed: Promise<void> | undefined;
    const stopping = await serveBody({
      code: 'CCAS_X',
      subgraphs: [await smallBody()],
      keys: hub.keys,
      now: () => now,
      contextOf: () => ({ log }),
      onRequest: () => {
        closed = stopping.close();
      },
    });
    expect(await post(`${stopping.url}/body`, NAME, await passFor())).toMatchObject({
      status: 200,
      body: { data: { _entities: [{ birthName: 'ARDENT' }] } },
    });
    await closed;
    await expect(post(`${stopping.url}/body`, NAME)).rejects.toThrow();
  });

  test('keeps its connections for the next request', async () => {
    const response = await fetch(`${body.url}/health/live`);
    expect(response.headers.get('connection')).toBe('keep-alive');
  });

  test('says whether it lives and whether it can answer', async () => {
    expect((await fetch(`${body.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${body.url}/health/ready`)).status).toBe(200);
    const ill = await serveBody({
      code: 'CCAS_X',
      subgraphs: [],
      keys: hub.keys,
      contextOf: () => ({ log }),
      isReady: () => Promise.reject(new Error('no database')),
    });
    expect((await fetch(`${ill.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${ill.url}/health/ready`)).status).toBe(503);
    await ill.close();
  });

  test('that cannot have the hub’s keys answers nothing', async () => {
    const apart = await serveBody({
      code: 'CCAS_X',
      subgraphs: [await smallBody()],
      keys: () => Promise.reject(new TypeError('fetch failed')),
      now: () => now,
      contextOf: () => ({ log }),
      onFault: (fault) => faults.push(fault),
    });
    expect(await post(`${apart.url}/body`, NAME, await passFor())).toMatchObject({ status: 500 });
    expect(log).toEqual([]);
    expect(faults).toMatchObject([{ name: 'TypeError' }]);
    await apart.close();
  });
});
