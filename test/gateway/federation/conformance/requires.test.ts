import { describeSuite } from './suite.ts';

type Ref = Record<string, unknown>;

describeSuite(
  'a required field comes from another service, through several hops',
  {
    catalogue: {
      sdl: `type Query { products: [Product] }
            type Product @key(fields: "id") { id: ID! name: String weight: Int size: Size }
            type Size { height: Int width: Int }`,
      resolvers: {
        Query: { products: () => [product('1'), product('2')] },
        Product: { __resolveReference: ({ id }: { id: string }) => product(id) },
      },
    },
    prices: {
      sdl: `type Product @key(fields: "id") {
              id: ID! weight: Int @external
              price: Int @requires(fields: "weight") }`,
      resolvers: { Product: { price: ({ weight }: { weight: number }) => weight * 10 } },
    },
    shipping: {
      sdl: `type Product @key(fields: "id") {
              id: ID! price: Int @external weight: Int @external size: Size @external
              cost: Int @requires(fields: "price weight")
              box: String @requires(fields: "size { height width }")
              isDear: Boolean @requires(fields: "price") }
            type Size { height: Int @external width: Int @external }`,
      resolvers: {
        Product: {
          cost: ({ price, weight }: { price: number; weight: number }) => price + weight,
          isDear: ({ price }: { price: number }) => price > 15,
          box: ({ size }: { size: { height: number; width: number } | null }) =>
            size === null ? 'none' : `${size.height}x${size.width}`,
        },
      },
    },
    labels: {
      sdl: `type Product @key(fields: "id") {
              id: ID! isDear: Boolean @external cost: Int @external
              label: String @requires(fields: "isDear cost") }`,
      resolvers: { Product: { label: ({ isDear, cost }: Ref) => `${isDear ? 'dear' : 'cheap'} ${cost}` } },
    },
  },
  {
    'one hop': { query: '{ products { price } }', data: { products: [{ price: 10 }, { price: 20 }] } },
    'two hops': {
      query: '{ products { cost isDear } }',
      data: {
        products: [
          { cost: 11, isDear: false },
          { cost: 22, isDear: true },
        ],
      },
    },
    'three hops, and nothing of the way is answered': {
      query: '{ products { label } }',
      data: { products: [{ label: 'cheap 11' }, { label: 'dear 22' }] },
    },
    'everything at once, under other names': {
      query: '{ products { id a: price b: cost label w: weight box } }',
      data: {
        products: [
          { id: '1', a: 10, b: 11, label: 'cheap 11', w: 1, box: '5x1' },
          { id: '2', a: 20, b: 22, label: 'dear 22', w: 2, box: 'none' },
        ],
      },
    },
  },
);

function product(id: string) {
  const weight = Number(id);
  return { id, name: `product ${id}`, weight, size: id === '1' ? { height: 5, width: weight } : null };
}

const entities = [
  { __typename: 'Foo', id: 'e1', foo: 'foo' },
  { __typename: 'Bar', id: 'e2', bar: 'bar' },
];

describeSuite(
  'what is required may be chosen by fragments on an interface',
  {
    a: {
      sdl: `type Query { entities: [Entity] }
            type Entity @key(fields: "id") { id: ID! data: Data }
            interface Data { common: String }
            type Foo implements Data @shareable { common: String foo: String }
            type Bar implements Data @shareable { common: String bar: String }`,
      resolvers: {
        Query: { entities: () => entities },
        Entity: {
          __resolveReference: ({ id }: { id: string }) => entities.find((one) => one.id === id),
          data: (entity: Ref) => ({ ...entity, common: `common of ${entity.id}` }),
        },
      },
    },
    b: {
      sdl: `type Entity @key(fields: "id") {
              id: ID! data: Data @external
              summary: String @requires(fields: "data { common ... on Foo { foo } ... on Bar { bar } }") }
            interface Data { common: String }
            type Foo implements Data @shareable { common: String foo: String }
            type Bar implements Data @shareable { common: String bar: String }`,
      resolvers: {
        Entity: {
          summary: ({ data }: { data: Record<string, string> }) =>
            [data.common, data.foo, data.bar].filter(Boolean).join(' '),
        },
      },
    },
  },
  {
    'each object brings its own fields': {
      query: '{ entities { id summary } }',
      data: {
        entities: [
          { id: 'e1', summary: 'common of e1 foo' },
          { id: 'e2', summary: 'common of e2 bar' },
        ],
      },
    },
    'beside fields of the client on the same object': {
      query: '{ entities { data { __typename ... on Foo { foo } } summary } }',
      data: {
        entities: [
          { data: { __typename: 'Foo', foo: 'foo' }, summary: 'common of e1 foo' },
          { data: { __typename: 'Bar' }, summary: 'common of e2 bar' },
        ],
      },
    },
  },
);

describeSuite(
  'what is required may need arguments, and several of them of one field',
  {
    a: {
      sdl: `type Query { products: [Product] }
            type Product @key(fields: "upc") {
              upc: String! weight: Int @external price(currency: String!): Int @external
              inDollars: Int @requires(fields: "price(currency: \\"USD\\") weight")
              inEuros: Int @requires(fields: "price(currency: \\"EUR\\") weight") }`,
      resolvers: {
        Query: { products: () => [{ upc: 'p1' }, { upc: 'p2' }] },
        Product: {
          inDollars: ({ price, weight }: { price: number; weight: number }) => price * weight,
          inEuros: ({ price, weight }: { price: number; weight: number }) => price * weight,
        },
      },
    },
    b: {
      sdl: `type Product @key(fields: "upc") { upc: String! weight: Int price(currency: String!): Int }`,
      resolvers: {
        Product: {
          weight: ({ upc }: { upc: string }) => (upc === 'p1' ? 2 : 3),
          price: (_: unknown, { currency }: { currency: string }) => (currency === 'USD' ? 11 : 10),
        },
      },
    },
  },
  {
    'both at once': {
      query: '{ products { upc inDollars inEuros } }',
      data: {
        products: [
          { upc: 'p1', inDollars: 22, inEuros: 20 },
          { upc: 'p2', inDollars: 33, inEuros: 30 },
        ],
      },
    },
    'beside a third one that the client asks': {
      query: '{ products { inDollars price(currency: "EUR") } }',
      data: {
        products: [
          { inDollars: 22, price: 10 },
          { inDollars: 33, price: 10 },
        ],
      },
    },
  },
);

describeSuite(
  'two services may require of each other',
  {
    a: {
      sdl: `type Query { posts: [Post] }
            type Post @key(fields: "id") { id: ID! author: Author byNovice: Boolean @external
              byExpert: Boolean @requires(fields: "byNovice") }
            type Author @shareable { years: Int }`,
      resolvers: {
        Query: { posts: () => ['p1', 'p2'].map((id) => ({ id })) },
        Post: {
          author: ({ id }: { id: string }) => ({ years: id === 'p1' ? 1 : 20 }),
          byExpert: ({ byNovice }: { byNovice: boolean }) => !byNovice,
        },
      },
    },
    b: {
      sdl: `type Post @key(fields: "id") { id: ID! author: Author @external
              byNovice: Boolean @requires(fields: "author { years }") }
            type Author @shareable { years: Int }`,
      resolvers: { Post: { byNovice: ({ author }: { author: { years: number } }) => author.years < 5 } },
    },
  },
  {
    'and one answer waits for the other': {
      query: '{ posts { byExpert } }',
      data: { posts: [{ byExpert: false }, { byExpert: true }] },
    },
    'in either order': {
      query: '{ posts { byExpert byNovice } }',
      data: {
        posts: [
          { byExpert: false, byNovice: true },
          { byExpert: true, byNovice: false },
        ],
      },
    },
  },
);

describeSuite(
  'what is required shares no key with what is asked of another type',
  {
    a: {
      sdl: `type Query { any: [Any] } interface Any { id: ID! }
            type One implements Any @key(fields: "id") { id: ID! part: Two }
            type Two implements Any @key(fields: "id") { id: ID! part: [Piece]! } type Piece { size: Int }`,
      resolvers: {
        Query: {
          any: () => [
            { __typename: 'One', id: '1' },
            { __typename: 'Two', id: '2' },
          ],
        },
        One: { part: () => ({ id: '3' }) },
        Two: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          part: ({ id }: { id: string }) => [{ size: Number(id) }, null],
        },
      },
    },
    b: {
      sdl: `type Two @key(fields: "id") { id: ID! part: [Piece]! @external sizes: String @requires(fields: "part { size }") }
            type Piece { size: Int @external }`,
      resolvers: {
        Two: {
          sizes: ({ part }: { part: ({ size: number } | null)[] }) => part.map((one) => one?.size ?? 'none').join(' '),
        },
      },
    },
  },
  {
    'an object there, a list here': {
      query: '{ any { ... on One { part { id } } ... on Two { sizes } } }',
      data: { any: [{ part: { id: '3' } }, { sizes: '2 none' }] },
    },
  },
);
