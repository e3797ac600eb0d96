import type { Demand, Fault } from '../fault.ts';
import { categoryOf } from '../standing.ts';
import type { Type } from '../type-map.ts';
import type { Category } from '../vocabulary.ts';

/**
 * A key crosses with every question about its record, even when nobody selects it, so it says nothing: an opaque `id`
 * of a record whose presence has been decided, or the public `code` of a body.
 */
export const keysSayNothing: Demand = (types, subgraph) => {
  const faults: Fault[] = [];
  for (const type of types.values()) {
    if (type.keys.length === 0) continue;
    const wanted = type.name === 'Body' ? CODE : ID;
    const remedy = `give \`${type.name}\` the one key \`@key(fields: "${wanted.name}")\`, with \`${wanted.name}: ID! @crossing(category: ${wanted.category})\``;
    for (const fault of faultsOfKeys(type, wanted)) faults.push({ subgraph, ...fault, remedy });
  }
  return faults;
};

interface Key {
  readonly name: string;
  readonly category: Category;
}
const ID: Key = { name: 'id', category: 'PRESENCE' };
const CODE: Key = { name: 'code', category: 'SERVICE_OFFER' };

function* faultsOfKeys(type: Type, wanted: Key): Iterable<Pick<Fault, 'field' | 'fault'>> {
  if (type.kind === 'interface') {
    yield { field: type.name, fault: 'is an interface with a key: it would be a record of nobody' };
    return;
  }
  if (type.keys.length > 1) yield { field: type.name, fault: `has ${type.keys.length} keys` };
  for (const key of type.keys) {
    const field = type.fields.get(key.trim());
    if (!field) yield { field: type.name, fault: `has the key \`${key}\`, which is not one field` };
    else if (field.name !== wanted.name || categoryOf(field) !== wanted.category)
      yield { field: field.coordinate, fault: `is a key that carries \`${categoryOf(field) ?? 'no category'}\`` };
    else if (field.written !== 'ID!') yield { field: field.coordinate, fault: `is a key written \`${field.written}\`` };
  }
}
