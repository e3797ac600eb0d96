import type { Representation } from './doors.ts';
import { fitsAny, type Place } from './paths.ts';
import type { RequiresSelection, Rewrite } from './planner.ts';
import { compileRewrites } from './rewrites.ts';
import type { KeyLeaf, Supergraph } from './supergraph.ts';

/** Makes of a place of the answer what a service needs to find the record; null where its key is not known. */
export type Represent = (place: Place) => Representation | null;

type Copy = (from: Place, to: Place) => void;

export function compileRequires(
  requires: readonly RequiresSelection[],
  rewrites: readonly Rewrite[] | undefined,
  service: string,
  supergraph: Supergraph,
): Represent {
  const copy = compileCopy(requires, supergraph);
  const rewrite = compileRewrites(rewrites, supergraph);
  const isComplete = compileCompleteness(service, supergraph);
  return (place) => {
    const type = place.__typename;
    if (typeof type !== 'string') return null;
    const representation = { __typename: type };
    copy(place, representation);
    rewrite?.(representation);
    return isComplete(representation) ? representation : null;
  };
}

/** Represents a record by its key alone, as a cut does. */
export function compileKey(keys: readonly string[]): Represent {
  return (place) => {
    const type = place.__typename;
    if (typeof type !== 'string') return null;
    const representation: { __typename: string } & Record<string, unknown> = { __typename: type };
    for (const key of keys) {
      const value = place[key];
      if (value === undefined || value === null) return null;
      representation[key] = value;
    }
    return representation;
  };
}

/** The fields at the top of what the planner requires, as the service names them. */
export function keysOf(requires: readonly RequiresSelection[]): readonly string[] {
  const names = requires.flatMap((selection): readonly string[] => {
    if (selection.kind === 'InlineFragment') return keysOf(selection.selections);
    if (selection.kind === 'Field') return selection.name === '__typename' ? [] : [selection.alias ?? selection.name];
    return [];
  });
  return [...new Set(names)];
}

/** What was never fetched is left out; what is null is sent as null. */
function compileCopy(selections: readonly RequiresSelection[], supergraph: Supergraph): Copy {
  const copies = selections.map((selection): Copy => {
    if (selection.kind === 'FragmentSpread') throw new Error('the planner requires a named fragment');
    if (selection.kind === 'InlineFragment') {
      const fits = fitsAny([selection.typeCondition], supergraph);
      const below = compileCopy(selection.selections, supergraph);
      return (from, to) => {
        if (typeof from.__typename === 'string' && fits(from.__typename)) below(from, to);
      };
    }
    const source = selection.name;
    const name = selection.alias ?? selection.name;
    const below = selection.selections && compileCopy(selection.selections, supergraph);
    return (from, to) => {
      const value = from[source] === undefined ? from[name] : from[source];
      if (value !== undefined) to[name] = below === undefined ? value : copyBelow(value, to[name], below);
    };
  });
  return (from, to) => {
    for (const copy of copies) copy(from, to);
  };
}

function copyBelow(value: unknown, begun: unknown, copy: Copy): unknown {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return value.map((item) => copyBelow(item, undefined, copy));
  const to = typeof begun === 'object' && begun !== null ? (begun as Place) : {};
  copy(value as Place, to);
  return to;
}

/** A key is complete when all its leaves have been fetched and they are not all null. */
function compileCompleteness(service: string, supergraph: Supergraph): (representation: Representation) => boolean {
  const known = new Map<string, readonly (readonly KeyLeaf[])[]>();
  return (representation) => {
    const type = representation.__typename;
    let keys = known.get(type);
    if (keys === undefined) {
      keys = supergraph.keys(service, type);
      known.set(type, keys);
    }
    if (keys.length === 0) return hasAnyValue(representation);
    return keys.some((leaves) => {
      let values = 0;
      for (const leaf of leaves) {
        const value = leafOf(representation, leaf);
        if (value === undefined) return false;
        if (value !== null) values += 1;
      }
      return values > 0;
    });
  };
}

function hasAnyValue(representation: Representation): boolean {
  for (const name in representation) if (name !== '__typename' && representation[name] != null) return true;
  return false;
}

function leafOf(value: unknown, leaf: KeyLeaf): unknown {
  for (const name of leaf) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    value = (value as Place)[name];
  }
  return value;
}

/** Two representations with the same identity are one record. */
export function identify(representation: Representation): string {
  let key = '';
  let fields = 0;
  for (const name in representation) {
    if (name === '__typename') continue;
    key = name;
    fields += 1;
  }
  const value = representation[key];
  return fields === 1 && typeof value === 'string'
    ? `${representation.__typename} ${key} ${value}`
    : JSON.stringify(representation);
}
