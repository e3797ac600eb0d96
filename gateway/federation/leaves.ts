import { type GraphQLLeafType, type GraphQLNamedType, type GraphQLScalarType, isEnumType } from 'graphql';

export const INVALID = Symbol('not a value of the type');

/** The value as it may be answered: null where callers must not see it, `INVALID` where the type has no such value. */
export type Leaf = (value: unknown) => unknown;

/** `whole` is the same type as the services know it: an enum may have values that callers do not see. */
export function compileLeaf(type: GraphQLLeafType, whole: GraphQLNamedType | undefined): Leaf {
  if (isEnumType(type)) {
    const seen = new Set(type.getValues().map(({ name }) => name));
    const hidden = new Set(isEnumType(whole) ? whole.getValues().map(({ name }) => name) : []);
    return (value) => (seen.has(value as string) ? value : hidden.has(value as string) ? null : INVALID);
  }
  return LEAVES[type.name] ?? ((value) => serialized(type, value));
}

/** A scalar of the contract says itself what is one of its values; one that was only read from text takes anything. */
function serialized(type: GraphQLScalarType, value: unknown): unknown {
  try {
    return type.serialize(value);
  } catch {
    return INVALID;
  }
}

const LEAVES: Readonly<Record<string, Leaf>> = {
  String: (value) => (typeof value === 'string' ? value : INVALID),
  ID: (value) => (typeof value === 'string' || Number.isInteger(value) ? value : INVALID),
  Boolean: (value) => (typeof value === 'boolean' ? value : INVALID),
  Int: (value) => ((value as number) >> 0 === value ? value : INVALID),
  Float: (value) => (typeof value === 'number' ? value : INVALID),
};

/** JavaScript types of which every value is a value of the type. */
export const PLAIN: Readonly<Record<string, 'string' | 'number' | 'boolean'>> = {
  String: 'string',
  ID: 'string',
  Boolean: 'boolean',
  Float: 'number',
};
