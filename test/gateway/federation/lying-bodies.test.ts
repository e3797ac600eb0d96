import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import type { Reply } from '../../../gateway/federation/doors.ts';
import { instanceOf, openTown, type TownOptions, verdict } from './bodies.ts';

const SECRET = 'Dupont, née le 3 mai';

/** A town in which B1 says what it likes, and B2 is honest. */
function lyingTown(lie: Reply | ((honest: Reply) => unknown), rest: TownOptions = {}) {
  return openTown({
    ...rest,
    reply: async ({ instance }, honest) => {
      if (instance !== 'B1') return honest();
      return (typeof lie === 'function' ? lie(await honest()) : lie) as Reply;
    },
  });
}
const both = '{ people(ids: ["B1:a", "B2:b"]) { id name } }';
const honestB2 = { id: 'B2:b', name: 'name of B2:b' };

test('a body cannot add a field, a record or an id', async () => {
  const town = lyingTown(
    {
      data: {
        _g0: [{ name: 'said', age: 99, id: 'B2:b', __typename: 'Person', extra: SECRET }],
        extra: SECRET,
        people: [],
      },
    },
    {
      cross: {
        decide: async (_op, wave) =>
          wave.map(({ representation: { id } }) => verdict({ instance: instanceOf(id), mask: '10' })),
      },
    },
  );
  const answer = await town.ask('{ people(ids: ["B1:a", "B2:b"]) { id __typename name age } }');
  expect(answer.data).toEqual({
    people: [
      { id: 'B1:a', __typename: 'Person', name: 'said', age: null },
      { id: 'B2:b', __typename: 'Person', name: 'name of B2:b', age: null },
    ],
  });
});

test('a list of another length is no answer, and costs only the records of that body', async () => {
  for (const list of [[], [{ name: 'x' }, { name: 'y' }], 'x', { 0: { name: 'x' }, length: 1 }, null]) {
    const answer = await lyingTown({ data: { _g0: list } }).ask(both);
    expect(answer.data).toEqual({ people: [{ id: 'B1:a', name: null }, honestB2] });
    expect(answer.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['people', 0], 'BODY_MISBEHAVED'],
    ]);
  }
});

test('values of another shape are null, with their path', async () => {
  const { ask } = lyingTown({
    data: {
      _g0: [{ name: { first: SECRET }, age: '12', housing: [{ tenure: SECRET }], tags: SECRET, household: 'x' }],
    },
  });
  const answer = await ask(
    '{ person(id: "B1:a") { name age housing { tenure } tags household { members { role } } } }',
  );
  expect(answer.data).toEqual({ person: { name: null, age: null, housing: null, tags: null, household: null } });
  expect(JSON.stringify(answer)).not.toContain('Dupont');
  expect(answer.errors.map(({ path }) => path)).toEqual([
    ['person', 'age'],
    ['person', 'name'],
    ['person', 'tags'],
  ]);
});

test('no word of a body reaches the answer, neither message, code, path nor extension, and each fault is said once', async () => {
  const errors = [
    { message: SECRET, path: ['_g0', 0, 'name', SECRET, 3], extensions: { code: SECRET, detail: SECRET } },
    { message: SECRET, path: ['_g0', 0, 'name', 1903], extensions: { code: 1903 } },
    { message: SECRET, path: ['_g0', 7, SECRET], extensions: { code: 'NOT_DISCLOSED' } },
    { message: SECRET, path: [SECRET] },
    { message: SECRET },
  ];
  const answer = await lyingTown({ data: { _g0: [{ name: null }] }, errors }, { codes: ['NOT_DISCLOSED'] }).ask(both);
  expect(JSON.stringify(answer)).not.toContain('Dupont');
  expect(answer.data).toEqual({ people: [{ id: 'B1:a', name: null }, honestB2] });
  expect(answer.errors.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['people', 0], { code: 'BODY_MISBEHAVED' }],
    [['people', 0], { code: 'NOT_DISCLOSED' }],
    [['people', 0, 'name'], { code: 'BODY_MISBEHAVED' }],
  ]);
});

test('a body that is believed is quoted', async () => {
  const errors = [{ message: 'in its own words', path: ['_g0', 0, 'name'], extensions: { code: 'ITS_OWN' } }];
  const answer = await lyingTown({ data: { _g0: [{ name: null }] }, errors }, { trust: true }).ask(both);
  expect(answer.errors.map(({ message, path, extensions }) => [message, path, extensions])).toEqual([
    ['in its own words', ['people', 0, 'name'], { code: 'ITS_OWN' }],
  ]);
});

test('a dead body costs its own fields, said once at the first of its records', async () => {
  const town = openTown({
    reply: async ({ instance }, honest) => {
      if (instance === 'B1')
        throw new GraphQLError('`B1` does not answer', { extensions: { code: 'BODY_UNREACHABLE' } });
      return honest();
    },
  });
  const answer = await town.ask('{ people(ids: ["B2:b", "B1:a", "B1:c"]) { id name } }');
  expect(answer.data).toEqual({ people: [honestB2, { id: 'B1:a', name: null }, { id: 'B1:c', name: null }] });
  expect(answer.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['people', 1], 'BODY_UNREACHABLE'],
  ]);

  const strict = await town.ask('{ pairs(ids: ["B2:b", "B1:a", "B1:c"]) { sure } }');
  expect(strict.data).toEqual({ pairs: [[{ sure: 'sure' }, null, null], [null]] });
  expect(strict.errors.map(({ path }) => path)).toEqual([['pairs', 0, 1]]);
});

test('a field that always has a value and has none nulls its record, with an error of its own', async () => {
  const town = openTown();
  const answer = await town.ask('{ pairs(ids: ["B1:gone", "B1:a"]) { sure } }');
  expect(answer.data).toEqual({ pairs: [[null, { sure: 'sure' }], [null]] });
  expect(answer.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['pairs', 0, 0, 'sure'], 'BODY_MISBEHAVED'],
  ]);
});

test('a withheld field that always has a value blames nobody', async () => {
  const town = openTown({
    cross: { decide: async (_op, wave) => wave.map(() => verdict({ instance: 'B1', mask: '01' })) },
  });
  const answer = await town.ask('{ person(id: "B1:a") { sure name } }');
  expect(answer).toMatchObject({ data: { person: null }, errors: [] });
});

test('the key that a body gives for a nested record is used as it is: what it opens is decided on that record alone', async () => {
  const decided: unknown[] = [];
  const town = lyingTown(
    (honest) => {
      const [record] = (honest.data as { _g0: { spouse?: object }[] })._g0;
      return { data: { _g0: [{ ...record, spouse: { __typename: 'Person', id: 'B2:forged', name: SECRET } }] } };
    },
    {
      cross: {
        decide: async (_op, wave) => {
          decided.push(...wave.map(({ representation }) => representation));
          return wave.map(({ representation: { id } }) =>
            verdict({ instance: instanceOf(id), mask: id === 'B2:forged' ? null : '' }),
          );
        },
      },
    },
  );
  const answer = await town.ask('{ person(id: "B1:a") { name spouse { name } } }');
  expect(decided).toEqual([
    { __typename: 'Person', id: 'B1:a' },
    { __typename: 'Person', id: 'B2:forged' },
  ]);
  expect(answer.data).toEqual({ person: { name: 'name of B1:a', spouse: { name: null } } });
  expect(JSON.stringify(answer)).not.toContain('Dupont');
});

test('an alias that would change what an object is cannot be asked', async () => {
  const answer = await openTown().ask('{ __proto__: hello }');
  expect(answer.data).toBeNull();
  expect(answer.errors[0]!.extensions.code).toBe('BAD_REQUEST');
});
