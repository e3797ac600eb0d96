import { type GraphQLSchema, getArgumentValues, getNamedType, isObjectType } from 'graphql';
import { keyOf } from './entity-key.ts';
import type { JudgeRoots } from './guard-records.ts';
import { PassRefused } from './refusal.ts';
import { isKey, type Placed, type Reader } from './selected.ts';

/**
 * Checks a write: one mutation, the one that the pass names, in this body and no other. It answers with the key of what
 * it wrote; whoever wants to read more asks for the record, which is then decided like any other.
 */
export function guardWrite(_schema: GraphQLSchema, reader: Reader, roots: readonly Placed[]): JudgeRoots {
  const [root, second] = roots;
  if (root === undefined || second !== undefined) throw new PassRefused({ reason: 'MALFORMED' });
  const field = isObjectType(root.on) ? root.on.getFields()[root.node.name.value] : undefined;
  const coordinate = `${root.on.name}.${root.node.name.value}`;
  if (field === undefined) throw new PassRefused({ reason: 'TOO_NARROW', at: coordinate });

  const written = getNamedType(field.type);
  const beyond = reader.flatten(root.node.selectionSet, written).find((inner) => !isKey(inner));
  if (keyOf(written) === null || beyond) throw new PassRefused({ reason: 'TOO_NARROW', at: coordinate });

  return (values, pass) => {
    if (pass.write !== coordinate) return { reason: 'TOO_NARROW', at: coordinate };
    return getArgumentValues(field, root.node, values).body === pass.aud ? null : { reason: 'FOREIGN', at: coordinate };
  };
}
