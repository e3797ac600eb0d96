import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Supergraph } from './supergraph.ts';
import { NOTHING } from './switches.ts';

/** The selections of a client's operation, as graphql-js would collect them. */
export interface Selection {
  readonly root: SelectionSetNode;
  /** The fields that an object of the type answers, by response key in the order of the answer. */
  collect(type: string, sets: readonly SelectionSetNode[]): Map<string, FieldNode[]>;
}

/** `document` has been settled: nothing in it is conditional. */
export function readSelection(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  supergraph: Supergraph,
): Selection {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);

  function gather(type: string, set: SelectionSetNode, into: Map<string, FieldNode[]>): void {
    for (const selection of set.selections) {
      if (selection === NOTHING) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const begun = into.get(key);
        if (begun === undefined) into.set(key, [selection]);
        else begun.push(selection);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition?.name.value ?? type;
      if (supergraph.satisfies(type, condition)) gather(type, fragment.selectionSet, into);
    }
  }

  return {
    root: operation.selectionSet,
    collect(type, sets) {
      const into = new Map<string, FieldNode[]>();
      for (const set of sets) gather(type, set, into);
      return into;
    },
  };
}
