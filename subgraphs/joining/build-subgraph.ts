import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { getDocumentNodeFromSchema, mergeDeep } from '@graphql-tools/utils';
import { type DefinitionNode, type GraphQLResolveInfo, type GraphQLSchema, Kind, parse, print } from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { linkSubgraph } from '../../schema/link.ts';
import { type Admits, coveredByGuard, shieldSchema } from './shield.ts';

/** What the hub sends to name a record: its type and its key. */
export type Reference = { readonly __typename: string } & Readonly<Record<string, unknown>>;

/** Finds the record of a reference, or null where this body holds none. Never throws for an unknown record. */
export type ResolveReference<C> = (reference: Reference, context: C, info: GraphQLResolveInfo) => unknown;

/** A logical subgraph, ready to be served: what runs, and what is published of it. */
export interface Subgraph<C extends object> {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  /** Never present: it tells the type checker which context the resolvers need, so that a server must give it. */
  readonly needs?: (context: C) => void;
}

type Class = abstract new (...parts: never[]) => object;

/**
 * Builds a subgraph from its resolvers.
 *
 * Only the types that `resolvers` and `types` name are in it, so several subgraphs may each have their own class named
 * `Person`. `types` names the entities, which no root field leads to. Closed by default: a field runs only where the
 * guard has covered it, or, for a subgraph that runs in process, where `admits` says so.
 */
export async function buildSubgraph<C extends object>(parts: {
  readonly name: string;
  readonly resolvers: NonEmptyArray<Class>;
  readonly types?: readonly Class[];
  readonly references: Readonly<Record<string, ResolveReference<C>>>;
  readonly admits?: Admits<C>;
}): Promise<Subgraph<C>> {
  const built = await buildSchema({
    resolvers: parts.resolvers,
    orphanedTypes: [...(parts.types ?? [])],
    validate: false,
    // A subgraph of entities alone has no root field of its own, which the check would refuse; the federated schema is
    // validated when it is built.
    skipCheck: true,
  });
  const definitions = getDocumentNodeFromSchema(built).definitions.filter((node) => !isEmptyRoot(node));
  const sdl = linkSubgraph(print({ kind: Kind.DOCUMENT, definitions }));
  const references = Object.entries(parts.references).map(([type, resolve]) => [type, { __resolveReference: resolve }]);
  const resolvers = mergeDeep([createResolversMap(built), Object.fromEntries(references)]);
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  return { name: parts.name, sdl, schema: shieldSchema(schema, parts.admits ?? coveredByGuard) };
}

/** The root type that is built even where no resolver has a root field. */
function isEmptyRoot(node: DefinitionNode): boolean {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Query' && (node.fields ?? []).length === 0;
}
