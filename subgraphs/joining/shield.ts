import { createRequire } from 'node:module';
import util from 'node:util';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';

// graphql-shield imports `util.isUndefined`, which Node 23 removed (https://github.com/maticzav/graphql-shield/issues/1561):
// it is given back before the library loads. Both libraries load as CommonJS, because the shield is recognised by
// `instanceof` and so must come from the very copy of graphql-middleware that applies it.
Object.assign(util, { isUndefined: (value: unknown): boolean => value === undefined });
const require = createRequire(import.meta.url);
const { shield, rule, allow, deny } = require('graphql-shield') as typeof import('graphql-shield');
const { applyMiddleware } = require('graphql-middleware') as typeof import('graphql-middleware');

/** Whether an operation with this context may run the field `Type.field`. */
export type Admits<C> = (context: C, coordinate: string) => boolean;

/** What the guard leaves in the context of an operation that it let in: the fields its pass covers, as `Type.field`. */
export interface Guarded {
  readonly covered: ReadonlySet<string>;
}

/** Lets a field run only where the guard has covered it: without the guard, nothing runs. */
export function coveredByGuard(context: Partial<Guarded>, coordinate: string): boolean {
  return context.covered?.has(coordinate) ?? false;
}

/**
 * The second lock of a subgraph: it stays shut even where a request finds a way around the guard.
 *
 * Every field is closed that `admits` does not open. Only `_service`, the contract, is open to all: it is public.
 */
export function shieldSchema<C extends object>(schema: GraphQLSchema, admits: Admits<C>): GraphQLSchema {
  const admitted = rule({ cache: 'no_cache' })((_parent, _args, context: C, info: GraphQLResolveInfo) =>
    admits(context, `${info.parentType.name}.${info.fieldName}`),
  );
  const shielded = Object.values(schema.getTypeMap()).filter((type) => !OPEN_TYPES.has(type.name));
  const rules = Object.fromEntries(
    shielded.flatMap((type) => ('getFields' in type && 'isTypeOf' in type ? [[type.name, admitted] as const] : [])),
  );
  return applyMiddleware(
    schema,
    shield({ ...rules, Query: { '*': admitted, _service: allow }, _Service: allow }, SHUT_BY_DEFAULT),
  );
}

const OPEN_TYPES: ReadonlySet<string> = new Set(['_Service', 'Query']);
const SHUT_BY_DEFAULT = { fallbackRule: deny, fallbackError: 'not covered by the pass', allowExternalErrors: true };
