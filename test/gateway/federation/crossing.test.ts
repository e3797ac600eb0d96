import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import type { Wanted } from '../../../gateway/federation/doors.ts';
import { instanceOf, openTown, verdict } from './bodies.ts';

const ids = (wave: readonly Wanted[]) => wave.map(({ representation }) => representation.id);

test('nine bodies are asked once each, and their records come back in order', async () => {
  const town = openTown();
  const asked = Array.from({ length: 27 }, (_, i) => `B${i % 9}:p${i}`);
  const answer = await town.ask('query($ids: [ID!]!) { people(ids: $ids) { id name age } }', { ids: asked });
  expect(answer.errors).toEqual([]);
  expect(answer.data).toEqual({
    people: asked.map((id) => ({ id, name: `name of ${id}`, age: id.length })),
  });
  expect(town.sent.map(({ instance }) => instance).sort()).toEqual(Array.from({ length: 9 }, (_, i) => `B${i}`));
  expect(new Set(town.sent.map(({ query }) => query)).size).toBe(1);
});

test('what a mask denies is never asked, and answers null', async () => {
  const town = openTown({
    cross: {
      decide: async (_op, wave) =>
        wave.map(({ representation: { id } }) =>
          verdict({ instance: instanceOf(id), mask: id === 'B1:a' ? '100' : '011' }),
        ),
    },
  });
  const answer = await town.ask('{ people(ids: ["B1:a", "B1:b", "B2:c"]) { name age housing { tenure } } }');
  expect(answer.data).toEqual({
    people: [
      { name: 'name of B1:a', age: null, housing: null },
      { name: null, age: 4, housing: { tenure: 'TENANT' } },
      { name: null, age: 4, housing: { tenure: 'TENANT' } },
    ],
  });
  expect(answer.errors).toEqual([]);
  expect(town.sent.map(({ instance, query }) => [instance, query])).toEqual([
    [
      'B1',
      'query($_r0:[_Any!]!,$_r1:[_Any!]!){_g0:_entities(representations:$_r0){...on Person{name}} _g1:_entities(representations:$_r1){...on Person{age housing{tenure}}}}',
    ],
    ['B2', 'query($_r0:[_Any!]!){_g0:_entities(representations:$_r0){...on Person{age housing{tenure}}}}'],
  ]);
});

test('an owner with nothing left is not asked', async () => {
  for (const nothing of [
    verdict({}),
    verdict({ instance: 'B1', mask: null }),
    verdict({ instance: 'B1', mask: '00' }),
  ]) {
    const town = openTown({ cross: { decide: async (_op, wave) => wave.map(() => nothing) } });
    const answer = await town.ask('{ person(id: "B1:a") { id name age } }');
    expect(answer).toMatchObject({ data: { person: { id: 'B1:a', name: null, age: null } }, errors: [] });
    expect(town.sent).toEqual([]);
  }
});

test('a variable that only a withheld field used is not declared any more', async () => {
  const withheld = openTown({
    cross: { decide: async (_op, wave) => wave.map(() => verdict({ instance: 'B1', mask: '01' })) },
  });
  const query = 'query($n: Int) { person(id: "B1:a") { tags(first: $n) age } }';
  expect((await withheld.ask(query, { n: 1 })).data).toEqual({ person: { tags: null, age: 4 } });
  expect(withheld.sent[0]!.query).toBe('query($_r0:[_Any!]!){_g0:_entities(representations:$_r0){...on Person{age}}}');
  expect(withheld.sent[0]!.variables).not.toHaveProperty('n');

  const released = openTown();
  expect((await released.ask(query, { n: 1 })).data).toEqual({ person: { tags: ['a'], age: 4 } });
  expect(released.sent[0]!.variables).toHaveProperty('n', 1);
});

test('a record that stands in two places is wanted once, and filled in both', async () => {
  const waves: unknown[] = [];
  const town = openTown({
    cross: {
      decide: async (_op, wave) => {
        waves.push(ids(wave));
        return wave.map(() => verdict({ instance: 'B1' }));
      },
    },
  });
  const answer = await town.ask('{ pairs(ids: ["B1:a", "B1:b", "B1:a"]) { name } }');
  expect(waves).toEqual([['B1:a', 'B1:b']]);
  expect(answer.data).toEqual({
    pairs: [[{ name: 'name of B1:a' }, { name: 'name of B1:b' }, { name: 'name of B1:a' }], [null]],
  });
});

test('a hidden record is null wherever it stands, even where it must not be, and nothing is asked for it', async () => {
  const hide = openTown({
    cross: {
      decide: async (_op, wave) =>
        wave.map(({ representation: { id } }) =>
          verdict({ instance: 'B1', hidden: id === 'B1:a', mask: id === 'B1:a' ? null : '' }),
        ),
    },
  });
  const answer = await hide.ask('{ pairs(ids: ["B1:a", "B1:b", "B1:a"]) { id name } }');
  expect(answer.data).toEqual({ pairs: [[null, { id: 'B1:b', name: 'name of B1:b' }, null], [null]] });
  expect((await hide.ask('{ people(ids: ["B1:b", "B1:a"]) { id name } }')).data).toEqual({ people: null });
  expect((await hide.ask('{ person(id: "B1:a") { id since name } }')).data).toEqual({ person: null });
  expect(JSON.stringify(hide.sent.map(({ variables }) => variables))).not.toContain('B1:a');
  expect(answer.errors).toEqual([]);
});

test('hidden by one of two steps is hidden', async () => {
  const town = openTown({
    cross: {
      decide: async (_op, wave) => wave.map(({ service }) => verdict({ instance: 'B1', hidden: service === 'kind' })),
    },
  });
  const answer = await town.ask('{ person(id: "B1:a") { name pmi } }');
  expect(answer).toMatchObject({ data: { person: null }, errors: [] });
});

test('hidden after remarks of another step is hidden, and so is what was remarked below', async () => {
  const note = { at: ['name'], note: {} };
  const verdicts = { body: verdict({ instance: 'B1', notes: [note] }), kind: verdict({ hidden: true }) };
  for (const slow of ['body', 'kind']) {
    const town = openTown({
      cross: {
        decide: async (_op, wave) => {
          if (wave[0]?.service === slow) await new Promise((resolve) => setTimeout(resolve, 10));
          return wave.map(({ service }) => verdicts[service as keyof typeof verdicts]);
        },
      },
    });
    expect((await town.ask('{ person(id: "B1:a") { name pmi } }')).data).toEqual({ person: null });
  }
});

test('notes stand at every full path of their record, and fall with what holds it', async () => {
  const note = { rule: 'R1' };
  const town = openTown({
    cross: {
      decide: async (_op, wave) =>
        wave.map(({ representation: { id } }) =>
          verdict({
            instance: 'B1',
            hidden: id === 'B1:hidden',
            notes: id === 'B1:a' ? [{ at: ['housing', 'tenure'], note }] : [],
          }),
        ),
    },
  });
  const answer = await town.ask('{ pairs(ids: ["B1:a", "B1:b", "B1:a"]) { name } }');
  expect(answer.notes).toEqual([
    { path: ['pairs', 0, 0, 'housing', 'tenure'], note },
    { path: ['pairs', 0, 2, 'housing', 'tenure'], note },
  ]);
  const fallen = await town.ask('{ people(ids: ["B1:a", "B1:hidden"]) { name } }');
  expect(fallen).toMatchObject({ data: { people: null }, notes: [] });
});

test('a nested person is cut to her key, decided on herself, and fetched by a request of her own', async () => {
  const waves: unknown[] = [];
  const town = openTown({
    cross: {
      decide: async (_op, wave) => {
        waves.push(ids(wave));
        return wave.map(({ representation: { id } }) =>
          verdict({ instance: instanceOf(id), mask: String(id).endsWith('ss') ? null : '' }),
        );
      },
    },
  });
  const answer = await town.ask(
    '{ person(id: "B1:a") { name spouse { name spouse { name housing { tenure } } } household { members { role person { name } } } } }',
  );
  expect(waves).toEqual([['B1:a'], ['B1:as', 'B1:a', 'B1:as'], ['B1:ass']]);
  expect(answer.data).toEqual({
    person: {
      name: 'name of B1:a',
      spouse: { name: 'name of B1:as', spouse: { name: null, housing: null } },
      household: {
        members: [
          { role: 'SELF', person: { name: 'name of B1:a' } },
          { role: 'SPOUSE', person: { name: 'name of B1:as' } },
        ],
      },
    },
  });
  expect(town.sent).toHaveLength(2);
  expect(town.sent[0]!.query).toContain('spouse{__typename id}');
});

test('a cut that is switched off is neither decided nor fetched', async () => {
  const waves: unknown[] = [];
  const town = openTown({
    cross: {
      decide: async (_op, wave) => {
        waves.push(ids(wave));
        return wave.map(() => verdict({ instance: 'B1' }));
      },
    },
  });
  const query = 'query($x: Boolean!) { person(id: "B1:a") { name spouse @include(if: $x) { name } } }';
  expect((await town.ask(query, { x: false })).data).toEqual({ person: { name: 'name of B1:a' } });
  expect(waves).toEqual([['B1:a']]);
  expect((await town.ask(query, { x: true })).data).toEqual({
    person: { name: 'name of B1:a', spouse: { name: 'name of B1:as' } },
  });
  expect(waves).toHaveLength(3);
});

test('the pass of a request is made of exactly the records and verdicts of that request', async () => {
  const verdicts = new Map([
    ['B1:a', verdict({ instance: 'B1' })],
    ['B1:b', verdict({ instance: 'B1' })],
  ]);
  const passes: unknown[] = [];
  const town = openTown({
    cross: {
      decide: async (_op, wave) => wave.map(({ representation: { id } }) => verdicts.get(String(id))!),
      headers: (op, instance, asked) => {
        passes.push([op, instance, asked.map(({ wanted, verdict: one }) => [wanted.representation.id, one])]);
        return { pass: 'signed' };
      },
    },
  });
  await town.ask('{ people(ids: ["B1:a", "B1:b"]) { name } }');
  expect(passes).toEqual([['the operation', 'B1', [...verdicts]]]);
  expect(passes[0]).toHaveProperty('2.1.1', verdicts.get('B1:b'));
  expect(town.sent[0]!.headers).toEqual({ pass: 'signed' });
});

test('a refusal to decide stops the operation: nothing is sent any more', async () => {
  const town = openTown({
    cross: {
      decide: async (_op, wave) => {
        if (wave[0]?.service === 'kind') throw new Error('a rule threw');
        await new Promise((resolve) => setTimeout(resolve, 20));
        return wave.map(() => verdict({ instance: 'B1' }));
      },
    },
  });
  await expect(town.ask('{ person(id: "B1:a") { name pmi } }')).rejects.toThrow('a rule threw');
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(town.sent).toEqual([]);
});

test('what may not be admitted is not planned', async () => {
  const town = openTown();
  const refusing = openTown({ cross: { admit: () => [new GraphQLError('no')] } });
  expect((await refusing.ask('{ hello }')).data).toBeNull();
  expect((await town.ask('{ hello }')).data).toEqual({ hello: 'hello' });
});
