import { isDeepStrictEqual } from 'node:util';
import { buildSchema, type GraphQLFormattedError, type GraphQLSchema, graphql, parse, validate } from 'graphql';
import { CompositionError, compose } from '../../../gateway/federation/compose.ts';
import type { Executor, Send } from '../../../gateway/federation/doors.ts';
import { createExecutor } from '../../../gateway/federation/executor.ts';
import { openCross } from '../../../gateway/federation/open-cross.ts';
import { createPlanner } from '../../../gateway/federation/planner.ts';
import type { Model } from './model.ts';
import type { Asked } from './query.ts';
import { Records } from './records.ts';
import { printService } from './sdl.ts';
import { buildService, buildWhole } from './worlds.ts';

/** One random graph, as one schema and as services behind the executor. */
export interface World {
  readonly model: Model;
  readonly whole: GraphQLSchema;
  readonly execute: Executor<null>;
  readonly sdls: readonly string[];
  readonly plan: (source: string) => unknown;
  /** Requests that services received so far. */
  readonly requests: () => number;
}

/** Null where the composer refuses the graph. */
export function createWorld(model: Model, salt: number): World | null {
  const records = new Records(model, salt);
  const parts = model.services.map((name) => ({ name, url: `http://${name}.invalid`, sdl: printService(model, name) }));
  let supergraph: string;
  try {
    supergraph = compose(parts);
  } catch (error) {
    if (error instanceof CompositionError) return null;
    throw error;
  }
  const services = new Map(model.services.map((name) => [name, buildService(model, name, records)]));
  let requests = 0;
  const send: Send<null> = async ({ service, query, variables }) => {
    requests += 1;
    return plain(await graphql({ schema: services.get(service)!, source: query, variableValues: variables }));
  };
  const planner = createPlanner(supergraph);
  const schema = buildSchema(planner.consumerSchema);
  const cross = openCross<null>();
  const execute = createExecutor({ schema, supergraph, planner, send, local: new Map(), cross, trust: true });
  const whole = buildWhole(model, records);
  const sdls = parts.map(({ name, sdl }) => `# ${name}\n${sdl}`);
  return { model, whole, execute, sdls, plan: (source) => planner.plan(source, undefined), requests: () => requests };
}

export interface Comparison {
  readonly outcome: 'same' | 'invalid' | 'unplanned' | 'different';
  readonly errors: number;
  readonly difference: unknown;
}

/**
 * Asks both. `invalid`: two aliases of the random operation clash. `unplanned`: the planner gives up, which it does on
 * some nests of `@requires`; the answer is then an error and nothing else.
 */
export async function compare(world: World, { source, variables }: Asked): Promise<Comparison> {
  const document = parse(source);
  if (validate(world.whole, document).length > 0) return { outcome: 'invalid', errors: 0, difference: null };
  const one = plain(await graphql({ schema: world.whole, source, variableValues: variables }));
  const expected = { data: one.data ?? null, nulled: nulledBy(one.errors ?? [], one.data) };
  const answer = await world.execute({ source, document, variables, op: null });
  const received = { data: plain(answer.data), nulled: nulledBy(answer.errors, answer.data) };
  const isUnplanned = answer.data === null && answer.errors[0]?.extensions.code === 'INTERNAL';
  const outcome = isUnplanned ? 'unplanned' : isDeepStrictEqual(received, expected) ? 'same' : 'different';
  return { outcome, errors: answer.errors.length, difference: { expected, received, said: answer.errors } };
}

/**
 * The places of the answer that each error has made null. What a null place has swallowed below itself differs between
 * two correct executions (graphql-js stops at the first), so only the place counts. An error of a field that is not in
 * the answer is left out: the planner fetches what `@requires` needs, and loses a condition when two contradict.
 */
function nulledBy(errors: readonly GraphQLFormattedError[], data: unknown): string[] {
  const places = errors.flatMap(({ path }) => {
    let value = data;
    const walked: (string | number)[] = [];
    for (const key of path ?? []) {
      if (typeof value !== 'object' || value === null) break;
      if (!(key in value)) return [];
      walked.push(key);
      value = (value as Record<string | number, unknown>)[key];
    }
    return value === null ? walked.join('.') : `not null: ${walked.join('.')}`;
  });
  return [...new Set(places)].sort();
}

function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
