import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getVariableValues,
  type VariableDefinitionNode,
} from 'graphql';
import { compilePlan, type Step } from './compile.ts';
import type { Question, Vars } from './doors.ts';
import { fault } from './faults.ts';
import { findOperation, partIntrospection } from './introspection.ts';
import { type Kit, SmallCache } from './kit.ts';
import type { PlanNode, Planner } from './planner.ts';
import { compileProjection } from './project.ts';
import type { Projecting } from './projecting.ts';
import { readSelection } from './select.ts';
import { readSettings, readSwitches, settle } from './switches.ts';

/** An operation made ready once, the same for every caller. */
export interface Ready<Op> {
  readonly refusals: readonly GraphQLError[];
  coerce(given: Vars): { readonly variables: Vars } | { readonly errors: readonly GraphQLError[] };
  /** As it is to be run with its switches set so. */
  settled(variables: Vars): Settled<Op>;
}
export interface Settled<Op> {
  readonly step: Step<Op> | null;
  readonly introspect: ((variables: Vars) => Promise<Record<string, unknown>>) | null;
  readonly project: (at: Projecting) => Record<string, unknown> | null;
}

/** Settings of one operation that are kept at a time. */
const SETTINGS = 64;

export function makeReady<Op>(
  schema: GraphQLSchema,
  planner: Planner,
  kit: Kit<Op>,
  { document, operationName }: Question<Op>,
): Ready<Op> {
  const operation = findOperation(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (operation === undefined || !root) throw fault('BAD_REQUEST', 'there is no such operation');
  const refusals = kit.cross.admit(document, operationName);
  const switches = readSwitches(document);
  const settings = new SmallCache<Settled<Op>>(SETTINGS);
  return {
    refusals,
    coerce: (given) => coerce(schema, operation.variableDefinitions ?? [], given),
    settled(variables) {
      const values = readSettings(switches ?? [], variables);
      const setting = Object.values(values).map((value) => (value ? '1' : '0'));
      return settings.get(setting.join(''), () =>
        makeSettled(schema, planner, kit, root, switches === null ? document : settle(document, values), operationName),
      );
    },
  };
}

function coerce(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Vars,
): ReturnType<Ready<unknown>['coerce']> {
  if (definitions.length === 0) return { variables: {} };
  const { coerced, errors } = getVariableValues(schema, definitions, given);
  return errors === undefined ? { variables: coerced } : { errors };
}

function makeSettled<Op>(
  schema: GraphQLSchema,
  planner: Planner,
  kit: Kit<Op>,
  root: GraphQLObjectType,
  document: DocumentNode,
  operationName: string | undefined,
): Settled<Op> {
  const operation = findOperation(document, operationName)!;
  const { source, introspection } = partIntrospection(document, operation);
  const node = source === null ? null : plan(planner, source, operationName);
  const selection = readSelection(document, operation, kit.supergraph);
  return {
    step: node === null ? null : compilePlan(kit, node),
    introspect: introspection && ((variables) => introspect(schema, introspection, operationName, variables)),
    project: compileProjection(schema, kit.supergraph, root, selection),
  };
}

async function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variableValues: Vars,
): Promise<Record<string, unknown>> {
  const { data } = await execute({ schema, document, operationName, variableValues });
  return { ...data };
}

/** What the planner cannot plan is our fault; its reasons are not told further. */
function plan(planner: Planner, source: string, operationName: string | undefined): PlanNode | null {
  try {
    return planner.plan(source, operationName);
  } catch (error) {
    const originalError = error instanceof Error ? error : undefined;
    throw new GraphQLError('the operation cannot be planned', { extensions: { code: 'INTERNAL' }, originalError });
  }
}
