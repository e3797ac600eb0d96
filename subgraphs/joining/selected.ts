import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { SchemaPath } from '../../schema/pass.ts';
import { keyOf } from './entity-key.ts';
import { PassRefused } from './refusal.ts';

/**
 * One field that an operation selects, fragments inlined, named by the way that leads to it from its entity. Response
 * aliases are gone: whatever an answer calls a field, it is the same crossing.
 */
export interface Selected extends Placed {
  readonly path: SchemaPath;
  /** Null for `__typename`. */
  readonly field: GraphQLField<unknown, unknown> | null;
  /** An `edge` leads to another entity and opens its key alone; a `value` exists as far as something below it is read. */
  readonly kind: 'leaf' | 'value' | 'edge';
  /** Of a value that may be of several types, the fields below do not tell all that its presence tells. */
  readonly abstract: boolean;
  readonly below: readonly Selected[];
}

/** A field where it stands in the document. */
export interface Placed {
  readonly node: FieldNode;
  readonly on: GraphQLNamedType;
  /** The field itself and the fragments around it that carry `@skip` or `@include`. */
  readonly when: readonly SelectionNode[];
}

/** Reads one validated document. */
export interface Reader {
  /** Every `Type.field` met so far. */
  readonly coordinates: ReadonlySet<string>;
  /** The fields directly below, fragments inlined where they apply to `type`. */
  flatten(set: SelectionSetNode | undefined, type: GraphQLNamedType): readonly Placed[];
  /** The same with all that hangs below them, named from `prefix`. */
  read(set: SelectionSetNode | undefined, type: GraphQLNamedType, prefix: SchemaPath): readonly Selected[];
}

export function createReader(schema: GraphQLSchema, document: DocumentNode): Reader {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const coordinates = new Set<string>();
  let budget = MOST_SELECTIONS;

  const flatten = (
    set: SelectionSetNode | undefined,
    on: GraphQLNamedType,
    around: readonly SelectionNode[] = [],
  ): readonly Placed[] =>
    (set?.selections ?? []).flatMap((node): readonly Placed[] => {
      budget -= 1;
      // Fragments inside fragments can stand for more fields than a body could ever answer.
      if (budget < 0) throw new PassRefused({ reason: 'MALFORMED' });
      const when = node.directives?.length ? [...around, node] : around;
      if (node.kind === Kind.FIELD) {
        if (node.name.value !== '__typename') coordinates.add(`${on.name}.${node.name.value}`);
        return [{ node, on, when }];
      }
      const fragment = fragmentOf(node);
      const inner = narrow(on, fragment.typeCondition?.name.value);
      return inner === null ? [] : flatten(fragment.selectionSet, inner, when);
    });

  const read = (set: SelectionSetNode | undefined, type: GraphQLNamedType, prefix: SchemaPath): readonly Selected[] =>
    flatten(set, type).map((placed) => readField(placed, `${prefix}.${placed.node.name.value}`));

  function readField(placed: Placed, path: SchemaPath): Selected {
    const { node, on } = placed;
    const leaf = { ...placed, path, field: null, kind: 'leaf', abstract: false, below: [] } as const;
    if (node.name.value === '__typename') return leaf;

    const field = isObjectType(on) || isInterfaceType(on) ? on.getFields()[node.name.value] : undefined;
    if (field === undefined) throw new PassRefused({ reason: 'UNKNOWN_FIELD' });
    const gives = getNamedType(field.type);
    if (isLeafType(gives)) return { ...leaf, field };
    if (!leadsToEntity(schema, gives)) {
      const below = read(node.selectionSet, gives, path);
      return { ...leaf, field, kind: 'value', abstract: isAbstractType(gives), below };
    }
    const beyond = flatten(node.selectionSet, gives).find((inner) => !isKey(inner));
    if (beyond) throw new PassRefused({ reason: 'TOO_NARROW', at: `${path}.${beyond.node.name.value}` });
    return { ...leaf, field, kind: 'edge' };
  }

  /** The type that a fragment selects on, or null where it never applies to `type`. */
  function narrow(type: GraphQLNamedType, condition: string | undefined): GraphQLNamedType | null {
    const named = condition === undefined ? type : schema.getType(condition);
    if (named === undefined || named === type || isAbstractType(type)) return named ?? null;
    return isAbstractType(named) && isObjectType(type) && schema.isSubType(named, type) ? type : null;
  }

  function fragmentOf(node: InlineFragmentNode | FragmentSpreadNode): InlineFragmentNode | FragmentDefinitionNode {
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    if (fragment === undefined) throw new PassRefused({ reason: 'MALFORMED' });
    return fragment;
  }

  return { coordinates, flatten, read };
}

/** What may be read of an entity without a grant for it: its type, and the key by which it was asked for. */
export function isKey({ node, on }: Placed): boolean {
  return node.name.value === '__typename' || node.name.value === keyOf(on);
}

function leadsToEntity(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  return isAbstractType(type) ? schema.getPossibleTypes(type).some(keyOf) : keyOf(type) !== null;
}

const MOST_SELECTIONS = 100_000;
