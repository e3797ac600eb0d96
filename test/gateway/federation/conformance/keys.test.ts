import { describeSuite } from './suite.ts';

type Key = Record<string, string>;

describeSuite(
  'an entity may have several keys, some of them composed and nested',
  {
    a: {
      sdl: `type Query { users: [User] }
            type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String }`,
      resolvers: {
        Query: { users: () => ['1', '2'].map(user) },
        User: { __resolveReference: ({ id, email }: Key) => user(id ?? email!.split('@')[0]!) },
      },
    },
    b: {
      sdl: `type User @key(fields: "email") { email: String! account: Account }
            type Account @key(fields: "number bank { code }") { number: Int! bank: Bank! }
            type Bank { code: String! @shareable }`,
      resolvers: {
        User: { account: ({ email }: Key) => ({ number: Number(email!.split('@')[0]), bank: { code: 'FR' } }) },
      },
    },
    c: {
      sdl: `type Account @key(fields: "number bank { code }") { number: Int! bank: Bank! balance: Int holder: String }
            type Bank { code: String! @shareable }`,
      resolvers: {
        Account: {
          __resolveReference: ({ number, bank }: { number: number; bank: { code: string } }) => ({
            number,
            bank,
            holder: `holder at ${bank.code}`,
            balance: number * 100 + bank.code.length,
          }),
        },
      },
    },
  },
  {
    'through the key that both know': {
      query: '{ users { id account { number } } }',
      data: {
        users: [
          { id: '1', account: { number: 1 } },
          { id: '2', account: { number: 2 } },
        ],
      },
    },
    'and on through a composed key': {
      query: '{ users { name account { balance holder bank { code } } } }',
      data: {
        users: [
          { name: 'user 1', account: { balance: 102, holder: 'holder at FR', bank: { code: 'FR' } } },
          { name: 'user 2', account: { balance: 202, holder: 'holder at FR', bank: { code: 'FR' } } },
        ],
      },
    },
  },
);

function user(id: string) {
  return { id, email: `${id}@x.invalid`, name: `user ${id}` };
}

describeSuite(
  'a key that is null leads nowhere, without an error',
  {
    a: {
      sdl: `type Query { shelves: [Shelf] } type Shelf { book: Book } type Book @key(fields: "upc") { upc: ID! }`,
      resolvers: { Query: { shelves: () => ['b1', 'b2', 'b3'].map((upc) => ({ book: { upc } })) } },
    },
    b: {
      sdl: `type Book @key(fields: "id") @key(fields: "upc") { id: ID upc: ID! }`,
      resolvers: {
        Book: {
          __resolveReference: ({ upc }: Key) => (upc === 'b3' ? { upc, id: null } : { upc, id: `id of ${upc}` }),
        },
      },
    },
    c: {
      sdl: `type Book @key(fields: "id") { id: ID author: Author } type Author { name: String! }`,
      resolvers: { Book: { author: ({ id }: Key) => ({ name: `author of ${id}` }) } },
    },
  },
  {
    'the others are answered': {
      query: '{ shelves { book { upc author { name } } } }',
      data: {
        shelves: [
          { book: { upc: 'b1', author: { name: 'author of id of b1' } } },
          { book: { upc: 'b2', author: { name: 'author of id of b2' } } },
          { book: { upc: 'b3', author: null } },
        ],
      },
    },
  },
);

describeSuite(
  'subgraphs of federation 1 extend and are extended',
  {
    users: {
      bare: true,
      sdl: `type Query { user: User ghost: User } type User @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: { user: () => ({ id: 'u1', name: 'Ada' }), ghost: () => null },
        User: { __resolveReference: ({ id }: Key) => ({ id, name: 'Ada' }) },
      },
    },
    reviews: {
      bare: true,
      sdl: `extend type User @key(fields: "id") { id: ID! @external name: String @external reviews: [Review] greeting: String @requires(fields: "name") }
            extend type Query { reviews: [Review] }
            type Review @key(fields: "id") { id: ID! author: User }`,
      resolvers: {
        Query: { reviews: () => [{ id: 'r1' }] },
        User: {
          __resolveReference: (reference: Key) => reference,
          reviews: () => [{ id: 'r1' }],
          greeting: ({ name }: Key) => `hello ${name}`,
        },
        Review: { author: () => ({ id: 'u1' }) },
      },
    },
  },
  {
    'there and back again': {
      query: '{ user { reviews { id author { name reviews { id } } } } }',
      data: { user: { reviews: [{ id: 'r1', author: { name: 'Ada', reviews: [{ id: 'r1' }] } }] } },
    },
    'with what is required': {
      query: '{ reviews { author { greeting } } }',
      data: { reviews: [{ author: { greeting: 'hello Ada' } }] },
    },
    'nothing comes of nothing': { query: '{ ghost { reviews { id } } }', data: { ghost: null } },
  },
);

describeSuite(
  'a value type may be completed through the entity that holds it',
  {
    a: {
      sdl: `type Query { products: [Product] } type Product @key(fields: "id") { id: ID! category: Category @shareable }
            type Category @shareable { name: String }`,
      resolvers: {
        Query: { products: () => ['p1', 'p2'].map((id) => ({ id, category: { name: `name of ${id}` } })) },
        Product: { __resolveReference: ({ id }: Key) => ({ id, category: { name: `name of ${id}` } }) },
      },
    },
    b: {
      sdl: `type Product @key(fields: "id") { id: ID! category: Category @shareable }
            type Category @shareable { id: ID details: Details } type Details { products: Int }`,
      resolvers: { Product: { category: ({ id }: Key) => ({ id: `c of ${id}`, details: { products: id!.length } }) } },
    },
  },
  {
    'both services fill one object': {
      query: '{ products { category { name id details { products } } } }',
      data: {
        products: ['p1', 'p2'].map((id) => ({
          category: { name: `name of ${id}`, id: `c of ${id}`, details: { products: 2 } },
        })),
      },
    },
  },
);

describeSuite(
  'a root that several services share is asked of each, and their objects are one',
  {
    a: {
      sdl: `type Query { product: Product @shareable products: [Product] @shareable }
            type Product @shareable { id: ID! name: Name } type Name @shareable { brand: String }`,
      resolvers: {
        Query: {
          product: () => ({ id: '1', name: { brand: 'B' } }),
          products: () => ['1', '2'].map((id) => ({ id, name: { brand: `B${id}` } })),
        },
      },
    },
    b: {
      sdl: `type Query { product: Product @shareable products: [Product] @shareable }
            type Product @shareable { id: ID! price: Int name: Name } type Name @shareable { model: String }`,
      resolvers: {
        Query: {
          product: () => ({ id: '1', price: 7, name: { model: 'M' } }),
          products: () => ['1', '2'].map((id) => ({ id, price: Number(id), name: { model: `M${id}` } })),
        },
      },
    },
  },
  {
    'one object': {
      query: '{ product { id price name { brand model } } }',
      data: { product: { id: '1', price: 7, name: { brand: 'B', model: 'M' } } },
    },
    'a list, item by item': {
      query: '{ products { price name { brand model } } }',
      data: { products: ['1', '2'].map((id) => ({ price: Number(id), name: { brand: `B${id}`, model: `M${id}` } })) },
    },
  },
);
