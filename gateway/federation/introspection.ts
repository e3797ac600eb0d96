import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** An operation parted in what bodies answer and what the schema itself does. */
export interface Parted {
  /** What is left for the planner; null when the schema alone answers. */
  readonly source: string | null;
  /** `__schema` and `__type`; null when they are not asked. */
  readonly introspection: DocumentNode | null;
}

/**
 * Takes `__schema`, `__type` and `__typename` off the root: the planner knows nothing of the first two, and no body
 * need be asked for the third.
 */
export function partIntrospection(document: DocumentNode, operation: OperationDefinitionNode): Parted {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const ofSchema = (name: string) => name === '__schema' || name === '__type';
  const introspection = keep(operation.selectionSet, ofSchema, fragments);
  const rest = keep(operation.selectionSet, (name) => !name.startsWith('__'), fragments);
  return {
    source: rest === null ? null : print(withRoot(operation, rest, fragments)),
    introspection: introspection === null ? null : withRoot(operation, introspection, fragments),
  };
}

/** The operation that is asked for; undefined where the name names none. */
export function findOperation(
  document: DocumentNode,
  operationName: string | undefined,
): OperationDefinitionNode | undefined {
  for (const one of document.definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION) continue;
    if (!operationName || one.name?.value === operationName) return one;
  }
  return undefined;
}

/** The root selection with only the fields whose name is kept; fragments on the root are inlined. */
function keep(
  set: SelectionSetNode,
  isKept: (name: string) => boolean,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionSetNode | null {
  const selections = set.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return isKept(selection.name.value) ? [selection] : [];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const below = fragment && keep(fragment.selectionSet, isKept, fragments);
    if (!fragment || !below) return [];
    const { typeCondition } = fragment;
    const { directives } = selection;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: below }];
  });
  return selections.length === 0 ? null : { kind: Kind.SELECTION_SET, selections };
}

/** The operation with another root, and the fragments that it still spreads. */
function withRoot(
  operation: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  const spread = new Set<FragmentDefinitionNode>();
  const follow = (node: SelectionSetNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || spread.has(fragment)) return;
        spread.add(fragment);
        follow(fragment.selectionSet);
      },
    });
  };
  follow(selectionSet);
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...spread] };
}
