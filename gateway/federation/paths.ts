import type { ResponsePath } from './faults.ts';
import type { FlattenPath } from './planner.ts';
import type { Supergraph } from './supergraph.ts';

/** One step down the answer: into a key, through every item of a list, or only on where the type fits. */
export type Segment =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'each' }
  | { readonly kind: 'type'; readonly fits: (type: string) => boolean };

export function readPath(path: FlattenPath, supergraph: Supergraph): Segment[] {
  return path.map((segment) => {
    if (segment === '@') return { kind: 'each' };
    if ('Field' in segment) return { kind: 'key', key: segment.Field };
    return { kind: 'type', fits: fitsAny(segment.TypeCondition, supergraph) };
  });
}

/** Whether a type fits one of the conditions, remembered per type. */
export function fitsAny(conditions: readonly string[], supergraph: Supergraph): (type: string) => boolean {
  const known = new Map<string, boolean>();
  return (type) => {
    let fits = known.get(type);
    if (fits === undefined) {
      fits = conditions.some((condition) => supergraph.satisfies(type, condition));
      known.set(type, fits);
    }
    return fits;
  };
}

/** Gathers the objects at a path, in the order of the answer, except those that `isHidden` closes, and all below them. */
export function collectPlaces(
  value: unknown,
  path: readonly Segment[],
  isHidden: ((place: object) => boolean) | null,
  into: Place[],
  at = 0,
): void {
  if (typeof value !== 'object' || value === null) return;
  const segment = path[at];
  if (Array.isArray(value)) {
    for (const item of value) collectPlaces(item, path, isHidden, into, segment?.kind === 'each' ? at + 1 : at);
    return;
  }
  if (isHidden?.(value)) return;
  const place = value as Place;
  if (segment === undefined) into.push(place);
  else if (segment.kind === 'key') collectPlaces(place[segment.key], path, isHidden, into, at + 1);
  else if (segment.kind === 'each') collectPlaces(value, path, isHidden, into, at + 1);
  // Where an object can be of one type only, the planner does not always ask for it.
  else if (typeof place.__typename !== 'string' || segment.fits(place.__typename)) {
    collectPlaces(value, path, isHidden, into, at + 1);
  }
}

/** An object of the answer under construction, which further fetches fill. */
export type Place = Record<string, unknown>;

/**
 * Where these objects stand in the answer. Paths are looked for only when an error needs one: each place is an object
 * of its own, so its identity leads to it.
 */
export function locate(answer: Place, wanted: ReadonlySet<object>): Map<object, ResponsePath> {
  const found = new Map<object, ResponsePath>();
  const path: (string | number)[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || found.size === wanted.size) return;
    if (wanted.has(value)) found.set(value, [...path]);
    const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, below] of entries) {
      path.push(key);
      visit(below);
      path.pop();
    }
  };
  visit(answer);
  return found;
}
