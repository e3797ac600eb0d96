import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema, isObjectType, parse } from 'graphql';
import type { Model, ObjectModel } from './model.ts';
import type { Made, Records } from './records.ts';
import { printService, printWhole } from './sdl.ts';

/** The graph as one schema that answers by itself. */
export function buildWhole(model: Model, records: Records): GraphQLSchema {
  const schema = buildSchema(printWhole(model));
  resolveAll(schema, model, records);
  return schema;
}

/** The part of it that one service answers. */
export function buildService(model: Model, service: string, records: Records): GraphQLSchema {
  const entities = model.objects.filter(({ kind }) => kind === 'entity');
  const resolvers = Object.fromEntries(
    entities.map(({ name }) => [name, { __resolveReference: (named: Record<string, unknown>) => records.find(named) }]),
  );
  const typeDefs = parse(printService(model, service));
  const published = new Set(typeDefs.definitions.flatMap((one) => ('name' in one ? (one.name?.value ?? []) : [])));
  const known = Object.fromEntries(Object.entries(resolvers).filter(([name]) => published.has(name)));
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: known as never }]);
  resolveAll(schema, model, records);
  return schema;
}

function resolveAll(schema: GraphQLSchema, model: Model, records: Records): void {
  const whole: ObjectModel[] = [...model.objects, { kind: 'value', name: 'Query', keys: [], fields: model.root }];
  for (const object of whole) {
    const type = schema.getType(object.name);
    if (!isObjectType(type)) continue;
    for (const published of Object.values(type.getFields())) {
      const field = object.fields.find(({ name }) => name === published.name);
      if (field !== undefined) {
        const resolve: GraphQLFieldResolver<Made | undefined, unknown, { n?: number | null }> = (owner, { n }) =>
          records.resolve(owner ?? null, field, n ?? null);
        published.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
      } else if (object.keys.flat().includes(published.name)) {
        published.resolve = (owner) => records.key(owner as Made, published.name);
      }
    }
  }
}
