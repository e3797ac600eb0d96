import { REGISTRY } from '../standing.ts';
import type { Type } from '../type-map.ts';

const PLUMBING: readonly (readonly [name: RegExp, fields: readonly string[]])[] = [
  [/Connection$/, ['edges', 'pageInfo', 'totalCount']],
  [/Edge$/, ['cursor', 'node']],
  [/^PageInfo$/, ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor']],
];

/**
 * The plumbing of the registry's lists: pages, edges and cursors, which speak only of rows that the caller may know
 * of. Anything else in such a type makes it an ordinary value.
 */
export function isPlumbing(type: Type): boolean {
  const fields = [...type.fields.values()];
  return PLUMBING.some(
    ([name, allowed]) =>
      name.test(type.name) && fields.every((field) => field.subgraph === REGISTRY && allowed.includes(field.name)),
  );
}
