import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { openTown } from './bodies.ts';

test('introspection is answered by the schema, data by the bodies, in one answer', async () => {
  const town = openTown();
  const answer = await town.ask(
    `query($name: String!) { ...Both kind: __typename }
     fragment Both on Query { __type(name: $name) { ...Named } person(id: "B1:a") { name } }
     fragment Named on __Type { name fields { name } }`,
    { name: 'Housing' },
  );
  expect(answer).toMatchObject({
    errors: [],
    data: {
      __type: { name: 'Housing', fields: [{ name: 'tenure' }, { name: 'rooms' }] },
      person: { name: 'name of B1:a' },
      kind: 'Query',
    },
  });
  expect(Object.keys(answer.data!)).toEqual(['__type', 'person', 'kind']);
  expect(town.sent).toHaveLength(1);
});

test('a schema that tools can read, without the machinery of the composition, asks nobody', async () => {
  const town = openTown();
  const answer = await town.ask(getIntrospectionQuery());
  const { types } = (answer.data as { __schema: { types: { name: string }[] } }).__schema;
  expect(types.map(({ name }) => name)).toContain('Person');
  expect(types.filter(({ name }) => /join__|link__|_Entity|_Any/.test(name))).toEqual([]);
  expect(town.sent).toEqual([]);
});

test('the type of the root is known without asking', async () => {
  const town = openTown();
  expect((await town.ask('{ __typename again: __typename }')).data).toEqual({ __typename: 'Query', again: 'Query' });
  expect((await town.ask('mutation { __typename }')).data).toEqual({ __typename: 'Mutation' });
  expect(town.sent).toEqual([]);
});

test('an operation of which nothing is left is answered all the same', async () => {
  const town = openTown();
  expect((await town.ask('{ hello @skip(if: true) }')).data).toEqual({});
  expect(
    (await town.ask('{ person(id: "B1:a") { name @include(if: false) ... @skip(if: true) { age } } }')).data,
  ).toEqual({
    person: {},
  });
});

test('of several operations the named one runs; a name that names none is refused', async () => {
  const { ask } = openTown();
  const { errors } = await ask('query A { hello } query B { hello again: hello }');
  expect(errors).toEqual([]);
  expect((await ask('subscription { hello }')).errors[0]!.extensions.code).toBe('BAD_REQUEST');
});
