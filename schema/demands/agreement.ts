import { readOneMark } from '../classification.ts';
import type { Fault } from '../fault.ts';
import { type Field, isEntity, type Type, type TypeMap } from '../type-map.ts';

/**
 * What two subgraphs publish under one name, they mark alike: composition would keep the mark of either. And what is a
 * record in one is a record in all: without its key it would pass for a part of another record, decided with that one.
 */
export function subgraphsAgree(publications: readonly TypeMap[]): readonly Fault[] {
  const faults: Fault[] = [];
  const first = new Map<string, Field>();
  const records = new Set(
    publications.flatMap((types) => [...types.values()].filter(isEntity).map(({ name }) => name)),
  );
  for (const types of publications) {
    for (const type of types.values()) {
      if (records.has(type.name) && !isEntity(type)) faults.push(...withoutKey(type));
      for (const field of type.fields.values()) {
        const other = first.get(field.coordinate);
        if (!other) first.set(field.coordinate, field);
        else if (markOf(other) !== markOf(field))
          faults.push({
            subgraph: field.subgraph,
            field: field.coordinate,
            fault: `carries ${markOf(field)}, but ${markOf(other)} in \`${other.subgraph}\``,
            remedy: 'mark it alike in every subgraph that publishes it',
          });
      }
    }
  }
  return faults;
}

function withoutKey(type: Type): readonly Fault[] {
  const [field] = type.fields.values();
  if (!field) return [];
  const remedy = `publish \`${type.name}\` with the key that it has elsewhere`;
  return [{ subgraph: field.subgraph, field: type.name, fault: 'is a record elsewhere, but has no key here', remedy }];
}

function markOf(field: Field): string {
  const mark = readOneMark(field);
  if (!mark) return 'no category';
  return 'by' in mark ? `the category named by \`${mark.by}\`` : `\`${mark.category}\``;
}
