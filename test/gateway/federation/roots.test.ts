import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { openTown, verdict } from './bodies.ts';

const MUTATION = `mutation($third: ID!) {
  first: write(body: "B2", value: "1") { id name }
  second: write(body: "B1") { name }
  third: touch(body: $third)
  fourth: touch(body: "B1")
}`;

test('mutations go where their argument says, in order, each body on its own', async () => {
  const town = openTown();
  const answer = await town.ask(MUTATION, { third: 'B1' });
  expect(answer).toMatchObject({
    errors: [],
    data: { first: { id: 'B2:new', name: 'name of B2:new' }, second: { name: 'name of B1:new' }, third: 2, fourth: 2 },
  });
  expect(town.sent.map(({ instance, query }) => [instance, query])).toEqual([
    ['B2', 'mutation{first:write(body: "B2",value: "1"){id name}}'],
    ['B1', 'mutation($third: ID!){second:write(body: "B1"){name} third:touch(body: $third) fourth:touch(body: "B1")}'],
  ]);
  expect(Object.keys(answer.data!)).toEqual(['first', 'second', 'third', 'fourth']);
});

test('only neighbours share a request: order is kept between bodies', async () => {
  const town = openTown();
  await town.ask(MUTATION, { third: 'B2' });
  expect(town.sent.map(({ instance }) => instance)).toEqual(['B2', 'B1', 'B2', 'B1']);
});

test('a mutation waits for the one before', async () => {
  const ended: string[] = [];
  const town = openTown({
    reply: async ({ instance }, honest) => {
      if (instance === 'B2') await new Promise((resolve) => setTimeout(resolve, 30));
      ended.push(`${instance} after ${town.sent.length}`);
      return honest();
    },
  });
  await town.ask(MUTATION, { third: 'B1' });
  expect(ended).toEqual(['B2 after 1', 'B1 after 2']);
});

test('every mutation is routed before the first one runs, whichever service it is of', async () => {
  const town = openTown({
    cross: {
      route: async (_op, service) => {
        if (service === 'kind') throw new GraphQLError('no');
        return { instance: 'B1', headers: {} };
      },
    },
  });
  await expect(town.ask('mutation { write(body: "B1") { id } mark(body: "B1") }')).rejects.toThrow('no');
  expect(town.sent).toEqual([]);
});

test('mutations that carry passes of their own share no request', async () => {
  const town = openTown({
    cross: { route: async (_op, _service, field) => ({ instance: 'B1', headers: { pass: field.as } }) },
  });
  await town.ask(MUTATION, { third: 'B1' });
  expect(town.sent.map(({ headers }) => headers)).toEqual(
    ['first', 'second', 'third', 'fourth'].map((pass) => ({ pass })),
  );
});

test('a mutation that fails costs its own field; the next one runs', async () => {
  const town = openTown({
    reply: async ({ instance }, honest) => {
      if (instance === 'B2')
        throw new GraphQLError('`B2` does not answer', { extensions: { code: 'BODY_UNREACHABLE' } });
      return honest();
    },
  });
  const answer = await town.ask(MUTATION, { third: 'B1' });
  expect(answer.data).toEqual({ first: null, second: { name: 'name of B1:new' }, third: 2, fourth: 2 });
  expect(answer.errors.map(({ path }) => path)).toEqual([['first']]);
});

test('queries of one body go together, those of several in parallel; what is switched off goes nowhere', async () => {
  const routed: string[] = [];
  const town = openTown({
    cross: {
      route: async (_op, service, field, vars, kind) => {
        routed.push(`${kind} ${service} ${field.as} ${JSON.stringify(vars)}`);
        return { instance: field.as.startsWith('a') ? 'B1' : 'B2', headers: {} };
      },
    },
  });
  const answer = await town.ask(
    'query($off: Boolean!) { a: offers(body: "B1") b: offers(body: "B2") aa: offers(body: "B1") c: offers(body: "B2") @skip(if: $off) }',
    { off: true },
  );
  expect(answer.data).toEqual({ a: ['offer of B1'], b: ['offer of B2'], aa: ['offer of B1'] });
  expect(town.sent.map(({ query }) => query)).toEqual([
    'query{a:offers(body: "B1") aa:offers(body: "B1")}',
    'query{b:offers(body: "B2")}',
  ]);
  expect(routed).toHaveLength(3);
});

test('a service in this process is asked whole, and routes nothing', async () => {
  const town = openTown({
    cross: {
      route: async () => {
        throw new Error('not asked');
      },
    },
  });
  expect((await town.ask('{ hello person(id: "B1:a") { id since } }')).data).toEqual({
    hello: 'hello',
    person: { id: 'B1:a', since: '2026' },
  });
  expect(town.sent).toEqual([]);
});

test('a governed root is cut: the root gives the key, the record is decided and fetched', async () => {
  const decided: unknown[] = [];
  const town = openTown({
    cross: {
      shape: ({ service, tree, root }) => {
        const [field] = tree.items;
        if (root !== 'mutation' || field?.kind !== 'field' || field.tree === null) return { tree, leaves: 0, cuts: [] };
        const stub = { ...field.tree.items[0]!, args: [], when: [], tree: null };
        const items = ['__typename', 'id'].map((name) => ({
          ...stub,
          kind: 'field' as const,
          name,
          as: name,
          on: 'Person',
          gives: 'ID',
        }));
        const shape = {
          tree: { items: [{ kind: 'on' as const, type: 'Person', when: [], tree: field.tree }] },
          leaves: 0,
          cuts: [],
        };
        const cut = { path: [field.as], when: [], type: 'Person', service, keys: ['id'], shape };
        return { tree: { items: [{ ...field, tree: { items } }] }, leaves: 0, cuts: [cut] };
      },
      decide: async (_op, wave) => {
        decided.push(...wave.map(({ representation }) => representation));
        return wave.map(() => verdict({ instance: 'B1' }));
      },
    },
  });
  const answer = await town.ask('mutation { write(body: "B1") { name age } }');
  expect(decided).toEqual([{ __typename: 'Person', id: 'B1:new' }]);
  expect(answer.data).toEqual({ write: { name: 'name of B1:new', age: 6 } });
  expect(town.sent[0]!.query).toBe('mutation{write(body: "B1"){__typename id}}');
});
