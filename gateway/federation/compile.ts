import type { Tree } from './doors.ts';
import type { EntityStep, Source } from './entities.ts';
import { createEntityStep, runEntities } from './entities.ts';
import { fault } from './faults.ts';
import type { Kit } from './kit.ts';
import { readOperation } from './operation.ts';
import { collectPlaces, type Place, readPath, type Segment } from './paths.ts';
import type { BatchFetchNode, FetchNode, FlattenPath, PlanNode, Rewrite } from './planner.ts';
import { compileRequires, keysOf } from './representations.ts';
import { compileRewrites, renameInTree, settersOf } from './rewrites.ts';
import { createRootStep, type Route, route, runRoots } from './roots.ts';
import type { Run } from './run.ts';
import { untangle } from './untangle.ts';

/** A plan node ready to run. `prepare`, where there is one, is called on all nodes before any of them runs. */
export interface Step<Op> {
  readonly prepare?: (run: Run<Op>, routes: Routes<Op>) => Promise<void>;
  readonly run: (run: Run<Op>, routes: Routes<Op>) => Promise<void>;
}
export type Routes<Op> = Map<Step<Op>, readonly Route[]>;

/** Prepares a plan once, so that running it looks at neither plan nor query. `path` leads to where the node works. */
export function compilePlan<Op>(kit: Kit<Op>, node: PlanNode, path: FlattenPath = []): Step<Op> {
  switch (node.kind) {
    case 'Sequence':
      return sequence(node.nodes.map((one) => compilePlan(kit, one, path)));
    case 'Parallel':
      return parallel(node.nodes.map((one) => compilePlan(kit, one, path)));
    case 'Flatten':
      return compilePlan(kit, node.node, [...path, ...node.path]);
    case 'Condition':
      return choice(node.condition, compileClause(kit, node.ifClause, path), compileClause(kit, node.elseClause, path));
    case 'BatchFetch':
      return compileBatch(kit, node);
    case 'Fetch':
      return node.requires?.length ? compileEntities(kit, node, path) : compileRoot(kit, node);
    case 'Defer':
    case 'Subscription':
      throw fault('BAD_REQUEST', 'subscriptions and deferred answers are not served');
  }
}

function compileClause<Op>(kit: Kit<Op>, node: PlanNode | null | undefined, path: FlattenPath) {
  return node ? compilePlan(kit, node, path) : null;
}

function sequence<Op>(steps: readonly Step<Op>[]): Step<Op> {
  return {
    ...prepareAll(steps),
    async run(run, routes) {
      for (const step of steps) await step.run(run, routes);
    },
  };
}

function parallel<Op>(steps: readonly Step<Op>[]): Step<Op> {
  return {
    ...prepareAll(steps),
    async run(run, routes) {
      await Promise.all(steps.map((step) => step.run(run, routes)));
    },
  };
}

function prepareAll<Op>(steps: readonly Step<Op>[]): Pick<Step<Op>, 'prepare'> {
  const prepared = steps.flatMap(({ prepare }) => prepare ?? []);
  if (prepared.length === 0) return {};
  return {
    async prepare(run, routes) {
      for (const prepare of prepared) await prepare(run, routes);
    },
  };
}

function choice<Op>(variable: string, yes: Step<Op> | null, no: Step<Op> | null): Step<Op> {
  const chosen = (run: Run<Op>) => (run.variables[variable] === true ? yes : no);
  const step: Step<Op> = { run: async (run, routes) => chosen(run)?.run(run, routes) };
  if (yes?.prepare === undefined && no?.prepare === undefined) return step;
  return { ...step, prepare: async (run, routes) => chosen(run)?.prepare?.(run, routes) };
}

function compileRoot<Op>(kit: Kit<Op>, node: FetchNode): Step<Op> {
  const operation = readOperation(node.operation, node.serviceName, kit.supergraph);
  if (operation.kind === 'subscription')
    throw fault('BAD_REQUEST', 'subscriptions and deferred answers are not served');
  const tree = untangle(renameInTree(operation.tree, node.outputRewrites), node.serviceName, kit.supergraph);
  const root = createRootStep(kit, node.serviceName, operation, tree, setters(node.outputRewrites, kit));
  const step: Step<Op> = {
    prepare: async (run, routes) => void routes.set(step, await route(root, run)),
    run: (run, routes) => runRoots(root, run, routes.get(step) ?? []),
  };
  return step;
}

interface Selected {
  readonly alias: string;
  readonly paths: readonly FlattenPath[];
  readonly requires: NonNullable<FetchNode['requires']>;
  readonly inputRewrites?: Rewrite[] | undefined;
  readonly outputRewrites?: Rewrite[] | undefined;
}

function compileEntities<Op>(kit: Kit<Op>, node: FetchNode, path: FlattenPath): Step<Op> {
  const { inputRewrites, outputRewrites, requires = [] } = node;
  return compileSelected(kit, node, [{ alias: '_entities', paths: [path], requires, inputRewrites, outputRewrites }]);
}

function compileBatch<Op>(kit: Kit<Op>, node: BatchFetchNode): Step<Op> {
  return compileSelected(kit, node, node.entityBatch.aliases);
}

function compileSelected<Op>(kit: Kit<Op>, node: FetchNode | BatchFetchNode, selected: readonly Selected[]): Step<Op> {
  const { serviceName: service } = node;
  const { tree, declarations } = readOperation(node.operation, service, kit.supergraph);
  const sources = selected.map((one): Omit<Source, 'pieces'> => {
    const item = tree.items.find((field) => field.kind === 'field' && field.as === one.alias);
    if (item?.kind !== 'field' || item.tree === null)
      throw new Error(`the planner selects nothing as \`${one.alias}\``);
    const below = untangleEach(renameInTree(item.tree, one.outputRewrites), service, kit);
    return {
      shape: kit.cross.shape({ service, tree: below, root: null, keys: keysOf(one.requires) }),
      represent: compileRequires(one.requires, one.inputRewrites, service, kit.supergraph),
      rewrite: setters(one.outputRewrites, kit),
    };
  });
  const paths = selected.map((one) => one.paths.map((path) => readPath(path, kit.supergraph)));
  const step: EntityStep<Op> = createEntityStep(kit, service, sources, declarations);
  return {
    run: (run) =>
      runEntities(
        step,
        run,
        paths.map((all) => collectAll(run, all)),
      ),
  };
}

/** Records of different types are asked apart, so only what hangs below one type need be kept apart. */
function untangleEach<Op>(tree: Tree, service: string, kit: Kit<Op>): Tree {
  const items = tree.items.map((item) =>
    item.kind === 'field' ? item : { ...item, tree: untangle(item.tree, service, kit.supergraph) },
  );
  return { items };
}

function setters<Op>(rewrites: readonly Rewrite[] | undefined, kit: Kit<Op>) {
  return compileRewrites(settersOf(rewrites), kit.supergraph);
}

function collectAll<Op>(run: Run<Op>, paths: readonly (readonly Segment[])[]): Place[] {
  const into: Place[] = [];
  for (const path of paths) collectPlaces(run.data, path, run.isHidden, into);
  return into;
}
