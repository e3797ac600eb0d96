import { type Demand, type Fault, faultAt, ofEveryField } from '../fault.ts';
import { byOf, valueTypes } from '../standing.ts';
import type { Field } from '../type-map.ts';

/** The argument that names a category always names one: it is `Category!`, and the contract names none in its place. */
export const theNamedCategoryIsRequired = ofEveryField(function* (field): Iterable<Fault> {
  const by = byOf(field);
  const argument = field.args.find((each) => each.name === by);
  if (!by || !argument || (argument.written === 'Category!' && !argument.hasDefault)) return;
  yield {
    subgraph: field.subgraph,
    field: `${field.coordinate}(${by}:)`,
    fault: `names the category, but is \`${argument.written}\`${argument.hasDefault ? ' with a default' : ''}`,
    remedy: `make it \`${by}: Category!\`, without a default`,
  };
});

/** A value follows a named category only below a field that names it, by the same argument. */
export const theNamedCategoryIsFollowed: Demand = (types) => {
  const above = new Map<string, Field[]>();
  for (const type of types.values())
    for (const field of type.fields.values())
      for (const value of valueTypes(types, field)) above.set(value.name, [...(above.get(value.name) ?? []), field]);

  const faults: Fault[] = [];
  for (const type of types.values()) {
    for (const field of type.fields.values()) {
      const by = byOf(field);
      if (!by) continue;
      const parents = above.get(type.name) ?? [];
      const names = field.args.some((argument) => argument.name === by);
      const follows = parents.length > 0 && parents.every((parent) => byOf(parent) === by);
      if (names && parents.some((parent) => byOf(parent) !== null)) faults.push(faultAt(field, TWICE, NAME_ONCE));
      if (!names && !follows) faults.push(faultAt(field, UNNAMED(by), ADD(by)));
    }
  }
  return faults;
};

const TWICE = 'names a category below a field that has named one';
const NAME_ONCE = 'name the category once, on the field of the entity, and let what hangs below follow it';
const UNNAMED = (by: string) => `takes its category from \`${by}\`, which neither it nor every field above it has`;
const ADD = (by: string) => `give it the argument \`${by}: Category!\`, or hang it only below fields that have it`;
