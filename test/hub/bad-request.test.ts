import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FILE, type FrontDoor, GOOD, openFrontDoor } from './front-door.ts';
import { type RawRequest, sendRaw } from './send-raw.ts';

let door: FrontDoor;
beforeAll(async () => {
  door = await openFrontDoor();
});
afterAll(() => door?.territory.close());
beforeEach(() => door.watch());

describe('what is sent', () => {
  const whole = JSON.stringify({ query: GOOD, variables: { id: FILE } });

  test.each<[string, RawRequest['body']]>([
    ['truncated JSON', whole.slice(0, -3)],
    ['no JSON', 'query { person(id: "CCAS_LONGVIC:7781") { id } }'],
    ['nothing', ''],
    ['a number', '7781'],
    ['null', 'null'],
    ['a batch', `[${whole},${whole}]`],
    ['no query', JSON.stringify({ variables: { id: FILE } })],
    ['a query that is an object', JSON.stringify({ query: { id: FILE } })],
    ['variables that are a list', JSON.stringify({ query: GOOD, variables: [FILE] })],
    ['variables that are a string', JSON.stringify({ query: GOOD, variables: FILE })],
    ['an operation name that is an object', JSON.stringify({ query: GOOD, operationName: { id: FILE } })],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from('{"query":"{ x(7781: \\"'), Buffer.from([0xc3, 0x28]), Buffer.from('\\") }"}')]),
    ],
    ['UTF-16', Buffer.from(whole, 'utf16le')],
    ['JSON nested a hundred thousand deep', '['.repeat(100_000)],
  ])('%s is BAD_REQUEST', async (_, body) => {
    await door.expectRefusal(await door.send({ body }), 'BAD_REQUEST', 400);
  });

  test.each([
    'text/plain',
    'application/graphql',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ])('content of type %s is BAD_REQUEST', async (type) => {
    await door.expectRefusal(
      await door.send({ headers: { ...door.headers, 'content-type': type }, body: whole }),
      'BAD_REQUEST',
      400,
    );
  });

  test('ten megabytes are LIMIT_EXCEEDED, whether their length is told or not', async () => {
    const large = Buffer.alloc(10 * 1024 * 1024, ' ');
    await door.expectRefusal(await door.send({ body: large }), 'LIMIT_EXCEEDED', 413);
    const pieces = Array.from({ length: 160 }, () => Buffer.alloc(65_536, ' '));
    await door.expectRefusal(await door.send({ body: pieces }), 'LIMIT_EXCEEDED', 413);
  });

  test('what is asked by GET is not answered', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ person(id: "CCAS_LONGVIC:7781") { birthName } }')}`;
    const answer = await door.send({ method: 'GET', path });
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.text).not.toContain('PONS');
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect((await door.send({ method })).status).toBe(404);
    await door.expectNothingDone();
  });
});

test('English is spoken to those who prefer it, French to all others', async () => {
  const said = async (language: string, query: string) => {
    const answer = await door.send({
      headers: { ...door.headers, 'accept-language': language },
      body: JSON.stringify({ query }),
    });
    return [answer.headers['content-language'], JSON.parse(answer.text).errors[0].message];
  };
  expect(await said('en-GB,en;q=0.9', '{ persn }')).toEqual(['en', 'Cannot query field "persn" on type "Query".']);
  expect((await said('fr-FR,en;q=0.5', '{ persn }'))[0]).toBe('fr');
  expect((await said('de', '{ persn }'))[0]).toBe('fr');
  const unauthenticated = await sendRaw(door.territory.hubUrl, { headers: { 'accept-language': 'en' }, body: '{}' });
  expect(JSON.parse(unauthenticated.text).errors[0].message).toMatch(/^the request carries no valid token/);
});

test('after all this the hub answers as before', () => door.expectWell());
