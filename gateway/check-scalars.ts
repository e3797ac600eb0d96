import { type GraphQLScalarType, type GraphQLSchema, isScalarType, valueFromASTUntyped } from 'graphql';

/**
 * A schema that was read from text takes anything for a scalar of the contract. What is given is checked here and passed
 * on as it is, for the service that reads it.
 */
export function checkScalars(schema: GraphQLSchema, scalars: readonly GraphQLScalarType[]): void {
  for (const scalar of scalars) {
    const type = schema.getType(scalar.name);
    if (!isScalarType(type)) continue;
    type.serialize = (value) => scalar.serialize(value);
    type.parseValue = (value) => {
      scalar.parseValue(value);
      return value;
    };
    type.parseLiteral = (node, variables) => {
      scalar.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
}
