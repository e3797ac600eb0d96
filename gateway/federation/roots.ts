import type { OperationTypeNode } from 'graphql';
import { type CutStep, compileCuts, type Giver, runCuts } from './cuts.ts';
import { type FieldItem, type Headers, isOn, type Reply, type Tree } from './doors.ts';
import { asFault, Failures } from './failures.ts';
import { misbehaved } from './faults.ts';
import { type Kit, SmallCache } from './kit.ts';
import type { Operation } from './operation.ts';
import type { Place } from './paths.ts';
import { compilePicker, knownPath, type Picker, pick } from './pick.ts';
import { type Piece, printPiece } from './print.ts';
import type { Run } from './run.ts';

/** A fetch that starts at a root type: of a service in this process whole, of any other field by field where it belongs. */
export interface RootStep<Op> {
  readonly kit: Kit<Op>;
  readonly service: string;
  readonly kind: OperationTypeNode;
  readonly fields: readonly FieldItem[];
  readonly declarations: ReadonlyMap<string, string>;
  readonly requests: SmallCache<RootRequest | null>;
  readonly rewrite: ((data: Place) => void) | null;
  readonly cuts: readonly CutStep<Op>[];
}
interface RootRequest extends Piece {
  readonly query: string;
  readonly picker: Picker;
}
/** Fields that go to one instance together. */
export interface Route {
  readonly instance: string;
  readonly headers: Headers;
  readonly fields: FieldItem[];
}

export function createRootStep<Op>(
  kit: Kit<Op>,
  service: string,
  operation: Operation,
  tree: Tree,
  rewrite: RootStep<Op>['rewrite'],
): RootStep<Op> {
  const { kind, declarations } = operation;
  const shape = kit.cross.shape({ service, tree, root: kind, keys: [] });
  const fields = shape.tree.items.map((item) => {
    if (item.kind === 'field') return item;
    throw new Error(`a root type has no subtypes, yet the planner narrows to \`${item.type}\``);
  });
  const cuts = compileCuts(kit, [shape.cuts], declarations);
  return { kit, service, kind, fields, declarations, requests: new SmallCache(), rewrite, cuts };
}

/** Where each field goes. Asked of all fetches of an operation before the first of them runs: a refusal comes first. */
export async function route<Op>(step: RootStep<Op>, run: Run<Op>): Promise<Route[]> {
  const { kit, service, kind } = step;
  const fields = step.fields.filter(({ when }) => isOn(when, run.variables));
  if (fields.length === 0) return [];
  if (kit.sendTo(service).isLocal) return [{ instance: service, headers: {}, fields }];
  const routes: Route[] = [];
  for (const field of fields) {
    const { instance, headers } = await kit.cross.route(run.op, service, field, run.variables, kind);
    const joins = (one: Route) => one.instance === instance && sameHeaders(one.headers, headers);
    // Mutations keep their order, so only neighbours may share a request.
    const known = kind === 'mutation' ? routes.slice(-1).find(joins) : routes.find(joins);
    if (known === undefined) routes.push({ instance, headers, fields: [field] });
    else known.fields.push(field);
  }
  return routes;
}

function sameHeaders(a: Headers, b: Headers): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

export async function runRoots<Op>(step: RootStep<Op>, run: Run<Op>, routes: readonly Route[]): Promise<void> {
  if (step.kind === 'mutation') for (const one of routes) await send(step, run, one);
  else await Promise.all(routes.map((one) => send(step, run, one)));
  if (step.cuts.length === 0) return;
  const giver: Giver = (_source, _nth, key) =>
    routes.find(({ fields }) => fields.some(({ as }) => as === key))?.instance;
  await runCuts(step.cuts, run, [[run.data]], step.kit.sendTo(step.service).isLocal ? null : giver);
}

async function send<Op>(step: RootStep<Op>, run: Run<Op>, { instance, headers, fields }: Route): Promise<void> {
  const { kit, service, kind } = step;
  const request = step.requests.get(fields.map(({ as }) => as).join(' '), () => print(step, fields));
  if (request === null) return;
  const variables: Record<string, unknown> = {};
  for (const name of request.variables) if (name in run.variables) variables[name] = run.variables[name];
  const failures = new Failures(kit, run, kit.sendTo(service).isLocal, kind === 'mutation');
  const start = fields[0]?.as ?? '';
  run.signal.throwIfAborted();
  let reply: Reply;
  try {
    const { op, signal } = run;
    const { query } = request;
    reply = await kit.sendTo(service).send({ op, service, instance, kind, query, variables, headers, signal });
  } catch (error) {
    failures.add(run.data, [start], asFault(error));
    run.failed.push([run.data]);
    failures.report();
    return;
  }
  if (typeof reply.data === 'object' && reply.data !== null) {
    if (step.rewrite === null) pick(run.data, reply.data, request.picker);
    else {
      const copy: Place = {};
      pick(copy, reply.data, request.picker);
      step.rewrite(copy);
      Object.assign(run.data, copy);
    }
  } else {
    run.failed.push([run.data]);
    if (!reply.errors?.length) failures.add(run.data, [start], misbehaved('a body answered nothing'));
  }
  for (const error of reply.errors ?? []) {
    const path = knownPath(error.path ?? [], reply.data, request.picker);
    failures.add(run.data, path.length === 0 ? [start] : path, failures.strip(error));
  }
  failures.report();
}

/** Nothing is decided of a root: what is governed has been cut from it. */
function print<Op>(step: RootStep<Op>, fields: readonly FieldItem[]): RootRequest | null {
  const piece = printPiece({ items: fields }, '');
  if (piece === null) return null;
  const declared = piece.variables.flatMap((name) => step.declarations.get(name) ?? []);
  const query = `${step.kind}${declared.length === 0 ? '' : `(${declared.join(',')})`}${piece.text}`;
  return { ...piece, query, picker: compilePicker(piece.tree, step.service, step.kit.supergraph) };
}
