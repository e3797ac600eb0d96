import { readOneMark } from '../classification.ts';
import type { Fault } from '../fault.ts';
import type { Field, TypeMap } from '../type-map.ts';

/** What two subgraphs publish under one name, they mark alike: composition would keep the mark of either. */
export function subgraphsAgree(publications: readonly TypeMap[]): readonly Fault[] {
  const faults: Fault[] = [];
  const first = new Map<string, Field>();
  for (const types of publications) {
    for (const type of types.values()) {
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

function markOf(field: Field): string {
  const mark = readOneMark(field);
  if (!mark) return 'no category';
  return 'by' in mark ? `the category named by \`${mark.by}\`` : `\`${mark.category}\``;
}
