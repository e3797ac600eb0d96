import type { SchemaPath } from '../../schema/pass.ts';
import { type Category, isOpen } from '../../schema/vocabulary.ts';
import type { Cut, FieldItem, Item, ResponseKey, Tree, When } from '../federation/doors.ts';
import { SILENCED } from '../policy/silenced.ts';
import type { Governance } from './governance.ts';
import type { Leaf, NamedCategory } from './reading.ts';

/** Response key of an existence read that nobody asked for by name. Clients cannot take it: it begins with `_`. */
const EXISTS = '_exists';

/** Where a walk stands below its entity. */
interface Place {
  readonly path: SchemaPath;
  readonly at: readonly ResponseKey[];
  readonly when: readonly When[];
  readonly above: readonly { readonly category: Category; readonly path: SchemaPath }[];
  /** Set below a field whose argument names the category. */
  readonly named?: NamedCategory;
}

/** A record that a root field names, and the category of knowing that there is one. */
export interface Existence {
  readonly category: Category;
  readonly at: ResponseKey;
}

interface PendingCut {
  readonly place: Omit<Cut, 'service' | 'shape'>;
  readonly items: readonly Item[];
  readonly exists: Existence | null;
}

/** One pass over one tree, down to the next entities. */
export class Walk {
  readonly leaves: Leaf[] = [];
  readonly cuts: PendingCut[] = [];
  readonly #governance: Governance;
  readonly #service: string;

  constructor(governance: Governance, service: string) {
    this.#governance = governance;
    this.#service = service;
  }

  /** Only whether the record may be known of is asked: that is one read of the category of the way that led here. */
  existence(type: string, category: Category): Tree {
    const leaf = this.#number({ path: '__typename', at: [], when: [], category, above: [] });
    return {
      items: [
        {
          kind: 'field',
          name: '__typename',
          as: '__typename',
          on: type,
          gives: 'String',
          args: [],
          when: [],
          tree: null,
          leaf,
        },
      ],
    };
  }

  /** Root fields are not crossings: what they lead to is cut out at once and decided there. */
  root(items: readonly Item[]): Item[] {
    return items.map((item) => {
      if (item.kind === 'on') return { ...item, tree: { items: this.root(item.tree.items) } };
      if (item.tree === null) return item;
      const place: Place = { path: '', at: [item.as], when: item.when, above: [] };
      const { category } = this.#governance.field(item.on, item.name);
      const exists = category !== null && !isOpen(category) ? { category, at: item.as } : null;
      return { ...item, tree: { items: this.#ungoverned(item.gives, item.tree.items, place, exists) } };
    });
  }

  /** Plumbing of the registry (connections, public governance data): nothing is numbered, entities below are cut. */
  #ungoverned(type: string, items: readonly Item[], place: Place, exists: Existence | null): readonly Item[] {
    if (this.#governance.keyOf(type) !== null && (exists !== null || !this.#isPublic(type, items))) {
      return this.#stub(type, items, place, exists);
    }
    return items.map((item) => {
      if (item.kind === 'on')
        return { ...item, tree: { items: this.#ungoverned(item.type, item.tree.items, place, null) } };
      if (item.tree === null) return item;
      const below = { ...place, at: [...place.at, item.as], when: [...place.when, ...item.when] };
      return { ...item, tree: { items: this.#ungoverned(item.gives, item.tree.items, below, null) } };
    });
  }

  entity(type: string, items: readonly Item[], place: Place): Item[] {
    const key = this.#governance.keyOf(type);
    return items.flatMap((item): Item[] => {
      if (item.kind === 'on') {
        return [
          {
            ...item,
            tree: { items: this.entity(item.type, item.tree.items, { ...place, when: [...place.when, ...item.when] }) },
          },
        ];
      }
      if (item.name === '__typename' || item.name === key) return [item];
      return [this.#field(item, place)];
    });
  }

  #field(item: FieldItem, place: Place): Item {
    const path = place.path === '' ? item.name : `${place.path}.${item.name}`;
    const at = [...place.at, item.as];
    const when = [...place.when, ...item.when];
    const own = this.#categoryOf(item, path, place);
    const here: Place = { ...place, path, at, when };
    if (item.tree === null) {
      return { ...item, leaf: this.#number({ path, at, when, category: own, above: place.above }) };
    }
    if (this.#governance.keyOf(item.gives) !== null) {
      if (this.#governance.isLocal(this.#service) && this.#isPublic(item.gives, item.tree.items)) {
        return { ...item, leaf: this.#number({ path, at, when, category: own, above: place.above }) };
      }
      const tree = { items: this.#stub(item.gives, item.tree.items, here, null) };
      return { ...item, tree, leaf: this.#number({ path, at, when, category: own, above: place.above }) };
    }
    const below =
      typeof own === 'string' ? { ...here, above: aboveOf(place.above, own, path) } : { ...here, named: own };
    return { ...item, tree: { items: this.#value(item.gives, item.tree.items, below, own) } };
  }

  /** A value object. Its `__typename` tells that it exists, so it is a read like another. */
  #value(type: string, items: readonly Item[], place: Place, own: Category | NamedCategory): Item[] {
    const exists = (item: FieldItem): FieldItem => ({
      ...item,
      leaf: this.#number({
        path: `${place.path}.__typename`,
        at: [...place.at, item.as],
        when: [...place.when, ...item.when],
        category: own,
        above: place.above.filter((above) => above.category !== own),
      }),
    });
    const walked = items.map((item): Item => {
      if (item.kind === 'on') {
        const below = { ...place, when: [...place.when, ...item.when] };
        return { ...item, tree: { items: this.#value(item.type, item.tree.items, below, own) } };
      }
      return item.name === '__typename' ? exists(item) : this.#field(item, place);
    });
    // The object still stands when all that is asked of it is switched off, or is silently closed.
    const always = items.some(
      (item) => item.kind === 'field' && item.when.length === 0 && !isSilenced(place.path, item),
    );
    if (always) return walked;
    return [
      ...walked,
      exists({
        kind: 'field',
        name: '__typename',
        as: EXISTS,
        on: type,
        gives: 'String',
        args: [],
        when: [],
        tree: null,
      }),
    ];
  }

  /** The key, under every name that was asked; the rest is cut out, to be fetched and decided by itself. */
  #stub(type: string, items: readonly Item[], place: Place, exists: Existence | null): Item[] {
    const key = this.#governance.keyOf(type) ?? 'id';
    const flat = items.flatMap((item) => (item.kind === 'on' ? hoist(item.tree.items, item.when) : [item]));
    const asked = flat.filter(
      (item): item is FieldItem => item.kind === 'field' && (item.name === key || item.name === '__typename'),
    );
    const stub = ['__typename', key]
      .filter((name) => !asked.some((item) => item.as === name && item.when.length === 0))
      .map(
        (name): FieldItem => ({ kind: 'field', name, as: name, on: type, gives: 'ID', args: [], when: [], tree: null }),
      );
    // A key that a body gives is looked at even where nothing else is asked: whose record it is, is not for it to say.
    const given = !this.#governance.isLocal(this.#service);
    if (given || exists !== null || items.some((item) => asksMoreThanKey(this.#governance, type, item))) {
      this.cuts.push({
        place: { path: place.at, when: place.when, type, keys: [key] },
        items: flat,
        exists,
      });
    }
    return [...stub, ...asked.filter((item) => !stub.some((field) => field.as === item.as))];
  }

  /** Everything asked of it is open to all: no need for a step of its own. */
  #isPublic(type: string, items: readonly Item[]): boolean {
    return items.every((item) => {
      if (item.kind === 'on') return this.#isPublic(item.type, item.tree.items);
      if (item.name === '__typename') return true;
      const { category } = this.#governance.field(type, item.name);
      const open = category !== null && isOpen(category);
      return open && (item.tree === null || this.#isPublic(item.gives, item.tree.items));
    });
  }

  #categoryOf(item: FieldItem, path: SchemaPath, place: Place): Category | NamedCategory {
    const { category, by } = this.#governance.field(item.on, item.name);
    if (category !== null) return category;
    return place.named ?? { path, field: item, argument: by ?? '' };
  }

  #number(leaf: Leaf): number {
    return this.leaves.push(leaf) - 1;
  }
}

function aboveOf(above: Place['above'], category: Category, path: SchemaPath): Place['above'] {
  return above.some((known) => known.category === category) ? above : [...above, { category, path }];
}

function isSilenced(path: SchemaPath, item: FieldItem): boolean {
  return SILENCED.has(`${path}.${item.name}`);
}

export function asksMoreThanKey(governance: Governance, type: string, item: Item): boolean {
  if (item.kind === 'on') return item.tree.items.some((below) => asksMoreThanKey(governance, item.type, below));
  return item.name !== '__typename' && item.name !== governance.keyOf(type);
}

/** Takes the selections of a fragment out of it, each under the fragment's conditions. */
export function hoist(items: readonly Item[], when: readonly When[]): readonly Item[] {
  if (when.length === 0) return items;
  return items.map((item) => ({ ...item, when: [...when, ...item.when] }));
}
