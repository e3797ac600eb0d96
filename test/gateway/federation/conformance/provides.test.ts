import { describeSuite } from './suite.ts';

const item = { id: 'i1', name: 'said by a', price: 3 };

describeSuite(
  'a provided field is taken where it is provided, and fetched where it is not',
  {
    a: {
      sdl: `type Query { provided: Item @provides(fields: "name") plain: Item nested: Shelf @provides(fields: "item { name }") }
            type Shelf { item: Item }
            type Item @key(fields: "id") { id: ID! name: String @external }`,
      resolvers: { Query: { provided: () => item, plain: () => ({ id: 'i1' }), nested: () => ({ item }) } },
    },
    b: {
      sdl: `type Item @key(fields: "id") { id: ID! name: String @shareable price: Int }`,
      resolvers: { Item: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'said by b', price: 5 }) } },
    },
  },
  {
    provided: { query: '{ provided { name } }', data: { provided: { name: 'said by a' } } },
    'not provided': { query: '{ plain { name } }', data: { plain: { name: 'said by b' } } },
    'below a value': {
      query: '{ nested { item { id name } } }',
      data: { nested: { item: { id: 'i1', name: 'said by a' } } },
    },
    'beside a field that only the other service has': {
      query: '{ provided { name price } }',
      data: { provided: { name: 'said by a', price: 5 } },
    },
  },
);

const animals = [
  { __typename: 'Dog', id: 'd1', name: 'Rex of a', age: 4 },
  { __typename: 'Cat', id: 'c1', name: 'Tom of a', age: 5 },
];

describeSuite(
  'fields may be provided on the types of an interface and of a union',
  {
    a: {
      sdl: `type Query { animals: [Animal] @provides(fields: "... on Dog { name }") pets: [Pet] @provides(fields: "... on Cat { name }") }
            interface Animal { id: ID! name: String }
            type Dog implements Animal @key(fields: "id") { id: ID! name: String @external }
            type Cat implements Animal @key(fields: "id") { id: ID! name: String @external }
            union Pet = Dog | Cat`,
      resolvers: { Query: { animals: () => animals, pets: () => animals } },
    },
    b: {
      sdl: `type Dog @key(fields: "id") { id: ID! name: String @shareable age: Int }
            type Cat @key(fields: "id") { id: ID! name: String @shareable age: Int }`,
      resolvers: {
        Dog: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Rex of b', age: 4 }) },
        Cat: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Tom of b', age: 5 }) },
      },
    },
  },
  {
    'on one type of the interface': {
      query: '{ animals { __typename name } }',
      data: {
        animals: [
          { __typename: 'Dog', name: 'Rex of a' },
          { __typename: 'Cat', name: 'Tom of b' },
        ],
      },
    },
    'on one type of the union': {
      query: '{ pets { ... on Dog { name age } ... on Cat { name age } } }',
      data: {
        pets: [
          { name: 'Rex of b', age: 4 },
          { name: 'Tom of a', age: 5 },
        ],
      },
    },
  },
);
