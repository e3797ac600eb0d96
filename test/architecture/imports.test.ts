import { describe, expect, test } from 'vitest';
import { IMPORTS, readImports } from './read-imports.ts';

/** Who may import whom. The first row that a path falls under is its room; a room may always import itself. */
const ROOMS: readonly (readonly [room: string, may: readonly string[], because: string])[] = [
  ['schema/', [], 'the contract depends on nobody who signs it'],
  ['transparency/', [], 'what is signed must be readable by those who trust nobody'],
  ['verifier/', ['transparency/'], 'whoever checks the journal runs nothing of the hub'],
  ['disclosure/', ['schema/'], 'bodies and hub publish counts by one text, and neither may import the other'],
  ['linkage/service/', ['linkage/', 'disclosure/'], 'who holds the key of pseudonyms runs nothing of a hub or a body'],
  ['linkage/', [], 'what compares traits knows nobody who has them'],
  ['gateway/errors.ts', [], 'every room of the hub speaks its codes'],
  ['gateway/policy/', ['schema/'], 'a decision must be repeatable from its inputs alone'],
  ['gateway/federation/', ['schema/'], 'it must run any supergraph, with any crossing rule'],
  [
    'gateway/registry/',
    [
      'schema/',
      'transparency/',
      'disclosure/',
      'gateway/policy/',
      'gateway/errors.ts',
      'subgraphs/joining/',
      'prisma/generated/hub/',
    ],
    'the registry is a subgraph like any other, over the database of the hub',
  ],
  [
    'gateway/crossing/',
    ['schema/', 'gateway/policy/', 'gateway/errors.ts', 'gateway/federation/doors.ts'],
    'it answers what the executor asks at its one door, and knows nothing behind it',
  ],
  ['gateway/identity/', ['schema/', 'gateway/policy/', 'gateway/errors.ts'], 'rooms share nouns, never each other'],
  [
    'gateway/journal/',
    ['schema/', 'transparency/', 'gateway/policy/', 'gateway/errors.ts'],
    'rooms share nouns, never each other',
  ],
  ['gateway/linkage/', ['gateway/errors.ts', 'linkage/sealed-name.ts'], 'rooms share nouns, never each other'],
  [
    'gateway/statistics/',
    ['schema/', 'disclosure/', 'gateway/policy/', 'gateway/errors.ts'],
    'rooms share nouns, never each other',
  ],
  [
    'gateway/',
    ['schema/', 'transparency/', 'disclosure/'],
    'the hub is wired here once; it meets the bodies over the network',
  ],
  [
    'subgraphs/joining/',
    [
      'schema/',
      'disclosure/',
      'transparency/',
      'linkage/cascade.ts',
      'linkage/civil-traits.ts',
      'linkage/oblivious.ts',
      'linkage/sealed-name.ts',
    ],
    'whoever joins needs the contract and this kit, and nothing of the hub',
  ],
  [
    'subgraphs/contract/',
    ['schema/', 'disclosure/', 'subgraphs/joining/', 'prisma/generated/body/'],
    'a body knows its own data only',
  ],
  ...['departement', 'commune', 'ccas', 'metropole'].map(
    (kind) =>
      [
        `subgraphs/${kind}/`,
        ['schema/', 'disclosure/', 'subgraphs/joining/', 'subgraphs/contract/', 'prisma/generated/body/'],
        'a body knows its own data only, and nothing of another kind',
      ] as const,
  ),
  [
    'subgraphs/',
    ['schema/', 'transparency/', 'disclosure/'],
    'a body is wired here once; it meets the hub over the network',
  ],
  ['prisma/generated/', [], 'nobody writes it by hand'],
  [
    'prisma/seed/',
    ['schema/', 'linkage/', 'subgraphs/joining/', 'prisma/generated/'],
    'the town speaks the shared vocabulary',
  ],
  ['prisma/', [], 'a migration runs before anything else can'],
  ['deploy/', ['schema/', 'prisma/'], 'it prepares databases where nothing else runs yet'],
  [
    'development/',
    ['schema/', 'transparency/', 'linkage/', 'disclosure/', 'gateway/', 'subgraphs/', 'prisma/', 'deploy/'],
    'it starts everything, and nothing needs it',
  ],
  ['test/', [''], 'tests see everything, and nobody imports `test`'],
];

/** Through which places a package enters. A type alone is no door: it is gone when the code runs. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  jose: [
    'gateway/identity/',
    'gateway/crossing/pass.ts',
    'gateway/registry/consents/decision-fact-signature.ts',
    'subgraphs/joining/verify-pass.ts',
    'subgraphs/joining/hub-keys.ts',
    'subgraphs/joining/link-files.ts',
    'linkage/service/authenticate.ts',
    'development/',
  ],
  '@apollo/subgraph': ['subgraphs/joining/build-subgraph.ts'],
  '@apollo/server': ['gateway/apollo.ts', 'subgraphs/joining/create-run.ts'],
  'graphql-shield': ['subgraphs/joining/shield.ts'],
  'graphql-middleware': ['subgraphs/joining/shield.ts'],
  '@theguild/federation-composition': ['gateway/federation/compose.ts'],
  '@graphql-hive/router-query-planner': ['gateway/federation/planner.ts'],
  canonicalize: ['transparency/access-entry.ts', 'gateway/registry/consents/consent-receipt.ts'],
  '@noble/curves': ['linkage/oblivious.ts'],
  '@observablehq/plot': ['gateway/statistics/charts/draw-bars.ts'],
  linkedom: ['gateway/statistics/charts/draw-bars.ts'],
  highs: ['gateway/statistics/printed/solve.ts'],
  undici: ['gateway/federation/send.ts', 'gateway/journal/ask-witness.ts', 'gateway/linkage/linkage-client.ts'],
  pg: [
    '.repository.ts',
    'gateway/open-pool.ts',
    'linkage/service/main.ts',
    'gateway/journal-main.ts',
    'prisma/',
    'deploy/',
    'development/',
  ],
  '@prisma/adapter-pg': ['.repository.ts', 'subgraphs/contract/open-body.ts', 'prisma/', 'development/'],
  '@prisma/schema-engine-wasm': ['prisma/'],
};

/** Generated clients enter where the database does. */
const CLIENT = /^prisma\/generated\/(hub|body)\/client\.ts$/;
const CLIENT_DOORS = ['.repository.ts', 'subgraphs/contract/open-body.ts', 'prisma/', 'development/'];

const roomOf = (path: string) => ROOMS.find(([room]) => path.startsWith(room));
const isIn = (path: string, places: readonly string[]) =>
  places.some((place) => path.startsWith(place) || (place.startsWith('.') && path.endsWith(place)));

test('every file is in a room', () => {
  expect(IMPORTS.length).toBeGreaterThan(200);
  expect(IMPORTS.filter(({ from }) => !roomOf(from)).map(({ from }) => from)).toEqual([]);
});

test('a room imports only what it may', () => {
  const trespasses = IMPORTS.flatMap(({ from, to, ours }) => {
    const [room, may, because] = roomOf(from) ?? ['nowhere', [], 'it is in no room'];
    const allowed = !ours || to.startsWith(room) || may.some((place) => to.startsWith(place));
    return allowed ? [] : [`${from} imports ${to}, but \`${room}\` may not: ${because}`];
  });
  expect(trespasses).toEqual([]);
});

test('no two rooms lean on each other, not even through others', () => {
  const leans = new Map<string, Set<string>>();
  for (const { from, to, ours } of IMPORTS) {
    const [one, other] = [roomOf(from)?.[0], ours ? roomOf(to)?.[0] : undefined];
    if (one && other && one !== other) leans.set(one, (leans.get(one) ?? new Set()).add(other));
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(leans.get(from) ?? [])].some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  expect([...leans.keys()].filter((room) => reaches(room, room))).toEqual([]);
});

describe('a package enters by its doors', () => {
  const values = IMPORTS.filter(({ typeOnly, from }) => !typeOnly && !from.startsWith('test/'));

  test.each(Object.entries(DOORS))('%s', (name, doors) => {
    const entering = values.filter(({ to, ours }) => !ours && (to === name || to.startsWith(`${name}/`)));
    expect(entering.filter(({ from }) => !isIn(from, doors)).map(({ from }) => from)).toEqual([]);
  });

  test('the clients of the databases', () => {
    const entering = values.filter(({ to }) => CLIENT.test(to));
    expect(entering.filter(({ from }) => !isIn(from, CLIENT_DOORS)).map(({ from }) => from)).toEqual([]);
  });

  test('decisions have no door at all', () => {
    const outside = values.filter(({ from, ours }) => from.startsWith('gateway/policy/') && !ours);
    expect(outside.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

test('the reader of imports knows every way to write one', () => {
  const text = `
    import a from './a.ts';
    import type { B } from './b.ts';
    import { type C, type D } from './c.ts';
    import { type E, f } from './e.ts';
    import './g.ts';
    export * from './h.ts';
    export type { I } from './i.ts';
    import {
      j,
    } from 'jose';
    const k = await import('./k.ts');
    const l = require('pg');
    // import m from './m.ts';
    const n: typeof import('./n.ts').default = o;
  `;
  expect(readImports('gateway/x.ts', text).map(({ to, typeOnly }) => (typeOnly ? `type ${to}` : to))).toEqual([
    'gateway/a.ts',
    'type gateway/b.ts',
    'type gateway/c.ts',
    'gateway/e.ts',
    'gateway/g.ts',
    'gateway/h.ts',
    'type gateway/i.ts',
    'jose',
    'gateway/k.ts',
    'pg',
    'type gateway/n.ts',
  ]);
});
