import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Vars } from './doors.ts';
import type { Supergraph } from './supergraph.ts';

/** Values of the variables that `@skip` and `@include` name. With them known, what an operation selects is settled. */
export type Switches = Readonly<Record<string, boolean>>;

/** The selections of a client's operation, as graphql-js would collect them. */
export interface Selection {
  /** Names of the variables that turn selections on and off. */
  readonly switches: readonly string[];
  readonly root: SelectionSetNode;
  /** The fields that an object of the type answers, by response key in the order of the answer. */
  collect(type: string, sets: readonly SelectionSetNode[], on: Switches): Map<string, FieldNode[]>;
}

export function readSelection(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  supergraph: Supergraph,
): Selection {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);

  function gather(type: string, set: SelectionSetNode, on: Switches, into: Map<string, FieldNode[]>): void {
    for (const selection of set.selections) {
      if (!isSelected(selection.directives, on)) continue;
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
      if (supergraph.satisfies(type, condition)) gather(type, fragment.selectionSet, on, into);
    }
  }

  return {
    switches: switchesOf(operation, fragments),
    root: operation.selectionSet,
    collect(type, sets, on) {
      const into = new Map<string, FieldNode[]>();
      for (const set of sets) gather(type, set, on, into);
      return into;
    },
  };
}

export function settle(switches: readonly string[], variables: Vars): Switches {
  return Object.fromEntries(switches.map((name) => [name, variables[name] === true]));
}

function isSelected(directives: readonly DirectiveNode[] | undefined, on: Switches): boolean {
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    const given = directive.arguments?.[0]?.value;
    if ((name !== 'skip' && name !== 'include') || given === undefined) continue;
    const value = given.kind === Kind.VARIABLE ? on[given.name.value] : given.kind === Kind.BOOLEAN && given.value;
    if (value !== (name === 'include')) return false;
  }
  return true;
}

function switchesOf(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const names = new Set<string>();
  for (const node of [operation, ...fragments.values()]) {
    visit(node, {
      Directive(directive) {
        const given = directive.arguments?.[0]?.value;
        const isSwitch = directive.name.value === 'skip' || directive.name.value === 'include';
        if (isSwitch && given?.kind === Kind.VARIABLE) names.add(given.name.value);
      },
      // An object of the answer is a plain object, and this one key would change what it is rather than what it holds.
      Field(field) {
        if (field.alias?.value !== '__proto__') return;
        throw new GraphQLError('`__proto__` may not be an alias', { extensions: { code: 'BAD_REQUEST' } });
      },
    });
  }
  return [...names];
}
