import { readOneMark } from '../classification.ts';
import { type Demand, type Fault, faultAt, ofEveryField } from '../fault.ts';
import { categoryOf, isGoverned, isSecretEntity, ROOTS, secretEntities, valueTypes } from '../standing.ts';
import { type Field, isEntity, possibleTypes, type Type, type TypeMap } from '../type-map.ts';
import { isPlumbing } from './plumbing.ts';

/** The existence of a person's record is secret, so nothing that hangs on it is open, nor any field that leads to it. */
export const recordsAreReachedByDecision = ofEveryField(function* (field, types): Iterable<Fault> {
  if (isGoverned(field) || !readOneMark(field)) return;
  const type = types.get(field.type);
  if (type && isSecretEntity(type))
    yield faultAt(
      field,
      `carries \`${categoryOf(field)}\`, on a record whose existence is secret`,
      'mark it with a category of level S2 or above, or hang it on `Body`',
    );
  for (const entity of type && isPlumbing(type) ? secretEntities(types, field) : recordsOf(types, field))
    yield faultAt(
      field,
      `carries \`${categoryOf(field)}\`, but leads to \`${entity.name}\`, whose existence is secret`,
      'mark it with a category of level S2 or above: `PRESENCE` where nothing else is told',
    );
});

/** The records that a field gives, or that stand at the end of the page which it gives. */
function recordsOf(types: TypeMap, field: Field): readonly Type[] {
  const within = valueTypes(types, field)
    .filter(isPlumbing)
    .flatMap((page) => [...page.fields.values()]);
  return [...secretEntities(types, field), ...within.flatMap((below) => recordsOf(types, below))];
}

/**
 * A governed value is decided on the record that it is about, so it hangs on one: not on a root, where there is no
 * record yet, nor on a public body, which is nobody's record. A root field may lead to records, or to a page of them.
 */
export const governedValuesHaveASubject: Demand = (types) => {
  const faults: Fault[] = [];
  const seen = new Set<Field>();
  for (const name of [...ROOTS, 'Body'])
    for (const field of types.get(name)?.fields.values() ?? [])
      faults.push(...valuesWithoutSubject(field, types, name !== 'Body', seen));
  return faults;
};

function* valuesWithoutSubject(field: Field, types: TypeMap, fromRoot: boolean, seen: Set<Field>): Iterable<Fault> {
  if (seen.has(field)) return;
  seen.add(field);
  const values = valueTypes(types, field);
  if (isGoverned(field) && !(fromRoot && (leadsToRecords(field, types) || isPage(field, types)))) {
    yield faultAt(
      field,
      'is a governed value that hangs on no record of a person, a case or a referral',
      'hang it on the entity that it is about, such as `Person`',
    );
    return;
  }
  for (const value of values)
    for (const below of value.fields.values()) yield* valuesWithoutSubject(below, types, fromRoot, seen);
}

function leadsToRecords(field: Field, types: TypeMap): boolean {
  const objects = possibleTypes(types, field.gives).filter((type) => type.kind === 'object');
  return objects.length > 0 && objects.every(isEntity);
}

/** A page of a list of the registry, or a part of it other than the record at its end. */
function isPage(field: Field, types: TypeMap): boolean {
  const gives = types.get(field.gives);
  if (gives && isPlumbing(gives)) return true;
  const type = types.get(field.type);
  return type !== undefined && isPlumbing(type) && field.name !== 'node';
}
