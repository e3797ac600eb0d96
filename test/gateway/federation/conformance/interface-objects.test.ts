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

const media = [
  { __typename: 'Movie', id: 'm1', title: 'First' },
  { __typename: 'Song', id: 'm2', title: 'Second' },
];
const find = ({ id }: { id: string }) => media.find((one) => one.id === id);

describeSuite(
  'an interface object may require what only the types have, and reach further entities',
  {
    media: {
      sdl: `
        type Query { media: [Media] }
        interface Media @key(fields: "id") { id: ID! title: String }
        type Movie implements Media @key(fields: "id") { id: ID! title: String }
        type Song implements Media @key(fields: "id") { id: ID! title: String }
      `,
      resolvers: {
        Query: { media: () => media },
        Media: { __resolveReference: find },
        Movie: { __resolveReference: find },
        Song: { __resolveReference: find },
      },
    },
    lists: {
      sdl: `
        type Query { list: [Media] }
        type Media @key(fields: "id") @interfaceObject {
          id: ID!
          title: String @external
          slug: String @requires(fields: "title")
          next: Media
        }
      `,
      resolvers: {
        Query: { list: () => media.map(({ id }) => ({ id })) },
        Media: {
          __resolveReference: (reference: object) => reference,
          slug: ({ title }: { title: string }) => title.toLowerCase(),
          next: ({ id }: { id: string }) => (id === 'm1' ? { id: 'm2' } : null),
        },
      },
    },
    authors: {
      sdl: `
        type Media @key(fields: "id") @interfaceObject { id: ID! author: Author }
        type Author @key(fields: "id") { id: ID! name: String wrote: [Media] }
      `,
      resolvers: {
        Media: { author: () => ({ id: 'a1', name: 'Ada' }) },
        Author: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ada' }), wrote: () => [{ id: 'm2' }] },
      },
    },
  },
  {
    'what is required is fetched from the types': {
      query: '{ list { slug } media { slug } }',
      data: { list: [{ slug: 'first' }, { slug: 'second' }], media: [{ slug: 'first' }, { slug: 'second' }] },
    },
    'through one interface object to another service and back to the types': {
      query: '{ list { author { name wrote { __typename title slug } } } }',
      data: {
        list: media.map(() => ({
          author: { name: 'Ada', wrote: [{ __typename: 'Song', title: 'Second', slug: 'second' }] },
        })),
      },
    },
    'along an edge of the interface object': {
      query: '{ media { ... on Movie { next { title author { id } ... on Song { id } } } } }',
      data: { media: [{ next: { title: 'Second', author: { id: 'a1' }, id: 'm2' } }, {}] },
    },
    'to the types that a fragment names': {
      query: '{ list { id ... on Song { title __typename } } }',
      data: { list: [{ id: 'm1' }, { id: 'm2', title: 'Second', __typename: 'Song' }] },
    },
  },
);
