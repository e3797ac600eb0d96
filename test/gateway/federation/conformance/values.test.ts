import { describeSuite } from './suite.ts';

type Key = { id: string };

describeSuite(
  'an enum has the values that all services know',
  {
    a: {
      sdl: `type Query { users: [User] byType(type: UserType!): [User] }
            enum UserType { REGULAR } type User @key(fields: "id") { id: ID! type: UserType @shareable }`,
      resolvers: {
        Query: {
          users: () => [
            { id: 'u1', type: 'REGULAR' },
            { id: 'u2', type: 'ANONYMOUS' },
          ],
          byType: (_: unknown, { type }: { type: string }) => [{ id: 'u1', type }],
        },
      },
    },
    b: {
      sdl: `type Query { usersB: [User] required: [Strict] }
            enum UserType { ANONYMOUS @inaccessible REGULAR }
            type User @key(fields: "id") { id: ID! type: UserType @shareable }
            type Strict { type: UserType! types: [UserType!] }`,
      resolvers: {
        Query: {
          usersB: () => [
            { id: 'u1', type: 'REGULAR' },
            { id: 'u2', type: 'ANONYMOUS' },
          ],
          required: () => [
            { type: 'REGULAR', types: ['ANONYMOUS'] },
            { type: 'ANONYMOUS', types: [] },
          ],
        },
        User: { __resolveReference: ({ id }: Key) => ({ id, type: 'ANONYMOUS' }) },
      },
    },
  },
  {
    'a value that a service does not know is its own error': {
      query: '{ users { id type } }',
      data: {
        users: [
          { id: 'u1', type: 'REGULAR' },
          { id: 'u2', type: null },
        ],
      },
      errors: true,
    },
    'a value that callers may not see is null': {
      query: '{ usersB { id type } }',
      data: {
        usersB: [
          { id: 'u1', type: 'REGULAR' },
          { id: 'u2', type: null },
        ],
      },
    },
    'and nulls what holds it where it must not be null': {
      query: '{ required { type } }',
      data: { required: [{ type: 'REGULAR' }, null] },
      errors: true,
    },
    'as an argument': {
      query: '{ byType(type: REGULAR) { id type } }',
      data: { byType: [{ id: 'u1', type: 'REGULAR' }] },
    },
    'a value that callers may not see cannot be an argument': {
      query: '{ byType(type: ANONYMOUS) { id } }',
      errors: true,
    },
  },
);

describeSuite(
  'an input object has the fields that all services know',
  {
    a: {
      sdl: `type Query { fromA(filter: Filter): [String] @shareable } input Filter { first: Int! }`,
      resolvers: { Query: { fromA: (_: unknown, args: object) => [JSON.stringify(args)] } },
    },
    b: {
      sdl: `type Query { fromB(filter: Filter, tags: [String!] = ["x"]): [String] } input Filter { first: Int! after: String }`,
      resolvers: { Query: { fromB: (_: unknown, args: object) => [JSON.stringify(args)] } },
    },
  },
  {
    'as a literal': {
      query: '{ fromB(filter: { first: 1 }) }',
      data: { fromB: ['{"filter":{"first":1},"tags":["x"]}'] },
    },
    'as a variable': {
      query:
        'query ($filter: Filter!, $tags: [String!]) { fromA(filter: $filter) fromB(filter: $filter, tags: $tags) }',
      variables: { filter: { first: 2 }, tags: 'one' },
      data: { fromA: ['{"filter":{"first":2}}'], fromB: ['{"filter":{"first":2},"tags":["one"]}'] },
    },
    'within a variable': {
      query: 'query ($n: Int = 3) { fromA(filter: { first: $n }) }',
      data: { fromA: ['{"filter":{"first":3}}'] },
    },
    'a field that one does not know cannot be given': {
      query: '{ fromB(filter: { first: 1, after: "x" }) }',
      errors: true,
    },
    'a variable that does not fit is refused': {
      query: 'query ($filter: Filter!) { fromA(filter: $filter) }',
      variables: { filter: { first: 'one' } },
      errors: true,
    },
  },
);

describeSuite(
  'a field that was moved is asked where it now is',
  {
    a: {
      sdl: `type Query { feed: [Post] aFeed: [Post] } type Post @key(fields: "id") { id: ID! createdAt: String @override(from: "b") }`,
      resolvers: {
        Query: { feed: () => [{ id: 'p1', createdAt: 'a' }], aFeed: () => [{ id: 'p1', createdAt: 'a' }] },
        Post: { __resolveReference: ({ id }: Key) => ({ id, createdAt: 'a' }) },
      },
    },
    b: {
      sdl: `type Query { bFeed: [Post] } type Post @key(fields: "id") { id: ID! createdAt: String title: String }`,
      resolvers: {
        Query: { bFeed: () => [{ id: 'p1', createdAt: 'b' }] },
        Post: { __resolveReference: ({ id }: Key) => ({ id, createdAt: 'b', title: 'T' }) },
      },
    },
  },
  {
    'from the new service': {
      query: '{ aFeed { createdAt title } }',
      data: { aFeed: [{ createdAt: 'a', title: 'T' }] },
    },
    'from the old service': { query: '{ bFeed { createdAt } }', data: { bFeed: [{ createdAt: 'a' }] } },
  },
);

describeSuite(
  'an error of a service stands at its place, and the rest is answered',
  {
    a: {
      sdl: `type Query { users: [User] sure: User! maybe: User }
            type User @key(fields: "id") { id: ID! name: String friends: [User!] }`,
      resolvers: {
        Query: {
          users: () => [{ id: 'u1', name: 'Ada' }, new Error('no user'), { id: 'u3', name: null }],
          sure: () => null,
          maybe: () => fail(),
        },
        User: { friends: () => [{ id: 'u4' }, null] },
      },
    },
    b: {
      sdl: `type User @key(fields: "id") { id: ID! age: Int score: Int! }`,
      resolvers: {
        User: {
          __resolveReference: ({ id }: Key) => (id === 'u3' ? null : { id }),
          age: () => fail(),
          score: ({ id }: Key) => (id === 'u1' ? 1 : null),
        },
      },
    },
  },
  {
    'in a list': {
      query: '{ users { name } }',
      data: { users: [{ name: 'Ada' }, null, { name: null }] },
      errors: true,
    },
    'of a field of another service': {
      query: '{ users { name age } }',
      data: { users: [{ name: 'Ada', age: null }, null, { name: null, age: null }] },
      errors: true,
    },
    'of a field that must have a value': {
      query: '{ users { id score } }',
      data: { users: [{ id: 'u1', score: 1 }, null, null] },
      errors: true,
    },
    'of a root field that must have a value': { query: '{ sure { id } }', data: null, errors: true },
    'beside what is answered': {
      query: '{ maybe { id age } users { friends { id } } }',
      data: { maybe: null, users: [{ friends: null }, null, { friends: null }] },
      errors: true,
    },
    'of an operation that does not parse': { query: '{ users { ', errors: true },
    'of a field that is not there': { query: '{ users { secret } }', errors: true },
  },
);

function fail(): never {
  throw new Error('it failed');
}
