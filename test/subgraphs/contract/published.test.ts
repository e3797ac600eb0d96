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

/** Figures over everybody, and all that they are named by. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
  'Body.statistics': ['by: [StatisticDimension!]!', 'indicator: String!', 'period: String!'],
  'Body.studyPart': ['indicator: String!', 'period: String!', 'study: String!'],
};

describe.each(published)('$name', ({ name: subgraph, schema }) => {
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
    const named = ['Participant.contributions', 'ReferralSide.payload', 'Mutation.contribute', ...Object.keys(FIGURES)];
    expect(withArguments.filter((coordinate) => !named.includes(coordinate))).toEqual([]);
  });

  test('a figure is named by the catalogue, and by nothing of a record', () => {
    const figures = fields.filter(({ coordinate }) => coordinate in FIGURES);
    for (const { coordinate, field } of figures) {
      expect(field.args.map(({ name, type }) => `${name}: ${type}`).sort()).toEqual(FIGURES[coordinate]);
    }
    expect(figures).toHaveLength(subgraph === 'body' ? Object.keys(FIGURES).length : 0);
  });
});
