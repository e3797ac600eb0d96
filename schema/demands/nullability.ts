import { readOneMark } from '../classification.ts';
import { type Fault, faultAt, ofEveryField } from '../fault.ts';
import { isOpenField, REGISTRY, secretEntities } from '../standing.ts';
import { type Field, isEntity, possibleTypes, type TypeMap } from '../type-map.ts';

/**
 * What may be withheld is nullable: withheld non-null, it would take its whole parent with it, and tell by the hole
 * what was decided. Keys are exempt (nobody asks for a key that is withheld: its record is not there at all).
 */
export const whatMayBeWithheldIsNullable = ofEveryField(function* (field, types): Iterable<Fault> {
  if (field.nullable || isOpenField(field) || !readOneMark(field) || isKey(field, types)) return;
  yield faultAt(field, `is \`${field.written}\`, but may be withheld`, `make it \`${field.written.slice(0, -1)}\``);
});

/**
 * A list of records has nullable items: a record that may not be known of leaves a null, not no list. The registry's
 * lists are exempt, because it takes such rows out before it answers.
 */
export const aRecordLeavesItsListStanding = ofEveryField(function* (field, types): Iterable<Fault> {
  if (field.subgraph === REGISTRY || !field.isList || field.itemsNullable) return;
  if (secretEntities(types, field).length === 0) return;
  yield faultAt(
    field,
    `is \`${field.written}\`: one record that may not be known of would empty the list`,
    `make its items nullable: \`${field.written.replaceAll('!', '')}\``,
  );
});

function isKey(field: Field, types: TypeMap): boolean {
  return possibleTypes(types, field.type)
    .filter((type) => type.kind === 'object')
    .every((type) => isEntity(type) && type.keys.includes(field.name));
}
