import type { Tree } from './doors.ts';
import { emitFill, type Fill, type FillField } from './emit.ts';
import type { ResponsePath } from './faults.ts';
import { fitsAny, type Place } from './paths.ts';
import type { Supergraph } from './supergraph.ts';

/**
 * What may be taken from a reply: the keys that were asked for, in the shape in which they were asked for.
 *
 * INVARIANT: nothing enters the answer but through a picker made of the very tree that was sent. A key that was not
 * asked for does not exist, whatever a body adds.
 */
export interface Picker {
  readonly fields: readonly PickField[];
  readonly typed: readonly { readonly fits: (type: string) => boolean; readonly picker: Picker }[];
  readonly fill: Fill;
  /** Where the type can be one only, it is that one, whatever a service says: its name, and the keys that ask for it. */
  readonly type: string;
  readonly typeKeys: readonly string[];
  readonly isObject: (type: string) => boolean;
}
interface PickField {
  readonly sent: string;
  readonly as: string;
  readonly below: Picker | null;
}

export function compilePicker(tree: Tree, service: string, supergraph: Supergraph): Picker {
  const fields: PickField[] = [];
  const fills: FillField[] = [];
  const typed: Picker['typed'][number][] = [];
  const typeKeys = new Set<string>();
  let objectType = '';
  const isObject = (type: string) => supergraph.schema.getType(type)?.astNode?.kind === 'ObjectTypeDefinition';
  for (const item of tree.items) {
    if (item.kind === 'on') {
      typed.push({ fits: fitsAny([item.type], supergraph), picker: compilePicker(item.tree, service, supergraph) });
      continue;
    }
    const { as, sent = as } = item;
    const below = item.tree === null ? null : compilePicker(item.tree, service, supergraph);
    const lists = supergraph.field(service, item.on, item.name)?.lists ?? -1;
    fields.push({ sent, as, below });
    if (item.name !== '__typename') {
      fills.push({ sent, as, take: below && ((known, value) => pickBelow(known, value, below, lists)) });
      continue;
    }
    // Under whatever key the type is asked, it is the type of the object.
    for (const key of new Set([as, '__typename'])) {
      if (isObject(item.on)) {
        objectType = item.on;
        typeKeys.add(key);
        continue;
      }
      fills.push({ sent, as: key, take: (known, value) => pickTypename(known, value, isObject) });
    }
  }
  return { fields, typed, fill: emitFill(fills), type: objectType, typeKeys: [...typeKeys], isObject };
}

/** Copies into `place` what was asked for, and merges objects that another fetch has already begun. */
export function pick(place: Place, source: Place, picker: Picker): void {
  picker.fill(place, source);
  for (const key of picker.typeKeys) place[key] = picker.type;
  const known = place.__typename;
  const type = typeof known === 'string' && picker.isObject(known) ? known : source.__typename;
  for (const { fits, picker: below } of picker.typed) {
    if (typeof type !== 'string' || fits(type) || !picker.isObject(type)) pick(place, source, below);
  }
}

/** A service that knows only the interface says so; that never replaces the type that another has said. */
function pickTypename(known: unknown, value: unknown, isObject: (type: string) => boolean): unknown {
  if (typeof value !== 'string') return known;
  return typeof known === 'string' && isObject(known) ? known : value;
}

/** A list where an object was asked for, or the reverse, counts as null. `lists` is -1 where nothing is known of it. */
function pickBelow(known: unknown, value: unknown, picker: Picker, lists: number): unknown {
  if (typeof value !== 'object' || value === null) return known ?? null;
  if (Array.isArray(value)) {
    if (lists === 0) return known ?? null;
    const begun: unknown[] = Array.isArray(known) && known.length === value.length ? known : [];
    return value.map((item, i) => pickBelow(begun[i], item, picker, lists - 1));
  }
  if (lists > 0) return known ?? null;
  const place = typeof known === 'object' && known !== null && !Array.isArray(known) ? (known as Place) : {};
  pick(place, value as Place, picker);
  return place;
}

/**
 * The part of a body's error path that leads through what was asked for, in the keys of the answer. `value` is what the
 * body gave there: an index that it has not given leads nowhere.
 */
export function knownPath(path: readonly unknown[], value: unknown, picker: Picker): ResponsePath {
  const known: (string | number)[] = [];
  // One key may be asked for several times, under conditions of its own.
  let at = [picker];
  for (const key of path) {
    if (typeof key === 'number') {
      if (!Array.isArray(value) || !(key in value)) break;
      known.push(key);
      value = value[key];
    } else {
      const fields = at.flatMap((one) => fieldsOf(one)).filter(({ sent }) => sent === key);
      if (fields[0] === undefined) break;
      known.push(fields[0].as);
      value = typeof value === 'object' && value !== null ? (value as Place)[fields[0].sent] : null;
      at = fields.flatMap(({ below }) => below ?? []);
    }
  }
  return known;
}

function fieldsOf({ fields, typed }: Picker): PickField[] {
  return [...fields, ...typed.flatMap(({ picker }) => fieldsOf(picker))];
}
