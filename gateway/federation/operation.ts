import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationTypeNode,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';
import type { FieldItem, Item, Tree, When } from './doors.ts';
import type { Supergraph } from './supergraph.ts';

/** What the planner would have sent to a service. */
export interface Operation {
  readonly kind: OperationTypeNode;
  /** Each variable as it is declared, `$id:ID!=1`. */
  readonly declarations: ReadonlyMap<string, string>;
  readonly tree: Tree;
}

/** Type of the tree that `_entities` selects: nothing but `... on T` hangs below it. */
export const ENTITY = '_Entity';

/** Reads the text of a fetch: fragments inlined, conditions on what they govern, types noted. */
export function readOperation(text: string, service: string, supergraph: Supergraph): Operation {
  const document = parse(text, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('the planner gave a fetch without an operation');
  const root = supergraph.schema.getRootType(operation.operation)?.name ?? 'Query';
  const reader = new Reader(service, supergraph, fragments);
  return {
    kind: operation.operation,
    declarations: new Map(operation.variableDefinitions?.map((one) => [one.variable.name.value, print(one)])),
    tree: { items: reader.items(operation.selectionSet, root, []) },
  };
}

class Reader {
  constructor(
    private readonly service: string,
    private readonly supergraph: Supergraph,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  items(set: SelectionSetNode, on: string, above: readonly When[]): Item[] {
    return set.selections.flatMap((selection): Item[] => {
      const when = both(above, conditionsOf(selection.directives));
      if (selection.kind === Kind.FIELD) return [this.field(selection, on, when)];
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragment(selection.name.value) : selection;
      const type = fragment.typeCondition?.name.value ?? on;
      if (this.supergraph.satisfies(on, type)) return this.items(fragment.selectionSet, on, when);
      return [{ kind: 'on', type, when, tree: { items: this.items(fragment.selectionSet, type, []) } }];
    });
  }

  private field(node: FieldNode, on: string, when: readonly When[]): FieldItem {
    const name = node.name.value;
    const gives = name === '_entities' ? ENTITY : (this.supergraph.field(this.service, on, name)?.gives ?? '');
    return {
      kind: 'field',
      name,
      as: node.alias?.value ?? name,
      on,
      gives,
      args: node.arguments ?? [],
      when,
      tree: node.selectionSet === undefined ? null : { items: this.items(node.selectionSet, gives, []) },
    };
  }

  private fragment(name: string): FragmentDefinitionNode {
    const fragment = this.fragments.get(name);
    if (fragment === undefined) throw new Error(`the planner spreads \`${name}\`, which it does not define`);
    return fragment;
  }
}

function conditionsOf(directives: readonly DirectiveNode[] | undefined): When[] {
  const conditions: When[] = [];
  for (const directive of directives ?? []) {
    const is = directive.name.value === 'include';
    const given = directive.arguments?.[0]?.value;
    if ((!is && directive.name.value !== 'skip') || given === undefined) continue;
    if (given.kind === Kind.VARIABLE) conditions.push({ variable: given.name.value, is });
    if (given.kind === Kind.BOOLEAN && given.value !== is) conditions.push({ variable: given.value, is });
  }
  return conditions;
}

function both(above: readonly When[], own: readonly When[]): readonly When[] {
  const news = own.filter((one) => !above.some((other) => other.variable === one.variable && other.is === one.is));
  return news.length === 0 ? above : [...above, ...news];
}
