import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  print,
  type TypeNode,
} from 'graphql';

/** A field as its owner wrote it, its mark not yet judged. */
export interface Field {
  /** Name of the subgraph that publishes it, or of the supergraph. */
  readonly subgraph: string;
  readonly type: string;
  readonly name: string;
  readonly coordinate: string;
  /** As written: `[String!]!`. */
  readonly written: string;
  /** Named type of the value. */
  readonly gives: string;
  readonly nullable: boolean;
  readonly isList: boolean;
  /** False as soon as one level of a list refuses null items. */
  readonly itemsNullable: boolean;
  readonly args: readonly Argument[];
  readonly marks: readonly Mark[];
  readonly directives: readonly string[];
}
export interface Argument {
  readonly name: string;
  readonly written: string;
  readonly hasDefault: boolean;
}
/** One `@crossing` as written: both, one or none of its arguments. */
export interface Mark {
  readonly category: string | null;
  readonly by: string | null;
}

export interface Type {
  readonly name: string;
  readonly kind: 'object' | 'interface' | 'union' | 'scalar' | 'enum' | 'input';
  readonly fields: ReadonlyMap<string, Field>;
  /** What each `@key` of the type says, as written. An entity is an object that has one. */
  readonly keys: readonly string[];
  readonly interfaces: readonly string[];
  readonly members: readonly string[];
  readonly directives: readonly string[];
}
export type TypeMap = ReadonlyMap<string, Type>;

interface Draft extends Type {
  readonly fields: Map<string, Field>;
  readonly keys: string[];
  readonly interfaces: string[];
  readonly members: string[];
  readonly directives: string[];
}

const KINDS: Partial<Record<Kind, Type['kind']>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.OBJECT_TYPE_EXTENSION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.INTERFACE_TYPE_EXTENSION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.UNION_TYPE_EXTENSION]: 'union',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
  [Kind.SCALAR_TYPE_EXTENSION]: 'scalar',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.ENUM_TYPE_EXTENSION]: 'enum',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: 'input',
};

/**
 * The types of some SDL, a type and its extensions taken together. The SDL may be that of a subgraph, where a key is
 * written `@key`, or a supergraph, where it is written `@join__type(key:)`.
 *
 * Several documents can be read into one map, as composition will do: where a field is published twice, the first
 * publication stands (a demand of its own compares the two).
 */
export function readTypeMap(documents: readonly { readonly name: string; readonly document: DocumentNode }[]): TypeMap {
  const types = new Map<string, Draft>();
  for (const { name: subgraph, document } of documents) {
    for (const node of document.definitions) {
      const kind = KINDS[node.kind];
      if (!kind || !('name' in node) || !node.name || node.name.value.includes('__')) continue;
      const name = node.name.value;
      const type = types.get(name) ?? draft(name, kind);
      types.set(name, type);
      const directives = ('directives' in node && node.directives) || [];
      addNew(
        type.directives,
        directives.map((directive) => directive.name.value),
      );
      addNew(type.keys, directives.flatMap(keysOf));
      if ('interfaces' in node)
        addNew(
          type.interfaces,
          (node.interfaces ?? []).map((each) => each.name.value),
        );
      if ('types' in node)
        addNew(
          type.members,
          (node.types ?? []).map((each) => each.name.value),
        );
      if ('fields' in node && (kind === 'object' || kind === 'interface')) {
        for (const field of (node.fields ?? []) as readonly FieldDefinitionNode[]) {
          if (!type.fields.has(field.name.value)) type.fields.set(field.name.value, readField(subgraph, name, field));
        }
      }
    }
  }
  return types;
}

/** The object types that a value of this type can be, itself included; an interface also counts, for its own fields. */
export function possibleTypes(types: TypeMap, name: string): readonly Type[] {
  const type = types.get(name);
  if (!type) return [];
  if (type.kind === 'union') return type.members.flatMap((member) => types.get(member) ?? []);
  if (type.kind !== 'interface') return [type];
  return [type, ...[...types.values()].filter((each) => each.interfaces.includes(name))];
}

/** An entity is a record that a subgraph can be asked for by its key. */
export function isEntity(type: Type): boolean {
  return type.kind === 'object' && type.keys.length > 0;
}

function draft(name: string, kind: Type['kind']): Draft {
  return { name, kind, fields: new Map(), keys: [], interfaces: [], members: [], directives: [] };
}

function addNew(to: string[], names: readonly string[]): void {
  for (const name of names) if (!to.includes(name)) to.push(name);
}

function keysOf(directive: DirectiveNode): string[] {
  const key = { key: 'fields', join__type: 'key' }[directive.name.value];
  const value = key && stringOf(directive.arguments?.find((argument) => argument.name.value === key));
  return value ? [value] : [];
}

function readField(subgraph: string, type: string, node: FieldDefinitionNode): Field {
  const directives = node.directives ?? [];
  const unwrapped = unwrap(node.type);
  return {
    subgraph,
    type,
    name: node.name.value,
    coordinate: `${type}.${node.name.value}`,
    written: print(node.type),
    ...unwrapped,
    args: (node.arguments ?? []).map(readArgument),
    marks: directives.filter((each) => each.name.value === 'crossing').map(readMark),
    directives: directives.map((each) => each.name.value),
  };
}

function unwrap(node: TypeNode): Pick<Field, 'gives' | 'nullable' | 'isList' | 'itemsNullable'> {
  const nullable = node.kind !== Kind.NON_NULL_TYPE;
  const inner = node.kind === Kind.NON_NULL_TYPE ? node.type : node;
  if (inner.kind === Kind.NAMED_TYPE) return { gives: inner.name.value, nullable, isList: false, itemsNullable: true };
  const item = unwrap(inner.type);
  return { gives: item.gives, nullable, isList: true, itemsNullable: item.nullable && item.itemsNullable };
}

function readArgument(node: InputValueDefinitionNode): Argument {
  return { name: node.name.value, written: print(node.type), hasDefault: node.defaultValue !== undefined };
}

function readMark(directive: DirectiveNode): Mark {
  const argument = (name: string) => stringOf(directive.arguments?.find((each) => each.name.value === name));
  return { category: argument('category'), by: argument('by') };
}

function stringOf(argument: ArgumentNode | undefined): string | null {
  const value = argument?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}
