import { type Fault, ofEveryField } from '../fault.ts';
import { byOf, isGoverned, REGISTRY } from '../standing.ts';
import type { Field } from '../type-map.ts';

/**
 * No argument stands on a governed field: to filter, sort or group by a value is to read it. Exempt are the argument
 * that names the category, the registry's lists over frames (applied after deciding) and what a mutation writes.
 */
export const governedFieldsTakeNoArguments = ofEveryField(function* (field): Iterable<Fault> {
  if (!isGoverned(field) || isExempt(field)) return;
  for (const argument of field.args) {
    if (argument.name === byOf(field)) continue;
    yield {
      subgraph: field.subgraph,
      field: `${field.coordinate}(${argument.name}:)`,
      fault: 'is an argument on a governed field: it would read what it filters, sorts or groups by',
      remedy: 'take the argument away; filter frames in a list of the registry, or derive a field of its own',
    };
  }
});

function isExempt(field: Field): boolean {
  return field.type === 'Mutation' || (field.type === 'Query' && field.subgraph === REGISTRY);
}
