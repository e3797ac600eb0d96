import { type Fault, faultAt, ofEveryField } from '../fault.ts';
import { ROOTS } from '../standing.ts';
import { isEntity } from '../type-map.ts';

/** A field of a record has one source, as a record has one owner: only values may be written alike in two subgraphs. */
export const recordsAreNotShared = ofEveryField(function* (field, types): Iterable<Fault> {
  const type = types.get(field.type);
  const isRecord = type !== undefined && (isEntity(type) || ROOTS.some((root) => root === type.name));
  if (!isRecord || type.keys.includes(field.name)) return;
  if (field.directives.includes('shareable') || type.directives.includes('shareable'))
    yield faultAt(field, 'is `@shareable` on a record', 'publish it in one subgraph only; `@shareable` is for values');
});
