import {
  buildASTSchema,
  type DirectiveNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';

/** Field names from an entity down to one leaf of its key. */
export type KeyLeaf = readonly string[];

/** What the supergraph says of its subgraphs, read once. Unlike the schema of callers it knows what is `@inaccessible`. */
export interface Supergraph {
  readonly schema: GraphQLSchema;
  /** Name of each service, and the URL that the composition noted for it. */
  readonly services: ReadonlyMap<string, string>;
  /** What a field gives as this service serves it; null where nothing is known of it. */
  field(service: string, type: string, field: string): FieldType | null;
  /** The leaves of each key by which this service knows entities of the type. */
  keys(service: string, type: string): readonly (readonly KeyLeaf[])[];
  /** Whether every object of the type fits a fragment on the condition. */
  satisfies(type: string, condition: string): boolean;
}

export interface FieldType {
  /** The named type. */
  readonly gives: string;
  /** How many lists are around it. */
  readonly lists: number;
  /** The whole type, as `[Person!]`. */
  readonly type: string;
}

export function readSupergraph(sdl: string): Supergraph {
  const schema = buildASTSchema(parse(sdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
  const { services, nameOf } = readServices(schema);
  const keys = new Map<string, (readonly KeyLeaf[])[]>();
  const overrides = new Map<string, string>();

  for (const type of Object.values(schema.getTypeMap())) {
    for (const node of [type.astNode, ...type.extensionASTNodes]) {
      for (const join of node?.directives?.filter((directive) => directive.name.value === 'join__type') ?? []) {
        const { graph, key, resolvable } = argumentsOf(join);
        if (typeof key !== 'string' || resolvable === false) continue;
        const at = `${nameOf.get(String(graph))} ${type.name}`;
        keys.set(at, [...(keys.get(at) ?? []), leavesOf(parseFieldSet(key))]);
      }
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      for (const join of field.astNode?.directives?.filter((one) => one.name.value === 'join__field') ?? []) {
        const { graph, type: own } = argumentsOf(join);
        if (typeof own === 'string') overrides.set(`${nameOf.get(String(graph))} ${type.name}.${field.name}`, own);
      }
    }
  }

  return {
    schema,
    services,
    keys: (service, type) => keys.get(`${service} ${type}`) ?? [],
    satisfies: (type, condition) => satisfies(schema, type, condition),
    field(service, on, field) {
      if (field === '__typename') return { gives: 'String', lists: 0, type: 'String!' };
      const own = overrides.get(`${service} ${on}.${field}`);
      if (own !== undefined) return { ...unwrapNode(parseFieldType(own)), type: own };
      const owner = schema.getType(on);
      if (!isObjectType(owner) && !isInterfaceType(owner)) return null;
      const type = owner.getFields()[field]?.type;
      let inner: unknown = type;
      let lists = 0;
      while (isNonNullType(inner) || isListType(inner)) {
        if (isListType(inner)) lists += 1;
        inner = inner.ofType;
      }
      return inner === undefined ? null : { gives: String(inner), lists, type: String(type) };
    },
  };
}

function satisfies(schema: GraphQLSchema, type: string, condition: string): boolean {
  if (type === condition) return true;
  const wide = schema.getType(condition);
  const narrow = schema.getType(type);
  if (!isAbstractType(wide)) return false;
  return (isObjectType(narrow) || isInterfaceType(narrow)) && schema.isSubType(wide, narrow);
}

function readServices(schema: GraphQLSchema) {
  const services = new Map<string, string>();
  const nameOf = new Map<string, string>();
  const graphs = schema.getType('join__Graph')?.astNode;
  for (const value of graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : []) {
    const join = value.directives?.find((directive) => directive.name.value === 'join__graph');
    if (join === undefined) continue;
    const { name, url } = argumentsOf(join);
    services.set(String(name), String(url));
    nameOf.set(value.name.value, String(name));
  }
  if (services.size === 0) throw new Error('not a supergraph: it names no subgraph in `join__Graph`');
  return { services, nameOf };
}

function argumentsOf(directive: DirectiveNode): Record<string, unknown> {
  return Object.fromEntries(directive.arguments?.map((one) => [one.name.value, valueFromASTUntyped(one.value)]) ?? []);
}

function parseFieldSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`not a set of fields: \`${fields}\``);
  return definition.selectionSet;
}

function leavesOf(set: SelectionSetNode, above: KeyLeaf = []): KeyLeaf[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return leavesOf(selection.selectionSet, above);
    const path = [...above, selection.name.value];
    return selection.selectionSet === undefined ? [path] : leavesOf(selection.selectionSet, path);
  });
}

function parseFieldType(text: string): TypeNode {
  const [definition] = parse(`type T { f: ${text} }`, { noLocation: true }).definitions;
  const type = definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? definition.fields?.[0]?.type : undefined;
  if (type === undefined) throw new Error(`not a type: \`${text}\``);
  return type;
}

function unwrapNode(type: TypeNode): { gives: string; lists: number } {
  if (type.kind === Kind.NAMED_TYPE) return { gives: type.name.value, lists: 0 };
  const inner = unwrapNode(type.type);
  return type.kind === Kind.LIST_TYPE ? { gives: inner.gives, lists: inner.lists + 1 } : inner;
}
