import { GraphQLError, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Routes } from './compile.ts';
import type { Answer, Cross, Executor, Send } from './doors.ts';
import { inOrder } from './in-order.ts';
import type { Kit } from './kit.ts';
import type { Planner } from './planner.ts';
import { Projecting } from './projecting.ts';
import { makeReady, type Ready, type Settled } from './ready.ts';
import { Run } from './run.ts';
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

/** Answers operations on a supergraph. Whatever may not be fetched is `cross`'s to say; here it is only obeyed. */
export function createExecutor<Op>(parts: ExecutorParts<Op>): Executor<Op> {
  const { schema, planner, send, local, cross, trust = false } = parts;
  const supergraph = readSupergraph(parts.supergraph);
  const routes = new Map([...local].map(([service, one]) => [service, { send: one, isLocal: true }]));
  const remote = { send, isLocal: false };
  const sendTo = (service: string) => routes.get(service) ?? remote;
  const kit: Kit<Op> = { supergraph, cross, sendTo, trust, codes: new Set(parts.codes ?? []) };
  const known = new LRUCache<string, Ready<Op>>({ max: 1_000 });

  return async (question) => {
    const key = `${question.operationName ?? ''}\n${question.source}`;
    try {
      let ready = known.get(key);
      if (ready === undefined) {
        ready = makeReady(schema, planner, kit, question);
        known.set(key, ready);
      }
      if (ready.refusals.length > 0) return refuse(ready.refusals);
      const coerced = ready.coerce(question.variables);
      if ('errors' in coerced) return refuse(coerced.errors);
      const { variables } = coerced;
      const settled = ready.settled(variables);
      return run(settled, new Run<Op>(question.op, variables, question.signal));
    } catch (error) {
      if (error instanceof GraphQLError) return refuse([error]);
      throw error;
    }
  };
}

async function run<Op>({ step, introspect, project }: Settled<Op>, operation: Run<Op>): Promise<Answer> {
  const routes: Routes<Op> = new Map();
  try {
    await step?.prepare?.(operation, routes);
    await step?.run(operation, routes);
  } catch (error) {
    operation.stop(error);
    throw error;
  }
  if (introspect !== null) Object.assign(operation.data, await introspect(operation.variables));
  const { data, errors, marks, failed, withheld } = operation;
  const at = new Projecting(data, errors, marks, failed, withheld);
  return { data: project(at), errors: inOrder(at.errors), notes: at.notes };
}

function refuse(errors: readonly GraphQLError[]): Answer {
  return { data: null, errors, notes: [] };
}
