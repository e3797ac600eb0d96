import { execute, GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql';
import { LRUCache } from 'lru-cache';
import { compilePlan, type Routes, type Step } from './compile.ts';
import type { Answer, Cross, Executor, Question, Send, Vars } from './doors.ts';
import { fault } from './faults.ts';
import { findOperation, partIntrospection } from './introspection.ts';
import { type Kit, SmallCache } from './kit.ts';
import type { PlanNode, Planner } from './planner.ts';
import { compileProjection } from './project.ts';
import { Projecting } from './projecting.ts';
import { Run } from './run.ts';
import { readSelection, settle } from './select.ts';
import { readSupergraph } from './supergraph.ts';

export interface ExecutorParts<Op> {
  /** The schema that callers see, made from the consumer schema of the planner. */
  readonly schema: GraphQLSchema;
  readonly supergraph: string;
  readonly planner: Planner;
  readonly send: Send<Op>;
  /** Services that run in this process, by name. */
  readonly local: ReadonlyMap<string, Send<Op>>;
  readonly cross: Cross<Op>;
  /** Bodies are believed: the words of their errors are passed on. For conformance runs only. */
  readonly trust?: boolean;
  /** Codes of bodies' errors that may be passed on. */
  readonly codes?: Iterable<string>;
}

/** An operation made ready once, the same for every caller. */
interface Ready<Op> {
  readonly refusals: readonly GraphQLError[];
  readonly prepare: (variables: Vars) => { readonly coerced: Vars } | { readonly errors: readonly GraphQLError[] };
  readonly introspect: ((variables: Vars) => Promise<Record<string, unknown>>) | null;
  readonly step: Step<Op> | null;
  readonly project: (at: Projecting, variables: Vars) => Record<string, unknown> | null;
}

/** Answers operations on a supergraph. Whatever may not be fetched is `cross`'s to say; here it is only obeyed. */
export function createExecutor<Op>(parts: ExecutorParts<Op>): Executor<Op> {
  const { send, local, cross, trust = false } = parts;
  const supergraph = readSupergraph(parts.supergraph);
  const routes = new Map([...local].map(([service, one]) => [service, { send: one, isLocal: true }]));
  const remote = { send, isLocal: false };
  const sendTo = (service: string) => routes.get(service) ?? remote;
  const kit: Kit<Op> = { supergraph, cross, sendTo, trust, codes: new Set(parts.codes ?? []) };
  const known = new LRUCache<string, Ready<Op>>({ max: 1_000 });

  return async (question) => {
    const key = `${question.operationName ?? ''}\n${question.source}`;
    let ready = known.get(key);
    if (ready === undefined) {
      try {
        ready = makeReady(parts, kit, question);
      } catch (error) {
        if (error instanceof GraphQLError) return refuse([error]);
        throw error;
      }
      known.set(key, ready);
    }
    if (ready.refusals.length > 0) return refuse(ready.refusals);
    const variables = ready.prepare(question.variables);
    if ('errors' in variables) return refuse(variables.errors);
    return answer(ready, new Run<Op>(question.op, variables.coerced, question.signal));
  };
}

async function answer<Op>(ready: Ready<Op>, run: Run<Op>): Promise<Answer> {
  const routes: Routes<Op> = new Map();
  try {
    await ready.step?.prepare?.(run, routes);
    await ready.step?.run(run, routes);
  } catch (error) {
    run.stop(error);
    throw error;
  }
  if (ready.introspect !== null) Object.assign(run.data, await ready.introspect(run.variables));
  const at = new Projecting(run.data, run.errors, run.marks, run.failed, run.withheld);
  const data = ready.project(at, run.variables);
  return { data, errors: at.errors, notes: at.notes };
}

function makeReady<Op>(parts: ExecutorParts<Op>, kit: Kit<Op>, question: Question<Op>): Ready<Op> {
  const { schema, planner, cross } = parts;
  const { source, document, operationName } = question;
  const operation = findOperation(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (operation === undefined || !root) throw fault('BAD_REQUEST', 'there is no such operation');

  const refusals = cross.admit(document, operationName);
  const parted = partIntrospection(source, document, operationName);
  const node = refusals.length > 0 || parted.source === null ? null : plan(planner, parted.source, operationName);
  const selection = readSelection(document, operation, kit.supergraph);
  const projections = new SmallCache<ReturnType<typeof compileProjection>>();
  const definitions = operation.variableDefinitions ?? [];
  const { introspection } = parted;

  return {
    refusals,
    prepare: (given) => {
      if (definitions.length === 0) return { coerced: {} };
      const { coerced, errors } = getVariableValues(schema, definitions, given);
      return errors === undefined ? { coerced } : { errors };
    },
    introspect:
      introspection === null
        ? null
        : async (variableValues) => {
            const { data } = await execute({ schema, document: introspection, operationName, variableValues });
            return { ...data };
          },
    step: node === null ? null : compilePlan(kit, node),
    project: (at, variables) => {
      const on = settle(selection.switches, variables);
      const setting = selection.switches.map((name) => (on[name] ? '1' : '0')).join('');
      return projections.get(setting, () => compileProjection(schema, kit.supergraph, root, selection, on))(at);
    },
  };
}

function refuse(errors: readonly GraphQLError[]): Answer {
  return { data: null, errors, notes: [] };
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
