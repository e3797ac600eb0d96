import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compose } from '../../../gateway/federation/compose.ts';
import type { Request } from '../../../gateway/federation/doors.ts';
import { createExecutor } from '../../../gateway/federation/executor.ts';
import { openCross } from '../../../gateway/federation/open-cross.ts';
import { createPlanner } from '../../../gateway/federation/planner.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
const supergraph = compose([
  {
    name: 'a',
    url: 'http://a.invalid',
    sdl: `${LINK} type Query { any: [Any] } interface Any { id: ID! }
      type One implements Any @key(fields: "id") { id: ID! } type Two implements Any @key(fields: "id") { id: ID! }`,
  },
  {
    name: 'b',
    url: 'http://b.invalid',
    sdl: `${LINK} type One @key(fields: "id") { id: ID! x: Int } type Two @key(fields: "id") { id: ID! x: Int y: Int }`,
  },
]);

test('records of each type are asked only what their type has, in one request', async () => {
  const sent: Request<null>[] = [];
  const planner = createPlanner(supergraph);
  const send = async (request: Request<null>) => {
    sent.push(request);
    if (request.service === 'b') return { data: { _g0: [{ x: 1 }, { x: 2 }], _g1: [{ x: 3, y: 4 }] } };
    return { data: { any: ['One', 'Two', 'One'].map((__typename, id) => ({ __typename, id: `${id}` })) } };
  };
  const schema = buildSchema(planner.consumerSchema);
  const execute = createExecutor({ schema, supergraph, planner, send, local: new Map(), cross: openCross<null>() });
  const source = '{ any { ... on One { x } ... on Two { x y } } }';
  const answer = await execute({ source, document: parse(source), variables: {}, op: null });
  expect(answer).toEqual({ data: { any: [{ x: 1 }, { x: 3, y: 4 }, { x: 2 }] }, errors: [], notes: [] });
  expect(sent.map(({ query }) => query)).toEqual([
    'query{any{__typename id}}',
    'query($_r0:[_Any!]!,$_r1:[_Any!]!){_g0:_entities(representations:$_r0){...on One{x}} _g1:_entities(representations:$_r1){...on Two{x y}}}',
  ]);
});
