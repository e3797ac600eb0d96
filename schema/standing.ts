import { readOneMark } from './classification.ts';
import type { Field, Type, TypeMap } from './type-map.ts';
import { isEntity, possibleTypes } from './type-map.ts';
import { type Category, isOpen, mayBeWithheld, SECRECY_OF } from './vocabulary.ts';

/** The hub's own subgraph. It runs inside the hub, and its lists are cut after deciding which rows may be known of. */
export const REGISTRY = 'registry';

/** The root types: no record hangs below them that their field does not name. */
export const ROOTS = ['Query', 'Mutation'] as const;

export function categoryOf(field: Field): Category | null {
  const mark = readOneMark(field);
  return mark && 'category' in mark ? mark.category : null;
}

/** The argument that names the category of the field, or of the field that it hangs below. */
export function byOf(field: Field): string | null {
  const mark = readOneMark(field);
  return mark && 'by' in mark ? mark.by : null;
}

/** S2 and above, or a category that the caller names. A field without a mark in order is judged by the demand on marks. */
export function isGoverned(field: Field): boolean {
  const category = categoryOf(field);
  return category ? mayBeWithheld(category) : byOf(field) !== null;
}

/** Open data is released to everyone; whatever else may be withheld from someone. */
export function isOpenField(field: Field): boolean {
  const category = categoryOf(field);
  return category !== null && isOpen(category);
}

/** What never crosses may hang anywhere: it is withheld wherever it hangs. */
export function neverCrosses(field: Field): boolean {
  const category = categoryOf(field);
  return category !== null && SECRECY_OF[category] === 'S5';
}

/** A record of a person, a referral or a case, as against a public body: its very existence is secret. */
export function isSecretEntity(type: Type): boolean {
  return isEntity(type) && type.name !== 'Body';
}

/** Objects and interfaces that are part of the value of a field: no entity among them, an entity is decided for itself. */
export function valueTypes(types: TypeMap, field: Field): readonly Type[] {
  return possibleTypes(types, field.gives).filter(
    (type) =>
      (type.kind === 'object' || type.kind === 'interface') && !isEntity(type) && !standsForEntities(types, type),
  );
}

export function secretEntities(types: TypeMap, field: Field): readonly Type[] {
  return possibleTypes(types, field.gives).filter(isSecretEntity);
}

/** An interface whose every possible object is an entity is only another name for them. */
function standsForEntities(types: TypeMap, type: Type): boolean {
  if (type.kind !== 'interface') return false;
  const objects = possibleTypes(types, type.name).filter((each) => each.kind === 'object');
  return objects.length > 0 && objects.every(isEntity);
}
