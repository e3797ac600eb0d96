import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Vars } from './doors.ts';

/** Values of the variables that `@skip` and `@include` name. */
export type Switches = Readonly<Record<string, boolean>>;

/** Names of the variables that turn selections on and off; null when nothing in the document is ever turned off. */
export function readSwitches(document: DocumentNode): readonly string[] | null {
  const names = new Set<string>();
  let isSwitched = false;
  visit(document, {
    Directive(directive) {
      if (!isSwitch(directive)) return;
      isSwitched = true;
      const given = directive.arguments?.[0]?.value;
      if (given?.kind === Kind.VARIABLE) names.add(given.name.value);
    },
    // An object of the answer is a plain object, and this one key would change what it is rather than what it holds.
    Field(field) {
      if (field.alias?.value !== '__proto__') return;
      throw new GraphQLError('`__proto__` may not be an alias', { extensions: { code: 'BAD_REQUEST' } });
    },
  });
  return isSwitched ? [...names].sort() : null;
}

export function readSettings(switches: readonly string[], variables: Vars): Switches {
  return Object.fromEntries(switches.map((name) => [name, variables[name] === true]));
}

/**
 * The document as it reads with the switches set: what is off is gone, and no condition is left.
 *
 * An operation is planned for each setting it is asked with. A plan for all settings at once would be one plan less,
 * but the planner loses conditions that contradict each other, and fails where they leave nothing.
 */
export function settle(document: DocumentNode, switches: Switches): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave(set): SelectionSetNode {
        const selections = set.selections.filter((one) => isOn(one.directives, switches) && !isEmptyFragment(one));
        return { ...set, selections: selections.map(withoutSwitches) };
      },
    },
    Field: { leave: (field) => (isEmpty(field) ? { ...field, selectionSet: nothing() } : undefined) },
    FragmentDefinition: { leave: (one) => (isEmpty(one) ? { ...one, selectionSet: nothing() } : undefined) },
  });
}

function isSwitch({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function isOn(directives: readonly DirectiveNode[] | undefined, switches: Switches): boolean {
  for (const directive of directives ?? []) {
    const given = directive.arguments?.[0]?.value;
    if (!isSwitch(directive) || given === undefined) continue;
    const value =
      given.kind === Kind.VARIABLE ? switches[given.name.value] : given.kind === Kind.BOOLEAN && given.value;
    if (value !== (directive.name.value === 'include')) return false;
  }
  return true;
}

function withoutSwitches<T extends SelectionNode>(selection: T): T {
  if (!selection.directives?.some(isSwitch)) return selection;
  return { ...selection, directives: selection.directives.filter((directive) => !isSwitch(directive)) };
}

function isEmpty(node: { readonly selectionSet?: SelectionSetNode | undefined }): boolean {
  return node.selectionSet?.selections.length === 0;
}

function isEmptyFragment(selection: SelectionNode): boolean {
  return selection.kind === Kind.INLINE_FRAGMENT && isEmpty(selection);
}

/** Stands where nothing is left, since a selection may not be empty. It is asked for, and not answered. */
export const NOTHING: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function nothing(): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: [NOTHING] };
}
