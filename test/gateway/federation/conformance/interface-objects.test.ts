import { describeSuite } from './suite.ts';

const users = [
  { __typename: 'User', id: 'u1', name: 'u1-name', age: 11 },
  { __typename: 'User', id: 'u2', name: 'u2-name', age: 22 },
];

describeSuite(
  'an interface object adds fields to every type of an interface',
  {
    a: {
      sdl: `
        type Query { users: [Named!]! others: [Named] }
        interface Named @key(fields: "id") { id: ID! name: String }
        type User implements Named @key(fields: "id") { id: ID! name: String age: Int }
      `,
      resolvers: {
        Query: { users: () => users, others: () => users },
        Named: { __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id) },
        User: { __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id) },
      },
    },
    b: {
      sdl: `
        type Query { fromB: [Named!]! }
        type Named @key(fields: "id") @interfaceObject { id: ID! handle: String }
      `,
      resolvers: {
        Query: { fromB: () => users.map(({ id }) => ({ id })) },
        Named: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          handle: ({ id }: { id: string }) => `@${id}`,
        },
      },
    },
  },
  {
    'from the service of the interface to that of the interface object': {
      query: '{ users { id name handle } }',
      data: {
        users: [
          { id: 'u1', name: 'u1-name', handle: '@u1' },
          { id: 'u2', name: 'u2-name', handle: '@u2' },
        ],
      },
    },
    'below a fragment on one of the types': {
      query: '{ others { ... on User { age handle id } } }',
      data: {
        others: [
          { age: 11, handle: '@u1', id: 'u1' },
          { age: 22, handle: '@u2', id: 'u2' },
        ],
      },
    },
    'and back, for the type and what only it has': {
      query: '{ fromB { __typename id handle name ... on User { age } } }',
      data: {
        fromB: [
          { __typename: 'User', id: 'u1', handle: '@u1', name: 'u1-name', age: 11 },
          { __typename: 'User', id: 'u2', handle: '@u2', name: 'u2-name', age: 22 },
        ],
      },
    },
    'the type is not asked for where nobody needs it': {
      query: '{ fromB { id handle } }',
      data: {
        fromB: [
          { id: 'u1', handle: '@u1' },
          { id: 'u2', handle: '@u2' },
        ],
      },
    },
    'a type under another name': {
      query: '{ fromB { kind: __typename } }',
      data: { fromB: [{ kind: 'User' }, { kind: 'User' }] },
    },
    'the type before the interface object': {
      query: '{ users { __typename handle ... on User { __typename } } }',
      data: {
        users: [
          { __typename: 'User', handle: '@u1' },
          { __typename: 'User', handle: '@u2' },
        ],
      },
    },
  },
);
