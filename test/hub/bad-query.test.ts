import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FILE, type FrontDoor, GOOD, openFrontDoor } from './front-door.ts';

let door: FrontDoor;
beforeAll(async () => {
  door = await openFrontDoor();
});
afterAll(() => door?.territory.close());
beforeEach(() => door.watch());

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
    await door.expectRefusal(
      await door.ask(query, query.includes('$id') ? { variables: { id: FILE } } : {}),
      'BAD_REQUEST',
      400,
    );
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
    await door.expectRefusal(await door.ask(query, { variables }), 'BAD_REQUEST', 400);
  });

  test.each([
    ['an operation that there is not', 'query A { body(code: "CCAS_LONGVIC") { serviceOffers { name } } }', 'X7781'],
    ['an operation named by an id', '{ body(code: "CCAS_LONGVIC") { serviceOffers { name } } }', 'CCAS_LONGVIC:7781'],
    ['none of several operations', 'query A { bodies { code } } query B { protocols { id } }', undefined],
    ['one of two of the same name', 'query A { bodies { code } } query A { protocols { id } }', 'A'],
  ])('%s is BAD_REQUEST', async (_, query, operationName) => {
    await door.expectRefusal(await door.ask(query, { operationName }), 'BAD_REQUEST', 400);
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
    const answer = await door.ask(`{ ${field} { totalCount } }`);
    expect(JSON.parse(answer.text).data).toEqual({ [field.split('(')[0] ?? '']: null });
    await door.expectRefusal(
      { ...answer, text: answer.text.replace(/"data":\{[^}]*\}/, '"data":null') },
      'BAD_REQUEST',
      200,
    );
  });
});

test('after all this the hub answers as before', () => door.expectWell());
