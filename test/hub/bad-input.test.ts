import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CODES } from '../../gateway/errors.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { type RawAnswer, type RawRequest, sendRaw } from './send-raw.ts';

/** Stands in every bad request, and in no answer. */
const FILE = 'CCAS_LONGVIC:7781';
const GOOD = `query($id: ID!) { person(id: $id) { birthName housing { tenure } } }`;
const AT = parisInstant('2026-05-04T10:00');

let territory: Territory;
let headers: Record<string, string>;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  await territory.hubDatabase.query(
    `INSERT INTO habilitation (id, agent, body_code, service_code, profession, secrecy, communities, purposes, valid_from, valid_to)
     SELECT 'H-GONE', 'AG-GONE', body_code, service_code, profession, secrecy, communities, purposes, valid_from, '2026-05-04'
       FROM habilitation WHERE agent = 'AG-01'`,
  );
  headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
    'x-purpose': 'CASE',
  };
});
afterAll(() => territory?.close());

let recorded = 0;
let alreadyReceived = 0;
beforeEach(async () => {
  alreadyReceived = territory.received.length;
  recorded = await countRecords();
});

async function countRecords(): Promise<number> {
  const { rows } = await territory.hubDatabase.query<{ n: number }>('SELECT count(*)::int AS n FROM access_record');
  return rows[0]?.n ?? -1;
}

const send = (raw: RawRequest) => sendRaw(territory.hubUrl, { headers, ...raw });
const ask = (query: string, more: object = {}) => send({ body: JSON.stringify({ query, ...more }) });

/** What holds for every refusal, whatever was wrong. */
async function expectRefusal(answer: RawAnswer, code: string, status: number): Promise<void> {
  expect(territory.received.slice(alreadyReceived)).toEqual([]);
  expect(await countRecords()).toBe(recorded);
  expect([answer.status, answer.text.length < 30_000]).toEqual([status, true]);
  const body = JSON.parse(answer.text) as { data?: unknown; errors: { message: string; extensions: object }[] };
  expect(body.data ?? null).toBeNull();
  for (const error of body.errors) {
    expect(CODES).toContain((error.extensions as { code: string }).code);
    expect(error.extensions).toEqual({ code });
    expect(Object.keys(error).filter((key) => !['message', 'locations', 'extensions', 'path'].includes(key))).toEqual(
      [],
    );
  }
  expect(answer.text).not.toMatch(/did you mean|vouliez-vous|node_modules|\.[jt]s:\d|stacktrace/i);
  expect(answer.text).not.toContain('7781');
  expect(answer.text).not.toContain(headers.authorization?.slice(7, 40));
  expect(answer.headers['content-language']).toBe('fr');
  expect(answer.headers['x-operation']).toMatch(/^[0-9a-f-]{36}$/);
}

describe('who asks', () => {
  const asking = (change: Record<string, string | undefined>) => {
    const changed = Object.entries({ ...headers, ...change }).filter((entry): entry is [string, string] => !!entry[1]);
    return send({
      headers: Object.fromEntries(changed),
      body: JSON.stringify({ query: GOOD, variables: { id: FILE } }),
    });
  };
  const bearing = async (request: Parameters<Territory['signToken']>[0]) =>
    asking({ authorization: `Bearer ${await territory.signToken(request)}` });
  const now = new Date();

  test.each([
    ['no token', undefined],
    ['a token of another kind', 'Basic QUctMDE6bW90IGRlIHBhc3Nl'],
    ['a token that is none', 'Bearer 7781'],
    ['a token of three parts of nonsense', 'Bearer abc.7781.xyz'],
    ['a token of sixty thousand characters', `Bearer ${'a'.repeat(10_000)}`],
    [
      'an unsigned token',
      `Bearer ${unsigned({ sub: 'AG-01', iss: 'https://agents.dept-21.invalid', aud: 'passerelle', exp: 4e9 })}`,
    ],
    [
      'a token of an issuer that nobody trusts',
      `Bearer ${unsigned({ sub: 'AG-01', iss: 'https://7781.invalid', exp: 4e9 })}`,
    ],
  ])('%s is UNAUTHENTICATED', async (_, authorization) => {
    await expectRefusal(await asking({ authorization }), 'UNAUTHENTICATED', 401);
  });

  test('a token whose signature was changed is UNAUTHENTICATED', async () => {
    const [head, claims, signature = ''] = (await territory.tokenOf('AG-01')).split('.');
    const changed = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
    await expectRefusal(await asking({ authorization: `Bearer ${head}.${claims}.${changed}` }), 'UNAUTHENTICATED', 401);
  });

  test('an expired token is UNAUTHENTICATED', async () => {
    const yesterday = new Date(now.getTime() - 86_400_000);
    await expectRefusal(await bearing({ agent: 'AG-01', body: 'DEPT_21', now: yesterday }), 'UNAUTHENTICATED', 401);
  });

  test('a token for another audience is UNAUTHENTICATED', async () => {
    const answer = await bearing({ agent: 'AG-01', body: 'DEPT_21', now, claims: { aud: 'another hub' } });
    await expectRefusal(answer, 'UNAUTHENTICATED', 401);
  });

  test('an unknown agent is UNAUTHENTICATED', async () => {
    await expectRefusal(await bearing({ agent: 'AG-7781', body: 'DEPT_21', now }), 'UNAUTHENTICATED', 401);
  });

  test('an agent named by the issuer of another body is UNAUTHENTICATED', async () => {
    await expectRefusal(await bearing({ agent: 'AG-01', body: 'CCAS_LONGVIC', now }), 'UNAUTHENTICATED', 401);
  });

  test('an agent whose habilitation ended yesterday is UNAUTHENTICATED, in the same bytes', async () => {
    const ended = await bearing({ agent: 'AG-GONE', body: 'DEPT_21', now });
    await expectRefusal(ended, 'UNAUTHENTICATED', 401);
    expect(ended.text).toBe((await bearing({ agent: 'AG-7781', body: 'DEPT_21', now })).text);
    territory.setClock(parisInstant('2026-05-03T10:00'));
    expect((await bearing({ agent: 'AG-GONE', body: 'DEPT_21', now })).status).toBe(200);
    territory.setClock(AT);
  });

  test('no purpose is PURPOSE_MISSING', async () => {
    await expectRefusal(await asking({ 'x-purpose': undefined }), 'PURPOSE_MISSING', 400);
  });

  test.each(['CURIOSITY', '7781', 'case', 'AUDIT'])('the purpose %s is PURPOSE_NOT_ALLOWED', async (purpose) => {
    await expectRefusal(await asking({ 'x-purpose': purpose }), 'PURPOSE_NOT_ALLOWED', 403);
  });

  test('a mission in no form that a mission has is MISSION_UNKNOWN', async () => {
    await expectRefusal(await asking({ 'x-mission': "SP-1' OR '7781" }), 'MISSION_UNKNOWN', 400);
  });

  test('an anonymous caller is told nothing of the schema', async () => {
    const { authorization: _, ...anonymous } = headers;
    for (const query of [getIntrospectionQuery(), '{ __typename }', '{ persn }', '{']) {
      await expectRefusal(await send({ headers: anonymous, body: JSON.stringify({ query }) }), 'UNAUTHENTICATED', 401);
    }
  });
});

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
    await expectRefusal(await send({ body }), 'BAD_REQUEST', 400);
  });

  test.each([
    'text/plain',
    'application/graphql',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ])('content of type %s is BAD_REQUEST', async (type) => {
    await expectRefusal(await send({ headers: { ...headers, 'content-type': type }, body: whole }), 'BAD_REQUEST', 400);
  });

  test('ten megabytes are LIMIT_EXCEEDED, whether their length is told or not', async () => {
    const large = Buffer.alloc(10 * 1024 * 1024, ' ');
    await expectRefusal(await send({ body: large }), 'LIMIT_EXCEEDED', 413);
    const pieces = Array.from({ length: 160 }, () => Buffer.alloc(65_536, ' '));
    await expectRefusal(await send({ body: pieces }), 'LIMIT_EXCEEDED', 413);
  });

  test('what is asked by GET is not answered', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ person(id: "CCAS_LONGVIC:7781") { birthName } }')}`;
    const answer = await send({ method: 'GET', path });
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.text).not.toContain('PONS');
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect((await send({ method })).status).toBe(404);
    expect(territory.received.slice(alreadyReceived)).toEqual([]);
    expect(await countRecords()).toBe(recorded);
  });
});

describe('what is asked', () => {
  test.each([
    ['a syntax error', '{ person(id: "CCAS_LONGVIC:7781") { id '],
    ['a syntax error at an id', '{ person(id: "7781" "CCAS_LONGVIC:7781") { id } }'],
    ['an id where a name should be', '{ "CCAS_LONGVIC:7781" }'],
    ['a number where a name should be', '{ 7781 }'],
    ['nothing to run', 'fragment F on Person { id }'],
    ['an empty text', ''],
    ['an unknown field', '{ person(id: "CCAS_LONGVIC:7781") { birthNam } }'],
    ['an unknown field of the root', '{ persn { id } }'],
    ['an unknown argument', '{ person(idd: "CCAS_LONGVIC:7781") { id } }'],
    ['an argument that is missing', '{ person { id } }'],
    ['an unknown type', '{ person(id: "CCAS_LONGVIC:7781") { ... on Persn { id } } }'],
    ['an unknown fragment', '{ person(id: "CCAS_LONGVIC:7781") { ...Persn } }'],
    ['an unknown directive', '{ person(id: "CCAS_LONGVIC:7781") @cach { id } }'],
    ['a list where an id should be', '{ person(id: ["CCAS_LONGVIC:7781"]) { id } }'],
    ['an id where a number should be', '{ sharedCases(first: "CCAS_LONGVIC:7781") { totalCount } }'],
    ['an id where a word should be', '{ sharedCases(status: "CCAS_LONGVIC:7781") { totalCount } }'],
    ['a word that there is not', '{ sharedCases(status: FILE_7781) { totalCount } }'],
    ['an id where an instant should be', '{ accessRecords(from: "CCAS_LONGVIC:7781") { totalCount } }'],
    ['a number as large as an id', '{ sharedCases(first: 7781778177817781) { totalCount } }'],
    ['a default of another type', 'query($n: Int = "7781") { sharedCases(first: $n) { totalCount } }'],
    ['@defer', '{ person(id: "CCAS_LONGVIC:7781") { ... @defer { birthName } } }'],
    ['@stream', '{ bodies @stream(initialCount: 7781) { code } }'],
    ['a subscription', 'subscription { person(id: "CCAS_LONGVIC:7781") { id } }'],
    ['an unknown mutation', 'mutation { deletePerson(id: "CCAS_LONGVIC:7781") }'],
    ['a definition of the schema', 'type Query { person: ID }'],
    ['plumbing of the federation', '{ _entities(representations: []) { __typename } }'],
    ['the text of a subgraph', '{ _service { sdl } }'],
    [
      'fragments that spread each other',
      '{ person(id: "7781") { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }',
    ],
    [
      'a fragment that spreads itself',
      '{ person(id: "7781") { ...A } } fragment A on Person { spouse: household { members { person { ...A } } } }',
    ],
    ['one key for two fields', '{ a: bodies { code } a: protocols { id } }'],
    ['a variable that is not declared', '{ person(id: $id) { id } }'],
    ['a variable that is not used', 'query($id: ID!, $other: ID) { person(id: $id) { id } }'],
  ])('%s is BAD_REQUEST', async (_, query) => {
    await expectRefusal(await ask(query, query.includes('$id') ? { variables: { id: FILE } } : {}), 'BAD_REQUEST', 400);
  });

  test.each<[string, string, object]>([
    ['an object as an id', GOOD, { id: { is: FILE } }],
    ['a list as an id', GOOD, { id: [FILE] }],
    ['null as an id', GOOD, { id: null }],
    ['no variable', GOOD, {}],
    ['an id as a number', 'query($n: Int) { sharedCases(first: $n) { totalCount } }', { n: FILE }],
    ['an id as a word', 'query($s: CaseStatus) { sharedCases(status: $s) { totalCount } }', { s: FILE }],
    ['an id as an instant', 'query($t: DateTime) { accessRecords(from: $t) { totalCount } }', { t: FILE }],
    ['an id as a condition', 'query($b: Boolean!) { bodies { code @include(if: $b) } }', { b: FILE }],
  ])('%s is BAD_REQUEST, and what was given is not said again', async (_, query, variables) => {
    await expectRefusal(await ask(query, { variables }), 'BAD_REQUEST', 400);
  });

  test.each([
    ['an operation that there is not', 'query A { body(code: "CCAS_LONGVIC") { serviceOffers { name } } }', 'X7781'],
    ['an operation named by an id', '{ body(code: "CCAS_LONGVIC") { serviceOffers { name } } }', 'CCAS_LONGVIC:7781'],
    ['none of several operations', 'query A { bodies { code } } query B { protocols { id } }', undefined],
    ['one of two of the same name', 'query A { bodies { code } } query A { protocols { id } }', 'A'],
  ])('%s is BAD_REQUEST', async (_, query, operationName) => {
    await expectRefusal(await ask(query, { operationName }), 'BAD_REQUEST', 400);
  });

  test.each([
    ['a negative page', 'sharedCases(first: -1)'],
    ['a page of a million', 'referrals(first: 1000000)'],
    ['a cursor that is none', 'sharedCases(after: "CCAS_LONGVIC:7781")'],
    [
      'a cursor of another date',
      `referrals(after: "${Buffer.from('2026-13-45T00:00:00.000Z 7781').toString('base64url')}")`,
    ],
    ['an empty cursor', 'sharedCases(after: "")'],
  ])('%s is BAD_REQUEST', async (_, field) => {
    const answer = await ask(`{ ${field} { totalCount } }`);
    expect(JSON.parse(answer.text).data).toEqual({ [field.split('(')[0] ?? '']: null });
    await expectRefusal(
      { ...answer, text: answer.text.replace(/"data":\{[^}]*\}/, '"data":null') },
      'BAD_REQUEST',
      200,
    );
  });
});

describe('how much is asked', () => {
  const many = (n: number, what: (i: number) => string, between = ' ') =>
    Array.from({ length: n }, (_, i) => what(i)).join(between);
  /** Each fragment spreads the next one twice: thirty of them stand for a thousand million fields. */
  const bomb = (n: number) =>
    `{ bodies { ...F0 } } ${many(n, (i) => `fragment F${i} on Body { ${i === n - 1 ? 'code name' : `...F${i + 1} ...F${i + 1}`} }`)}`;

  test.each([
    ['five hundred aliases', `{ ${many(500, (i) => `a${i}: person(id: "${FILE}") { id }`)} }`],
    [
      'fifty levels',
      `{ person(id: "${FILE}") { ${'household { members { person { '.repeat(17)} id ${'} } } '.repeat(17)} } }`,
    ],
    ['two thousand fields', `{ person(id: "${FILE}") { ${'birthName '.repeat(2000)} } }`],
    ['fragments that multiply', bomb(30)],
    [
      'fragments that multiply where nothing uses them',
      `{ bodies { code } } ${bomb(30).slice(bomb(30).indexOf('fragment'))}`,
    ],
    [
      'two thousand fields that nothing uses',
      `{ bodies { code } } fragment F on Person { ${'birthName '.repeat(2000)} }`,
    ],
    ['five hundred thousand fields', `{ person(id: "${FILE}") { ${'id '.repeat(300_000)} } }`],
    ['a hundred thousand levels', '{a'.repeat(100_000)],
    ['ten thousand fragments without a field', `{ bodies { ${'... { '.repeat(10_000)} code ${'} '.repeat(10_000)} } }`],
    [
      'a chain of ten thousand fragments',
      `{ bodies { ...F0 } } ${many(10_000, (i) => `fragment F${i} on Body { ...F${i + 1} }`)} fragment F10000 on Body { code }`,
    ],
    ['a list nested ten thousand times', `{ person(id: ${'['.repeat(10_000)}"${FILE}"${']'.repeat(10_000)}) { id } }`],
    [
      'a type nested ten thousand times',
      `query($x: ${'['.repeat(10_000)}ID${']'.repeat(10_000)}) { person(id: $x) { id } }`,
    ],
    ['fifty thousand variables', `query(${many(50_000, (i) => `$v${i}: ID`)}) { person(id: $v0) { id } }`],
    ['twenty thousand directives', `{ bodies ${'@include(if: true) '.repeat(20_000)} { code } }`],
    ['twenty thousand operations', many(20_000, (i) => `query Q${i} { __typename }`)],
  ])('%s are LIMIT_EXCEEDED, at once', async (_, query) => {
    const started = performance.now();
    await expectRefusal(
      await ask(query, { operationName: query.startsWith('query Q0') ? 'Q0' : undefined }),
      'LIMIT_EXCEEDED',
      413,
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('fifty thousand values for variables that nobody declared do no harm', async () => {
    const variables = { id: FILE, ...Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`v${i}`, i])) };
    expect((await ask(GOOD, { variables })).status).toBe(200);
  });

  test('what is as deep as the limits allow is answered', async () => {
    const inline = await ask(`{ bodies { ${'... { '.repeat(38)} code ${'} '.repeat(38)} } }`);
    const chain = await ask(
      `{ bodies { ...F0 } } ${many(1000, (i) => `fragment F${i} on Body { ...F${i + 1} }`)} fragment F1000 on Body { code }`,
    );
    const list = await ask(`query($v: ID = ${'['.repeat(38)}1${']'.repeat(38)}) { body(code: $v) { code } }`);
    expect([inline.status, chain.status, list.status]).toEqual([200, 200, 400]);
    expect(JSON.parse(chain.text)).toEqual(JSON.parse(inline.text));
  });

  test('within the limits, what is dear to check is refused or answered soon', async () => {
    const started = performance.now();
    await ask(`{ person(id: "${FILE}") { ${'household { members { role } } '.repeat(300)} } }`);
    await ask(`{ ${many(99, (i) => `p${i}: person(id: "${FILE}") { birthName housing { tenure } }`)} }`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

test('English is spoken to those who prefer it, French to all others', async () => {
  const said = async (language: string, query: string) => {
    const answer = await send({
      headers: { ...headers, 'accept-language': language },
      body: JSON.stringify({ query }),
    });
    return [answer.headers['content-language'], JSON.parse(answer.text).errors[0].message];
  };
  expect(await said('en-GB,en;q=0.9', '{ persn }')).toEqual(['en', 'Cannot query field "persn" on type "Query".']);
  expect((await said('fr-FR,en;q=0.5', '{ persn }'))[0]).toBe('fr');
  expect((await said('de', '{ persn }'))[0]).toBe('fr');
  const unauthenticated = await sendRaw(territory.hubUrl, { headers: { 'accept-language': 'en' }, body: '{}' });
  expect(JSON.parse(unauthenticated.text).errors[0].message).toMatch(/^the request carries no valid token/);
});

test('after all this the hub answers as before, and its schema can be read by one whom it knows', async () => {
  const answer = await territory.ask(GOOD, { agent: 'AG-01', purpose: 'CASE', variables: { id: FILE } });
  expect(answer.body).toEqual({ data: { person: { birthName: 'PONS', housing: { tenure: expect.any(String) } } } });
  const schema = await territory.ask(getIntrospectionQuery(), { agent: 'AG-01', purpose: 'CASE' });
  expect(schema.body.errors).toBeUndefined();
});

function unsigned(claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
}
