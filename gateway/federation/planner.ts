import { type PlanNode, QueryPlanner, type RequiresSelection } from '@graphql-hive/router-query-planner';
import { type DefinitionNode, type DocumentNode, Kind, parse, print, specifiedDirectives } from 'graphql';

export type { PlanNode, RequiresSelection };
export type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;
export type BatchFetchNode = Extract<PlanNode, { kind: 'BatchFetch' }>;
export type Rewrite = NonNullable<FetchNode['inputRewrites']>[number];
export type FlattenPath = Extract<PlanNode, { kind: 'Flatten' }>['path'];

/** Splits an operation over the services of one supergraph. The only place that knows which planner does it. */
export interface Planner {
  /** The schema that callers see. */
  readonly consumerSchema: string;
  /** Null when nothing is to be fetched. Throws when the operation cannot be served. */
  plan(source: string, operationName: string | undefined): PlanNode | null;
}

export function createPlanner(supergraph: string): Planner {
  const planner = new QueryPlanner(supergraph);
  const noLabels = new Set<string>();
  return {
    consumerSchema: print(withoutMachinery(parse(planner.consumerSchema, { noLocation: true }))),
    plan: (source, operationName) => planner.plan(source, operationName ?? null, noLabels, 0).node ?? null,
  };
}

/** The planner prints introspection types, built-in directives and types of the join specification as if they were ours. */
function withoutMachinery(document: DocumentNode): DocumentNode {
  const builtIn = new Set(['Int', 'Float', 'String', 'Boolean', 'ID', ...specifiedDirectives.map(({ name }) => name)]);
  const isMachinery = (name: string) => /^(join|link|core)?__/.test(name);
  const definitions: DefinitionNode[] = [];
  for (const definition of document.definitions) {
    if ('name' in definition && definition.name !== undefined) {
      if (isMachinery(definition.name.value) || builtIn.has(definition.name.value)) continue;
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) definitions.push(definition);
    else {
      const fields = definition.fields?.filter((field) => !isMachinery(field.name.value));
      definitions.push({ ...definition, fields });
    }
  }
  return { kind: Kind.DOCUMENT, definitions };
}
