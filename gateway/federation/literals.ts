import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document without what `@skip(if: true)` and `@include(if: false)` take away for good: the planner fails on an
 * operation of which they leave nothing. The same document when there is no such thing in it.
 */
export function dropSwitchedOff(document: DocumentNode): DocumentNode {
  let isTouched = false;
  const dropped = visit(document, {
    SelectionSet: {
      leave(set): SelectionSetNode | undefined {
        const selections = set.selections.filter((one) => !isOff(one.directives) && !isEmptyFragment(one));
        if (selections.length === set.selections.length) return undefined;
        isTouched = true;
        return { ...set, selections };
      },
    },
    Field: { leave: (field) => (isEmpty(field) ? { ...field, selectionSet: onlyType() } : undefined) },
    FragmentDefinition: { leave: (one) => (isEmpty(one) ? { ...one, selectionSet: onlyType() } : undefined) },
  });
  return isTouched ? dropped : document;
}

function isOff(directives: readonly DirectiveNode[] | undefined): boolean {
  return (directives ?? []).some(({ name, arguments: given }) => {
    const value = given?.[0]?.value;
    if (value?.kind !== Kind.BOOLEAN) return false;
    return (name.value === 'skip' && value.value) || (name.value === 'include' && !value.value);
  });
}

function isEmpty(node: { readonly selectionSet?: SelectionSetNode | undefined }): boolean {
  return node.selectionSet?.selections.length === 0;
}

function isEmptyFragment(selection: SelectionNode): boolean {
  return selection.kind === Kind.INLINE_FRAGMENT && isEmpty(selection);
}

function onlyType(): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: [TYPENAME] };
}
