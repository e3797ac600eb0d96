import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { CompositionError, compose } from '../../../gateway/federation/compose.ts';
import type { Cross, Request, Vars } from '../../../gateway/federation/doors.ts';
import { createExecutor } from '../../../gateway/federation/executor.ts';
import { openCross } from '../../../gateway/federation/open-cross.ts';
import { createPlanner, type PlanNode } from '../../../gateway/federation/planner.ts';
import { SUPERGRAPH, shapePeople } from './bodies.ts';

/** A plan written by hand, so that nodes are run which the planner rarely writes. */
async function runPlan(
  node: unknown,
  replies: Record<string, unknown>,
  variables: Vars = {},
  crossing: Partial<Cross<null>> = {},
) {
  const asked: string[] = [];
  const planner = { ...createPlanner(SUPERGRAPH), plan: () => node as PlanNode };
  const send = async ({ service, query, variables: { _r0 } }: Request<null>) => {
    asked.push(`${service} ${JSON.stringify(_r0) ?? ''} ${query.replace(/^[^{]*/, '')}`);
    return { data: replies[service] as Record<string, unknown> };
  };
  const schema = buildSchema(planner.consumerSchema);
  const cross = { ...openCross<null>(), ...crossing };
  const execute = createExecutor({ schema, supergraph: SUPERGRAPH, planner, send, local: new Map(), cross });
  const source = 'query($x: Boolean) { person(id: "p") { id name pmi since housing { tenure } } }';
  const answer = await execute({ source, document: parse(source), variables, op: null });
  return { asked, answer };
}

const root = {
  kind: 'Fetch',
  serviceName: 'registry',
  operationKind: 'query',
  operation: '{person(id: "p"){__typename id}}',
};
const requires = [
  {
    kind: 'InlineFragment',
    typeCondition: 'Person',
    selections: ['__typename', 'id'].map((name) => ({ kind: 'Field', name })),
  },
];
const entity = (serviceName: string, selection: string, rest: object = {}) => ({
  kind: 'Flatten',
  path: [{ Field: 'person' }],
  node: {
    kind: 'Fetch',
    serviceName,
    operationKind: 'query',
    operation: `query($representations:[_Any!]!){_entities(representations: $representations){...on Person{${selection}}}}`,
    requires,
    ...rest,
  },
});
const person = { person: { __typename: 'Person', id: 'p' } };

test('a condition runs one clause or the other', async () => {
  const node = {
    kind: 'Sequence',
    nodes: [
      root,
      { kind: 'Condition', condition: 'x', ifClause: entity('body', 'name'), elseClause: entity('kind', 'pmi') },
      { kind: 'Condition', condition: 'x', ifClause: null, elseClause: null },
    ],
  };
  const replies = { registry: person, body: { _g0: [{ name: 'n' }] }, kind: { _g0: [{ pmi: 'q' }] } };
  expect((await runPlan(node, replies, { x: true })).answer.data).toMatchObject({ person: { name: 'n', pmi: null } });
  expect((await runPlan(node, replies, { x: false })).answer.data).toMatchObject({ person: { name: null, pmi: 'q' } });
});

test('a cut under a condition is made only where the condition holds', async () => {
  const operation =
    'query($representations:[_Any!]!,$x:Boolean){_entities(representations: $representations){...on Person{spouse @include(if: $x){name}}}}';
  const fetch = entity('body', '', { operation, variableUsages: ['x'] });
  const plan = { kind: 'Sequence', nodes: [root, fetch] };
  const replies = { registry: person, body: { _g0: [{ spouse: { __typename: 'Person', id: 's' } }] } };
  const crossing = { shape: shapePeople };
  expect((await runPlan(plan, replies, { x: false }, crossing)).asked).toHaveLength(2);
  const { asked } = await runPlan(plan, replies, { x: true }, crossing);
  expect(asked.slice(1)).toEqual([
    'body [{"__typename":"Person","id":"p"}] {_g0:_entities(representations:$_r0){...on Person{spouse @include(if:$x){__typename id}}}}',
    'body [{"__typename":"Person","id":"s"}] {_g0:_entities(representations:$_r0){...on Person{name}}}',
  ]);
});

test('a condition around a path, and a path around a path', async () => {
  const { node } = entity('body', 'name');
  const within = { kind: 'Condition', condition: 'x', ifClause: { kind: 'Flatten', path: [], node } };
  const plan = { kind: 'Sequence', nodes: [root, { kind: 'Flatten', path: [{ Field: 'person' }], node: within }] };
  const { answer } = await runPlan(plan, { registry: person, body: { _g0: [{ name: 'n' }] } }, { x: true });
  expect(answer.data).toMatchObject({ person: { name: 'n' } });
});

test('a path goes on only where the type fits', async () => {
  const only = (type: string) => ({
    ...entity('body', 'name'),
    path: [{ Field: 'person' }, { TypeCondition: [type] }],
  });
  const plan = (type: string) => ({ kind: 'Sequence', nodes: [root, only(type)] });
  const replies = { registry: person, body: { _g0: [{ name: 'n' }] } };
  expect((await runPlan(plan('Person'), replies)).asked).toHaveLength(2);
  expect((await runPlan(plan('Housing'), replies)).asked).toHaveLength(1);
});

test.each([
  ['wrapped', (name: string, body: object) => ({ [name]: body })],
  ['flat', (_: string, body: object) => ({ kind: 'ValueSetter', ...body })],
])('rewrites are read in both forms: %s', async (_, write) => {
  const key = (...path: string[]) => path.map((Key) => ({ Key }));
  const setter = { path: [{ TypenameEquals: ['Person'] }, ...key('__typename')], setValueTo: 'Person' };
  const renamer = { path: [{ TypenameEquals: ['Person'] }, ...key('since')], renameKeyTo: 'from' };
  const inputRewrites = [write('ValueSetter', setter), write('KeyRenamer', renamer)];
  const outputRewrites = [
    write('KeyRenamer', { path: key('housing', '_alias'), renameKeyTo: 'tenure' }),
    write('ValueSetter', { path: key('name'), setValueTo: 'set' }),
  ];
  const more = [{ ...requires[0], selections: ['__typename', 'id', 'since'].map((name) => ({ kind: 'Field', name })) }];
  const rest = { requires: more, inputRewrites, outputRewrites };
  const fetch = entity('kind', 'name housing{_alias: tenure}', rest);
  const registry = { person: { ...person.person, since: '2026' } };
  const first = { ...root, operation: '{person(id: "p"){__typename id since}}' };
  const replies = { registry, kind: { _g0: [{ name: 'n', housing: { _alias: 'T', tenure: 'forged' } }] } };
  const { asked, answer } = await runPlan({ kind: 'Sequence', nodes: [first, fetch] }, replies);
  expect(asked[1]).toBe(
    'kind [{"__typename":"Person","id":"p","from":"2026"}] {_g0:_entities(representations:$_r0){...on Person{name housing{_alias:tenure}}}}',
  );
  expect(answer.data).toMatchObject({ person: { name: 'set', housing: { tenure: 'T' } } });
});

test('subscriptions and deferred answers are refused', async () => {
  for (const node of [
    { kind: 'Subscription', primary: root },
    { kind: 'Defer', primary: {}, deferred: [] },
  ]) {
    const { asked, answer } = await runPlan(node, {});
    expect(answer.errors[0]!.extensions.code).toBe('BAD_REQUEST');
    expect(asked).toEqual([]);
  }
});

test('what the planner cannot plan is our fault, and its reasons are kept to ourselves', async () => {
  const planner = {
    ...createPlanner(SUPERGRAPH),
    plan: () => {
      throw new Error('a secret of the planner');
    },
  };
  const schema = buildSchema(planner.consumerSchema);
  const parts = { schema, supergraph: SUPERGRAPH, planner, local: new Map(), cross: openCross<null>() };
  const execute = createExecutor<null>({ ...parts, send: async () => ({}) });
  const answer = await execute({ source: '{ hello }', document: parse('{ hello }'), variables: {}, op: null });
  expect(answer).toMatchObject({ data: null, notes: [] });
  expect(answer.errors.map((error) => error.toJSON())).toEqual([
    { message: 'the operation cannot be planned', extensions: { code: 'INTERNAL' } },
  ]);
});

test('an operation is planned once for each setting of its switches, whoever asks', async () => {
  const planner = createPlanner(SUPERGRAPH);
  const planned: string[] = [];
  const counting = {
    ...planner,
    plan: (source: string, name: string | undefined) => {
      planned.push(source);
      return planner.plan(source, name);
    },
  };
  const schema = buildSchema(planner.consumerSchema);
  const parts = { schema, supergraph: SUPERGRAPH, planner: counting, local: new Map(), cross: openCross<string>() };
  const execute = createExecutor<string>({ ...parts, send: async () => ({ data: {} }) });
  const source = 'query($x: Boolean!, $id: ID!) { hello person(id: $id) @include(if: $x) { id } }';
  const document = parse(source);
  for (const [op, x, id] of [
    ['a', true, '1'],
    ['b', true, '2'],
    ['a', false, '1'],
    ['b', false, '3'],
  ] as const) {
    await execute({ source, document, variables: { x, id }, op });
  }
  expect(planned).toHaveLength(2);
  expect(planned.join()).not.toMatch(/@include/);
});

test('subgraphs that do not fit together are refused by name', () => {
  const sdl = 'type Query { a: Int } type T { b: String }';
  const parts = [
    { name: 'one', url: 'http://one.invalid', sdl },
    { name: 'two', url: 'http://two.invalid', sdl: 'type Query { c: T } type T { b: Int }' },
  ];
  expect(() => compose(parts)).toThrow(CompositionError);
  expect(() => compose(parts)).toThrow(/T\.b/);
});
