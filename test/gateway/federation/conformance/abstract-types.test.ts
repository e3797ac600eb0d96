import { describeSuite } from './suite.ts';

type Key = { id: string };
const book = { __typename: 'Book', id: 'm1', title: 'A book' };
const song = { __typename: 'Song', id: 'm2', title: 'A song' };
const movie = { __typename: 'Movie', id: 'm3', title: 'A movie' };

describeSuite(
  'services may know different members of one union',
  {
    a: {
      sdl: `type Query { media: Media @shareable fromA: [Media] viewer: Viewer @shareable }
            union Media = Book | Song
            type Viewer @shareable { media: Media song: Media }
            type Book @key(fields: "id") { id: ID! title: String @shareable inA: String }
            type Song @key(fields: "id") { id: ID! title: String @shareable }`,
      resolvers: {
        Query: { media: () => book, fromA: () => [book, song], viewer: () => ({ media: book, song }) },
        Book: { __resolveReference: ({ id }: Key) => ({ ...book, id }), inA: () => 'in a' },
      },
    },
    b: {
      sdl: `type Query { media: Media @shareable fromB: [Media] viewer: Viewer @shareable }
            union Media = Book | Movie
            type Viewer @shareable { media: Media book: Media }
            type Book @key(fields: "id") { id: ID! title: String @shareable inB: String }
            type Movie @key(fields: "id") { id: ID! title: String @shareable }`,
      resolvers: {
        Query: { media: () => book, fromB: () => [book, movie], viewer: () => ({ media: book, book }) },
        Book: { __resolveReference: ({ id }: Key) => ({ ...book, id }), inB: () => 'in b' },
      },
    },
  },
  {
    'a member that one service does not know is not asked of it': {
      query: '{ media { ... on Movie { title } } }',
      data: { media: {} },
    },
    'each list has its own members': {
      query:
        '{ fromA { __typename ... on Song { title } ... on Movie { title } } fromB { ... on Movie { title } ... on Song { title } } }',
      data: {
        fromA: [{ __typename: 'Book' }, { __typename: 'Song', title: 'A song' }],
        fromB: [{}, { title: 'A movie' }],
      },
    },
    'fields of both services': {
      query:
        '{ viewer { media { ... on Book { title inA inB } } book { __typename ... on Book { inA } } song { ... on Song { title } } } }',
      data: {
        viewer: {
          media: { title: 'A book', inA: 'in a', inB: 'in b' },
          book: { __typename: 'Book', inA: 'in a' },
          song: { title: 'A song' },
        },
      },
    },
  },
);

const nodes: Record<string, object> = {
  o1: { __typename: 'Oven', id: 'o1', warranty: 1 },
  t1: { __typename: 'Toaster', id: 't1', warranty: 2 },
};

describeSuite(
  'a type may implement an interface in one service and not in another',
  {
    a: {
      sdl: `type Query { products: [Product] node(id: ID!): Node }
            union Product = Oven | Toaster
            interface Node { id: ID! }
            type Oven @key(fields: "id") { id: ID! }
            type Toaster implements Node @key(fields: "id") { id: ID! warranty: Int }`,
      resolvers: { Query: { products: () => Object.values(nodes), node: (_: unknown, { id }: Key) => nodes[id] } },
    },
    b: {
      sdl: `interface Node { id: ID! }
            type Oven implements Node @key(fields: "id") { id: ID! warranty: Int }`,
      resolvers: { Oven: { __resolveReference: ({ id }: Key) => nodes[id] } },
    },
  },
  {
    'fragments on the interface find both': {
      query: '{ products { ... on Node { id __typename } } }',
      data: {
        products: [
          { id: 'o1', __typename: 'Oven' },
          { id: 't1', __typename: 'Toaster' },
        ],
      },
    },
    'a field of each, one of them elsewhere': {
      query: '{ products { ... on Oven { warranty } ... on Toaster { warranty } } }',
      data: { products: [{ warranty: 1 }, { warranty: 2 }] },
    },
    'an object that its service cannot give is null, with an error': {
      query: '{ node(id: "o1") { ... on Oven { warranty } } }',
      data: { node: null },
      errors: true,
    },
    'one that it can': {
      query: '{ node(id: "t1") { ... on Toaster { warranty } id } }',
      data: { node: { warranty: 2, id: 't1' } },
    },
  },
);

const users = [
  { __typename: 'User', id: 'u1', name: 'Ada' },
  { __typename: 'Admin', id: 'a1', name: 'Root' },
];

describeSuite(
  'a field may give a union here and one of its members there',
  {
    a: {
      sdl: `type Query { users: [User!]! @shareable } type User @key(fields: "id") { id: ID name: String @shareable }`,
      resolvers: {
        Query: { users: () => users.slice(0, 1) },
        User: { __resolveReference: ({ id }: Key) => ({ id, name: 'Ada' }) },
      },
    },
    b: {
      sdl: `type Query { accounts: [Account!]! } union Account = User | Admin
            type User @key(fields: "id") { id: ID! name: String @shareable similar: [Account!]! }
            type Admin { id: ID name: String similar: [Account!]! }`,
      resolvers: {
        Query: { accounts: () => users },
        User: { __resolveReference: ({ id }: Key) => ({ id, name: 'Ada' }), similar: () => users },
        Admin: { similar: () => users.slice(1) },
      },
    },
  },
  {
    'nullable in one and not in the other': {
      query: '{ users { id similar { __typename ... on User { id } ... on Admin { name } } } }',
      data: {
        users: [
          {
            id: 'u1',
            similar: [
              { __typename: 'User', id: 'u1' },
              { __typename: 'Admin', name: 'Root' },
            ],
          },
        ],
      },
    },
    'under keys that only types keep apart': {
      query: '{ accounts { ... on User { k: id similar { ... on Admin { k: name } } } ... on Admin { k: id } } }',
      data: { accounts: [{ k: 'u1', similar: [{}, { k: 'Root' }] }, { k: 'a1' }] },
    },
  },
);

const products = [
  { __typename: 'Book', id: 'p1', sku: 's1', pages: 100 },
  { __typename: 'Magazine', id: 'p2', sku: 's2', issue: 7 },
];

describeSuite(
  'an interface is followed into its types',
  {
    catalogue: {
      sdl: `type Query { products: [Product] similar(id: ID!): [Product] }
            interface Product { id: ID! sku: String createdBy: User }
            type Book implements Product @key(fields: "id") { id: ID! sku: String pages: Int createdBy: User }
            type Magazine implements Product @key(fields: "id") { id: ID! sku: String issue: Int createdBy: User }
            type User @key(fields: "email") { email: ID! }`,
      resolvers: {
        Query: {
          products: () => products,
          similar: (_: unknown, { id }: Key) => products.filter((one) => one.id !== id),
        },
        Book: {
          __resolveReference: ({ id }: Key) => products.find((one) => one.id === id),
          createdBy: () => ({ email: 'u1' }),
        },
        Magazine: { __resolveReference: ({ id }: Key) => products.find((one) => one.id === id), createdBy: () => null },
      },
    },
    reviews: {
      sdl: `interface Product { id: ID! reviews: [Review!]! }
            type Book implements Product @key(fields: "id") { id: ID! reviews: [Review!]! score: Int! }
            type Magazine implements Product @key(fields: "id") { id: ID! reviews: [Review!]! score: String! }
            type Review { id: Int! product: Product }`,
      resolvers: {
        Book: {
          reviews: ({ id }: Key) => [
            { id: 1, product: { __typename: 'Book', id } },
            { id: 2, product: null },
          ],
          score: () => 5,
        },
        Magazine: { reviews: () => [], score: () => 'good' },
      },
    },
    people: {
      sdl: `type User @key(fields: "email") { email: ID! name: String total: Int }`,
      resolvers: { User: { name: ({ email }: { email: string }) => `name of ${email}`, total: () => 2 } },
    },
  },
  {
    'through the interface, a list and back to the interface': {
      query: '{ products { id reviews { id product { sku ... on Book { pages } } } } }',
      data: {
        products: [
          {
            id: 'p1',
            reviews: [
              { id: 1, product: { sku: 's1', pages: 100 } },
              { id: 2, product: null },
            ],
          },
          { id: 'p2', reviews: [] },
        ],
      },
    },
    'two aliases of one field, each with its own selection': {
      query:
        '{ a: similar(id: "p1") { id author: createdBy { name } } b: similar(id: "p2") { author: createdBy { total email } sku } }',
      data: { a: [{ id: 'p2', author: null }], b: [{ author: { total: 2, email: 'u1' }, sku: 's1' }] },
    },
    'one key for an Int! here and a String! there': {
      query: '{ products { ... on Book { s: score } ... on Magazine { t: score } } }',
      data: { products: [{ s: 5 }, { t: 'good' }] },
    },
    'fragments within fragments, and repeated fields': {
      query: `query ($x: Boolean = true) { products { ...P sku ... on Book @include(if: $x) { sku ... on Book @skip(if: $x) { pages } } } }
        fragment P on Product { ... on Product { id ... on Magazine { issue sku } } }`,
      data: {
        products: [
          { id: 'p1', sku: 's1' },
          { id: 'p2', issue: 7, sku: 's2' },
        ],
      },
    },
    'the type under several names': {
      query: '{ products { __typename a: __typename ... on Book { b: __typename } } __typename }',
      data: {
        products: [
          { __typename: 'Book', a: 'Book', b: 'Book' },
          { __typename: 'Magazine', a: 'Magazine' },
        ],
        __typename: 'Query',
      },
    },
  },
);

describeSuite(
  'an interface may lead to itself',
  {
    a: {
      sdl: `type Query { product: Product } interface Product { samePrice: [Product!]! }
            type Book implements Product @key(fields: "id") { id: ID! samePrice: [Product!]! }`,
      resolvers: {
        Query: { product: () => ({ __typename: 'Book', id: '1' }) },
        Book: { samePrice: ({ id }: Key) => [{ __typename: 'Book', id: `${id}1` }] },
      },
    },
    b: {
      sdl: `type Book @key(fields: "id") { id: ID! price: Float }`,
      resolvers: { Book: { price: ({ id }: Key) => Number(id) / 2 } },
    },
  },
  {
    'three levels down': {
      query:
        '{ product { ... on Book { id } samePrice { ... on Book { price } samePrice { ... on Book { id price samePrice { __typename } } } } } }',
      data: {
        product: {
          id: '1',
          samePrice: [{ price: 5.5, samePrice: [{ id: '111', price: 55.5, samePrice: [{ __typename: 'Book' }] }] }],
        },
      },
    },
  },
);
