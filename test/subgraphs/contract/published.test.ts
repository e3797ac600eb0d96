import { type GraphQLObjectType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { assertConform } from '../../../schema/lint.ts';
import { ccasSubgraph } from '../../../subgraphs/ccas/subgraph.ts';
import { communeSubgraph } from '../../../subgraphs/commune/subgraph.ts';
import { bodySubgraph } from '../../../subgraphs/contract/subgraph.ts';
import { departementSubgraph } from '../../../subgraphs/departement/subgraph.ts';
import { metropoleSubgraph } from '../../../subgraphs/metropole/subgraph.ts';

const published = await Promise.all([
  bodySubgraph(),
  departementSubgraph(),
  communeSubgraph(),
  ccasSubgraph(),
  metropoleSubgraph(),
]);

test('what the bodies publish is in order: one category per field, and what may be withheld is nullable', () => {
  expect(() => assertConform(published)).not.toThrow();
});

describe.each(published)('$name', ({ schema }) => {
  const own = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('_'),
  );
  const fields = own.flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ name }) => !name.startsWith('_'))
      .map((field) => ({ coordinate: `${type.name}.${field.name}`, field })),
  );

  test('every field is described for a partner’s developer', () => {
    const bare = fields.filter(({ field }) => !field.description || field.description.length < 5);
    expect(bare.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('no field offers to filter, sort or group', () => {
    const withArguments = fields.filter(({ field }) => field.args.length > 0).map(({ coordinate }) => coordinate);
    const named = ['Participant.contributions', 'ReferralSide.payload', 'Mutation.contribute'];
    expect(withArguments.filter((coordinate) => !named.includes(coordinate))).toEqual([]);
  });
});
