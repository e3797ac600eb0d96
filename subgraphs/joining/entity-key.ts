import { type GraphQLNamedType, isObjectType, Kind } from 'graphql';

/**
 * The key field of an entity, or null for a type that is none. Entities have one key of one field; the composer refuses
 * any other, so the first name in `@key(fields: …)` is all there is.
 */
export function keyOf(type: GraphQLNamedType): string | null {
  if (!isObjectType(type)) return null;
  const key = type.astNode?.directives?.find((directive) => directive.name.value === 'key');
  const fields = key?.arguments?.find((argument) => argument.name.value === 'fields')?.value;
  return fields?.kind === Kind.STRING ? fields.value.trim() : null;
}
