import { type Fault, faultAt, ofEveryField } from '../fault.ts';
import { byOf, categoryOf, isOpenField, neverCrosses, valueTypes } from '../standing.ts';
import type { Field } from '../type-map.ts';
import { isPlumbing } from './plumbing.ts';

/**
 * What is part of a value tells that the value is there, and how many of them: so it carries the category of the field
 * that it hangs below, or one that never crosses. Below open data there is nothing to tell.
 */
export const aValueIsOneCategory = ofEveryField(function* (field, types): Iterable<Fault> {
  if (isOpenField(field) || (!categoryOf(field) && !byOf(field))) return;
  for (const value of valueTypes(types, field)) {
    for (const below of value.fields.values()) {
      if (neverCrosses(below) || standing(below) === standing(field) || !(categoryOf(below) || byOf(below))) continue;
      if (isOpenField(below) && isPlumbing(value)) continue;
      yield faultAt(
        below,
        `carries ${standing(below)}, below \`${field.coordinate}\` which carries ${standing(field)}`,
        `mark it with ${standing(field)}, or move it to a field of its own on the entity`,
      );
    }
  }
});

function standing(field: Field): string {
  const by = byOf(field);
  return by ? `the category named by \`${by}\`` : `\`${categoryOf(field)}\``;
}
