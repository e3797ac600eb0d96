import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FILE, type FrontDoor, GOOD, openFrontDoor } from './front-door.ts';

let door: FrontDoor;
beforeAll(async () => {
  door = await openFrontDoor();
});
afterAll(() => door?.territory.close());
beforeEach(() => door.watch());

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
    await door.expectRefusal(
      await door.ask(query, { operationName: query.startsWith('query Q0') ? 'Q0' : undefined }),
      'LIMIT_EXCEEDED',
      413,
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('fifty thousand values for variables that nobody declared do no harm', async () => {
    const variables = { id: FILE, ...Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`v${i}`, i])) };
    expect((await door.ask(GOOD, { variables })).status).toBe(200);
  });

  test('what is as deep as the limits allow is answered', async () => {
    const inline = await door.ask(`{ bodies { ${'... { '.repeat(38)} code ${'} '.repeat(38)} } }`);
    const chain = await door.ask(
      `{ bodies { ...F0 } } ${many(1000, (i) => `fragment F${i} on Body { ...F${i + 1} }`)} fragment F1000 on Body { code }`,
    );
    const list = await door.ask(`query($v: ID = ${'['.repeat(38)}1${']'.repeat(38)}) { body(code: $v) { code } }`);
    expect([inline.status, chain.status, list.status]).toEqual([200, 200, 400]);
    expect(JSON.parse(chain.text)).toEqual(JSON.parse(inline.text));
  });

  test('within the limits, what is dear to check is refused or answered soon', async () => {
    const started = performance.now();
    await door.ask(`{ person(id: "${FILE}") { ${'household { members { role } } '.repeat(300)} } }`);
    await door.ask(`{ ${many(99, (i) => `p${i}: person(id: "${FILE}") { birthName housing { tenure } }`)} }`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

test('after all this the hub answers as before', () => door.expectWell());
