import type { OperationTypeNode } from 'graphql';
import { isOpen } from '../../schema/vocabulary.ts';
import type { Cut, Item, ResponseKey, Shape, Tree } from '../federation/doors.ts';
import type { Governance } from './governance.ts';
import type { Reading } from './reading.ts';
import { asksMoreThanKey, type Existence, hoist, Walk } from './walk.ts';

export interface Shapes {
  prepare(fetch: { service: string; tree: Tree; root: OperationTypeNode | null; keys: readonly string[] }): Shape;
  readingOf(shape: Shape): Reading;
}

/**
 * Prepares the fetches of plans, once per plan: numbers all that would cross, and cuts nested entities out, so that
 * each is decided on its own subject. Permission on one person gives nothing on another.
 */
export function createShapes(governance: Governance): Shapes {
  const readings = new WeakMap<Shape, Reading>();

  function entityShape(service: string, type: string, items: readonly Item[], exists: Existence | null): Shape {
    const walk = new Walk(governance, service);
    if (exists !== null && !items.some((item) => asksMoreThanKey(governance, type, item))) {
      return remember(walk, onType(type, walk.existence(type, exists.category)), type, service, exists.at);
    }
    const tree = { items: walk.entity(type, items, { path: '', at: [], when: [], above: [] }) };
    return remember(walk, onType(type, tree), type, service, null);
  }

  function remember(
    walk: Walk,
    tree: Tree,
    type: string | null,
    service: string,
    keyOnlyAt: ResponseKey | null,
  ): Shape {
    const cuts = walk.cuts.map(
      (cut): Cut => ({ ...cut.place, service, shape: entityShape(service, cut.place.type, cut.items, cut.exists) }),
    );
    const shape: Shape = { tree, leaves: walk.leaves.length, cuts };
    readings.set(shape, { type, service, leaves: walk.leaves, isPublic: hasOpenKey(governance, type), keyOnlyAt });
    return shape;
  }

  return {
    prepare({ service, tree, root, keys }) {
      if (root !== null) {
        const walk = new Walk(governance, service);
        return remember(walk, { items: walk.root(tree.items) }, null, service, null);
      }
      if (keys.length > 1) throw new Error(`a representation carries more than one key field: \`${keys.join(' ')}\``);
      const types = new Set(tree.items.map((item) => (item.kind === 'on' ? item.type : item.on)));
      const [type] = types;
      if (types.size !== 1 || type === undefined) throw new Error('a fetch reads entities of more than one type');
      const items = tree.items.flatMap((item) => (item.kind === 'on' ? hoist(item.tree.items, item.when) : [item]));
      return entityShape(service, type, items, null);
    },
    readingOf(shape) {
      const reading = readings.get(shape);
      if (!reading) throw new Error('a shape that was not prepared here');
      return reading;
    },
  };
}

/** `_entities` gives any entity: what is asked hangs below the one type that is meant. */
function onType(type: string, tree: Tree): Tree {
  return { items: [{ kind: 'on', type, when: [], tree }] };
}

function hasOpenKey(governance: Governance, type: string | null): boolean {
  const key = type === null ? null : governance.keyOf(type);
  if (type === null || key === null) return false;
  const { category } = governance.field(type, key);
  return category !== null && isOpen(category);
}
