import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  getOperationAST,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ResponseKey, Vars } from '../federation/doors.ts';

/**
 * Tells, for each root field of an operation, whether anything but keys is selected of what it leads to. Asked about
 * only when a record is named and a fetch reads its key alone, so it is worked out then.
 */
export function readAsksMore(
  document: DocumentNode,
  operationName: string | undefined,
  keyNames: ReadonlySet<string>,
  variables: Vars,
): (root: ResponseKey) => boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  function* fieldsOf(set: SelectionSetNode): Iterable<Extract<SelectionNode, { kind: Kind.FIELD }>> {
    for (const selection of set.selections) {
      if (!isSelected(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) yield selection;
      else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment) yield* fieldsOf(fragment.selectionSet);
      }
    }
  }

  return (root) => {
    const operation = getOperationAST(document, operationName);
    for (const field of operation ? fieldsOf(operation.selectionSet) : []) {
      if ((field.alias ?? field.name).value !== root || !field.selectionSet) continue;
      for (const below of fieldsOf(field.selectionSet)) {
        if (below.name.value !== '__typename' && !keyNames.has(below.name.value)) return true;
      }
    }
    return false;
  };
}

function isSelected(selection: SelectionNode, variables: Vars): boolean {
  const values = { ...variables };
  if (getDirectiveValues(GraphQLSkipDirective, selection, values)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, values)?.if !== false;
}
