import { type Demand, type Fault, faultAt } from '../fault.ts';
import { byOf, categoryOf } from '../standing.ts';
import type { Field } from '../type-map.ts';

/**
 * A field and the interface field that it implements carry the same mark: whichever of the two a question names, the
 * decision is the same. (The members of a union are values of the field that gives it, and judged as such.)
 */
export const interfacesDecideLikeTheirObjects: Demand = (types) => {
  const faults: Fault[] = [];
  for (const type of types.values()) {
    for (const name of type.interfaces) {
      for (const promised of types.get(name)?.fields.values() ?? []) {
        const field = type.fields.get(promised.name);
        if (!field || markOf(field) === markOf(promised)) continue;
        faults.push(
          faultAt(
            field,
            `carries ${markOf(field)}, but \`${promised.coordinate}\`, which it implements, carries ${markOf(promised)}`,
            'mark both with the more secret of the two',
          ),
        );
      }
    }
  }
  return faults;
};

function markOf(field: Field): string {
  const by = byOf(field);
  return by ? `the category named by \`${by}\`` : `\`${categoryOf(field) ?? 'no category'}\``;
}
