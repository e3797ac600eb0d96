import type { Item, Tree } from './doors.ts';
import { fitsAny, type Place } from './paths.ts';
import type { Rewrite } from './planner.ts';
import type { Supergraph } from './supergraph.ts';

type RewritePath = readonly ({ readonly Key: string } | { readonly TypenameEquals: readonly string[] })[];

/** The two forms in which the planner writes a setter and a renamer are read as one. */
function readRewrite(rewrite: Rewrite): { path: RewritePath; setTo?: string; renameTo?: string } {
  if ('ValueSetter' in rewrite) return { path: rewrite.ValueSetter.path, setTo: rewrite.ValueSetter.setValueTo };
  if ('KeyRenamer' in rewrite) return { path: rewrite.KeyRenamer.path, renameTo: rewrite.KeyRenamer.renameKeyTo };
  if ('setValueTo' in rewrite) return { path: rewrite.path, setTo: rewrite.setValueTo };
  if ('renameKeyTo' in rewrite) {
    const { path, renameKeyTo } = rewrite as { path: RewritePath; renameKeyTo: string };
    return { path, renameTo: renameKeyTo };
  }
  throw new Error('the planner asks for a rewrite that is not known');
}

/** Changes a representation before it is sent, or an object before it is merged. */
export function compileRewrites(
  rewrites: readonly Rewrite[] | undefined,
  supergraph: Supergraph,
): ((value: Place) => void) | null {
  if (rewrites === undefined || rewrites.length === 0) return null;
  const all = rewrites.map((rewrite) => {
    const { path, setTo, renameTo } = readRewrite(rewrite);
    const last = path.at(-1);
    if (last === undefined || !('Key' in last)) throw new Error('the planner asks for a rewrite of no key');
    const change = (place: Place): void => {
      if (setTo !== undefined) place[last.Key] = setTo;
      if (renameTo === undefined || !(last.Key in place)) return;
      place[renameTo] = place[last.Key];
      delete place[last.Key];
    };
    return compileWalk(path.slice(0, -1), change, supergraph);
  });
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

function compileWalk(path: RewritePath, change: (place: Place) => void, supergraph: Supergraph) {
  const steps = path.map((step) => ('Key' in step ? step.Key : fitsAny(step.TypenameEquals, supergraph)));
  const walk = (value: unknown, at: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) for (const item of value) walk(item, at);
    else {
      const place = value as Place;
      const step = steps[at];
      if (step === undefined) change(place);
      else if (typeof step === 'string') walk(place[step], at + 1);
      else if (typeof place.__typename !== 'string' || step(place.__typename)) walk(place, at + 1);
    }
  };
  return (value: unknown): void => walk(value, 0);
}

/** Renamed keys need no work at run time: the tree says under which key a field is sent, and under which it is kept. */
export function renameInTree(tree: Tree, rewrites: readonly Rewrite[] | undefined): Tree {
  return (rewrites ?? []).reduce((renamed, rewrite) => {
    const { path, renameTo } = readRewrite(rewrite);
    const keys = path.flatMap((step) => ('Key' in step ? [step.Key] : []));
    return renameTo === undefined ? renamed : rename(renamed, keys, renameTo);
  }, tree);
}

/** The planner's own aliases are unique within a fetch, so types need not be looked at on the way. */
function rename(tree: Tree, [key, ...below]: readonly string[], to: string): Tree {
  if (key === undefined) return tree;
  const items = tree.items.map((item): Item => {
    if (item.kind === 'on') return { ...item, tree: rename(item.tree, [key, ...below], to) };
    if (item.as !== key) return item;
    if (below.length === 0) return { ...item, as: to, sent: key };
    return item.tree === null ? item : { ...item, tree: rename(item.tree, below, to) };
  });
  return { items };
}

/** What is left of the rewrites once keys have been renamed in the tree. */
export function settersOf(rewrites: readonly Rewrite[] | undefined): Rewrite[] {
  return (rewrites ?? []).filter((rewrite) => readRewrite(rewrite).setTo !== undefined);
}
