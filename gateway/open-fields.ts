import {
  GraphQLList,
  type GraphQLOutputType,
  type GraphQLSchema,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/**
 * Lets every field of a schema fail for itself, and returns it. A field that may not be null ends its parent when it fails,
 * and whatever else failed below is then told or not, as the clock will have it: two answers to one question would differ.
 * What may not be null is still held to it, by the projection of the answer.
 */
export function openFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) field.type = nullable(field.type);
  }
  return schema;
}

function nullable(type: GraphQLOutputType): GraphQLOutputType {
  const inner = isNonNullType(type) ? type.ofType : type;
  return isListType(inner) ? new GraphQLList(nullable(inner.ofType)) : inner;
}
