import { type ArgumentNode, Kind, print, visit } from 'graphql';
import type { FieldItem, Item, Tree, When } from './doors.ts';

/** A part of a request as it is sent: what a mask left of a tree, and the variables that it still needs. */
export interface Piece {
  readonly tree: Tree;
  readonly text: string;
  readonly variables: readonly string[];
}

/** What may be asked under a mask, ready to be sent; null when nothing is left. */
export function printPiece(tree: Tree, mask: string): Piece | null {
  const pruned = prune(tree, mask);
  if (pruned === null) return null;
  const variables = new Set<string>();
  return { tree: pruned, text: printTree(pruned, variables), variables: [...variables] };
}

/** The tree without the leaves that the mask denies, and without the objects that this leaves empty. */
export function prune(tree: Tree, mask: string): Tree | null {
  const items = tree.items.flatMap((item): Item[] => {
    if (item.kind === 'on') {
      const below = prune(item.tree, mask);
      return below === null ? [] : [{ ...item, tree: below }];
    }
    if (item.leaf !== undefined && mask[item.leaf] === '0') return [];
    if (item.tree === null) return [item];
    const below = prune(item.tree, mask);
    return below === null ? [] : [{ ...item, tree: below }];
  });
  return items.length === 0 ? null : { items };
}

function printTree(tree: Tree, variables: Set<string>): string {
  return `{${tree.items.map((item) => printItem(item, variables)).join(' ')}}`;
}

/** `@skip` and `@include` may each stand only once on a selection, so further conditions wrap it. */
function printItem(item: Item, variables: Set<string>): string {
  const [first, ...others] = item.when;
  const own = first === undefined ? '' : printCondition(first, variables);
  const text =
    item.kind === 'on'
      ? `...on ${item.type}${own}${printTree(item.tree, variables)}`
      : printField(item, own, variables);
  return others.reduce((inner, when) => `...${printCondition(when, variables)}{${inner}}`, text);
}

function printField(field: FieldItem, conditions: string, variables: Set<string>): string {
  const key = field.sent ?? field.as;
  const name = key === field.name ? field.name : `${key}:${field.name}`;
  const args = field.args.length === 0 ? '' : `(${field.args.map((one) => printArgument(one, variables)).join(',')})`;
  return `${name}${args}${conditions}${field.tree === null ? '' : printTree(field.tree, variables)}`;
}

function printArgument(argument: ArgumentNode, variables: Set<string>): string {
  visit(argument, { [Kind.VARIABLE]: (node) => void variables.add(node.name.value) });
  return print(argument);
}

function printCondition({ variable, is }: When, variables: Set<string>): string {
  if (typeof variable === 'string') variables.add(variable);
  return ` @${is ? 'include' : 'skip'}(if:${typeof variable === 'string' ? `$${variable}` : variable})`;
}
