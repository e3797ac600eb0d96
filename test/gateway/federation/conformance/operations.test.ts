import { describeSuite } from './suite.ts';

type Key = { id: string };
const sums = new Map<string, number>();
const change = (id: string, to: (sum: number) => number) => {
  sums.set(id, to(sums.get(id) ?? 0));
  return sums.get(id);
};

describeSuite(
  'mutations of several services run in the order of the request',
  {
    a: {
      sdl: `type Query { product(id: ID!): Product }
            type Mutation { add(id: ID!, by: Int!): Int remove(id: ID!): Int addProduct(input: NewProduct!): Product! }
            input NewProduct { name: String! price: Float! }
            type Product @key(fields: "id") { id: ID! name: String price: Float }`,
      resolvers: {
        Query: { product: (_: unknown, { id }: Key) => ({ id, name: `name of ${id}`, price: 9.99 }) },
        Mutation: {
          add: (_: unknown, { id, by }: Key & { by: number }) => change(id, (sum) => sum + by),
          remove: (_: unknown, { id }: Key) => change(id, (sum) => sum),
          addProduct: (_: unknown, { input }: { input: object }) => ({ id: 'new', ...input }),
        },
        Product: { __resolveReference: ({ id }: Key) => ({ id, name: 'new', price: 599.5 }) },
      },
    },
    b: {
      sdl: `type Mutation { multiply(id: ID!, by: Int!): Int }
            type Product @key(fields: "id") { id: ID! price: Float @external isExpensive: Boolean @requires(fields: "price") isAvailable: Boolean }`,
      resolvers: {
        Mutation: { multiply: (_: unknown, { id, by }: Key & { by: number }) => change(id, (sum) => sum * by) },
        Product: { isExpensive: ({ price }: { price: number }) => price > 100, isAvailable: () => true },
      },
    },
  },
  {
    'each sees what the one before has done': {
      query:
        'mutation { five: add(id: "1", by: 5) ten: multiply(id: "1", by: 2) twelve: add(id: "1", by: 2) final: remove(id: "1") }',
      data: { five: 5, ten: 10, twelve: 12, final: 12 },
    },
    'and the result is completed by other services': {
      query: 'mutation ($input: NewProduct!) { addProduct(input: $input) { name price isExpensive isAvailable } }',
      variables: { input: { name: 'new', price: 599.5 } },
      data: { addProduct: { name: 'new', price: 599.5, isExpensive: true, isAvailable: true } },
    },
    'as that of a query is': {
      query: '{ product(id: "p1") { id name price isExpensive isAvailable } }',
      data: { product: { id: 'p1', name: 'name of p1', price: 9.99, isExpensive: false, isAvailable: true } },
    },
  },
);

describeSuite(
  'selections are switched on and off across services',
  {
    a: {
      sdl: `type Query { product: Product } type Product @key(fields: "id") { id: ID! price: Float }`,
      resolvers: {
        Query: { product: () => ({ id: 'p1', price: 1.5 }) },
        Product: { __resolveReference: ({ id }: Key) => ({ id, price: 1.5 }) },
      },
    },
    b: {
      sdl: `type Product @key(fields: "id") { id: ID! price: Float @external isExpensive: Boolean @requires(fields: "price") }`,
      resolvers: { Product: { isExpensive: ({ price }: { price: number }) => price > 1 } },
    },
    c: {
      sdl: `type Product @key(fields: "id") { id: ID! isExpensive: Boolean @external included: Boolean @requires(fields: "isExpensive") skipped: Boolean @requires(fields: "isExpensive") broken: Int! }`,
      resolvers: {
        Product: {
          included: ({ isExpensive }: { isExpensive: boolean }) => isExpensive,
          skipped: () => true,
          broken: () => null,
        },
      },
    },
  },
  {
    included: {
      query: 'query ($x: Boolean = true) { product { price included @include(if: $x) } }',
      data: { product: { price: 1.5, included: true } },
    },
    'not included': {
      query: 'query ($x: Boolean = false) { product { price included @include(if: $x) } }',
      data: { product: { price: 1.5 } },
    },
    'skipped, and so not broken': {
      query: 'query ($x: Boolean!) { product { price broken @skip(if: $x) } }',
      variables: { x: true },
      data: { product: { price: 1.5 } },
    },
    'both ways at once': {
      query:
        'query ($x: Boolean!) { product { skipped @skip(if: $x) @include(if: $x) ... @include(if: $x) { included } ... on Product @skip(if: $x) { skipped } } }',
      variables: { x: true },
      data: { product: { included: true } },
    },
    'one field, two conditions': {
      query:
        'query ($x: Boolean!, $y: Boolean!) { product @include(if: $x) { id } product @include(if: $y) { price } }',
      variables: { x: true, y: false },
      data: { product: { id: 'p1' } },
    },
    'nothing is left': { query: '{ product @skip(if: true) { id } }', data: {} },
  },
);

describeSuite(
  'directives of the client are the supergraph’s matter',
  {
    a: {
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@composeDirective"]) @link(url: "https://x.invalid/access/v1.0", import: ["@access"]) @composeDirective(name: "@access")
            directive @access(scope: Scope!) on FIELD enum Scope { PUBLIC PRIVATE } type Query { a: String }`,
      resolvers: { Query: { a: () => 'a' } },
      bare: true,
    },
    b: {
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@composeDirective"]) @link(url: "https://x.invalid/access/v1.0", import: ["@access"]) @composeDirective(name: "@access")
            directive @access(scope: Scope! = PUBLIC) on FIELD enum Scope { PUBLIC PRIVATE } type Query { b: String }`,
      resolvers: { Query: { b: () => 'b' } },
      bare: true,
    },
  },
  {
    'they may be used': { query: '{ a @access(scope: PUBLIC) b @access(scope: PRIVATE) }', data: { a: 'a', b: 'b' } },
  },
);
