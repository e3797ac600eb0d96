import { composeServices } from '@theguild/federation-composition';
import { type ExecutionResult, execute, parse, printType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { linkSubgraph } from '../../../schema/link.ts';
import type { Subgraph } from '../../../subgraphs/joining/build-subgraph.ts';
import { type SmallContext, smallBody, smallKind } from './small-body.ts';

describe('a subgraph built from its resolvers', () => {
  let body: Subgraph<SmallContext>;
  let kind: Subgraph<SmallContext>;
  beforeAll(async () => {
    body = await smallBody();
    kind = await smallKind();
  });

  const run = async (document: string, covered?: readonly string[]): Promise<ExecutionResult> =>
    execute({
      schema: body.schema,
      document: parse(document),
      contextValue: { log: [], ...(covered && { covered: new Set(covered) }) },
    });

  test('publishes the categories of its fields', () => {
    expect(body.sdl).toContain('birthName: String @crossing(category: IDENTITY)');
    expect(body.sdl).toContain('contributions(category: Category!): [Contribution!] @crossing(by: "category")');
  });

  test('of two classes of the same name, each stays in its own subgraph', () => {
    expect(kind.sdl).toContain('domiciliation');
    expect(kind.sdl).not.toContain('birthName');
    expect(body.sdl).not.toContain('domiciliation');
  });

  test('has no root type where it has no root field', () => {
    expect(kind.sdl).not.toMatch(/type (Query|Mutation)/);
    expect(printType(kind.schema.getQueryType()!)).toMatch(
      /^type Query \{\s+_entities\(.*\): .*\s+_service: _Service!\s+\}$/,
    );
  });

  test('composes with the others, and its categories are in the supergraph', () => {
    const registry = linkSubgraph(`
      type Query { person(id: ID!): Person @crossing(category: PRESENCE) }
      type Person @key(fields: "id") { id: ID! @crossing(category: PRESENCE) }
    `);
    const services = [body, kind, { name: 'registry', sdl: registry }];
    const composed = composeServices(
      services.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}.invalid` })),
    );
    expect(composed.errors ?? []).toEqual([]);
    expect(composed.supergraphSdl).toMatch(/tenure: String +@crossing\(category: HOUSING\)/);
    expect(composed.supergraphSdl).toMatch(/domiciliation: String .*@crossing\(category: CONTACT\)/);
  });

  const ENTITY =
    '{ _entities(representations: [{ __typename: "Person", id: "CCAS_X:1" }]) { ... on Person { id birthName } } }';

  test('runs nothing unless a guard has covered it', async () => {
    expect(await run(ENTITY)).toMatchObject({ data: null, errors: [{ message: 'not covered by the pass' }] });
  });

  test('runs the fields that the guard has covered, and no others', async () => {
    const covered = ['Query._entities', 'Person.id'];
    expect(await run(ENTITY, covered)).toMatchObject({
      data: { _entities: [{ id: 'CCAS_X:1', birthName: null }] },
      errors: [{ message: 'not covered by the pass', path: ['_entities', 0, 'birthName'] }],
    });
    expect(await run(ENTITY, [...covered, 'Person.birthName'])).toEqual({
      data: { _entities: [{ id: 'CCAS_X:1', birthName: 'ARDENT' }] },
    });
  });

  test('runs no mutation that the guard has not covered', async () => {
    const write = 'mutation { contribute(body: "CCAS_X", case: "S", category: HOUSING, value: "x") { id } }';
    expect(await run(write, ['Participant.id'])).toMatchObject({ data: { contribute: null }, errors: [{}] });
  });

  test('shows its contract to all', async () => {
    const shown = await run('{ _service { sdl } }');
    expect(shown).toEqual({ data: { _service: { sdl: expect.stringContaining('@crossing(category: HOUSING)') } } });
  });
});
