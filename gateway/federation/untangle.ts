import type { FieldItem, Item, Tree } from './doors.ts';
import type { Supergraph } from './supergraph.ts';

/**
 * Keeps apart, in the request, fields of different types that share one key: no service may answer under one key what
 * is now a list and now a text. The planner does so for the client's fields, but not for those that `@requires` adds.
 */
export function untangle(tree: Tree, service: string, supergraph: Supergraph): Tree {
  let names = 0;
  const isTaken = keysOf(tree);

  function separate(at: Tree): Tree {
    const types = new Map<string, Map<string, string>>();
    const below = (items: readonly Item[]): Item[] =>
      items.map((item): Item => {
        if (item.kind === 'on') return { ...item, tree: { items: below(item.tree.items) } };
        const next = item.tree === null ? item : { ...item, tree: separate(item.tree) };
        const sent = sentAs(next, types);
        return sent === next.as ? next : { ...next, sent };
      });
    return { items: below(at.items) };
  }

  /** The first type that is met under a key keeps it; each other gets a key of its own. */
  function sentAs(item: FieldItem, types: Map<string, Map<string, string>>): string {
    const key = item.sent ?? item.as;
    const type = supergraph.field(service, item.on, item.name)?.type ?? '';
    const known = types.get(key) ?? new Map<string, string>();
    types.set(key, known);
    let sent = known.get(type);
    if (sent === undefined) {
      sent = known.size === 0 ? key : fresh();
      known.set(type, sent);
    }
    return sent;
  }

  function fresh(): string {
    let key: string;
    do key = `_k${names++}`;
    while (isTaken.has(key));
    return key;
  }

  return separate(tree);
}

function keysOf(tree: Tree, into = new Set<string>()): Set<string> {
  for (const item of tree.items) {
    if (item.kind === 'field') into.add(item.sent ?? item.as);
    if (item.tree !== null) keysOf(item.tree, into);
  }
  return into;
}
