import type { FieldItem, Tree } from './doors.ts';
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
}
interface PickField {
  readonly sent: string;
  readonly as: string;
  readonly isTypename: boolean;
  /** List wrappers of the field; -1 where nothing is known of it. */
  readonly lists: number;
  readonly below: Picker | null;
}

export function compilePicker(tree: Tree, service: string, supergraph: Supergraph): Picker {
  const fields: PickField[] = [];
  const typed: Picker['typed'][number][] = [];
  for (const item of tree.items) {
    if (item.kind === 'field') fields.push(compileField(item, service, supergraph));
    else {
      const picker = compilePicker(item.tree, service, supergraph);
      typed.push({ fits: fitsAny([item.type], supergraph), picker });
    }
  }
  return { fields, typed };
}

function compileField(item: FieldItem, service: string, supergraph: Supergraph): PickField {
  return {
    sent: item.sent ?? item.as,
    as: item.as,
    isTypename: item.name === '__typename',
    lists: supergraph.field(service, item.on, item.name)?.lists ?? -1,
    below: item.tree === null ? null : compilePicker(item.tree, service, supergraph),
  };
}

/** Copies into `place` what was asked for, and merges objects that another fetch has already begun. */
export function pick(place: Place, source: Place, picker: Picker, supergraph: Supergraph): void {
  for (const field of picker.fields) {
    const value = source[field.sent];
    if (value === undefined) continue;
    if (field.isTypename) pickTypename(place, field.as, value, supergraph);
    else if (field.below === null) place[field.as] = value;
    else place[field.as] = pickBelow(place[field.as], value, field.below, field.lists, supergraph);
  }
  for (const { fits, picker: below } of picker.typed) {
    const type = source.__typename;
    if (typeof type !== 'string' || fits(type) || !isObject(type, supergraph)) pick(place, source, below, supergraph);
  }
}

/**
 * A service that knows only the interface says so; that never replaces the type that another has said. Under whatever
 * key the type is asked, it is the type of the object.
 */
function pickTypename(place: Place, as: string, value: unknown, supergraph: Supergraph): void {
  if (typeof value !== 'string') return;
  for (const key of as === '__typename' ? [as] : [as, '__typename']) {
    const known = place[key];
    if (typeof known !== 'string' || !isObject(known, supergraph)) place[key] = value;
  }
}

function isObject(type: string, supergraph: Supergraph): boolean {
  return supergraph.schema.getType(type)?.astNode?.kind === 'ObjectTypeDefinition';
}

/** A list where an object was asked for, or the reverse, counts as null. */
function pickBelow(known: unknown, value: unknown, picker: Picker, lists: number, supergraph: Supergraph): unknown {
  if (typeof value !== 'object' || value === null) return known ?? null;
  if (Array.isArray(value)) {
    if (lists === 0) return known ?? null;
    const begun: unknown[] = Array.isArray(known) && known.length === value.length ? known : [];
    return value.map((item, i) => pickBelow(begun[i], item, picker, lists - 1, supergraph));
  }
  if (lists > 0) return known ?? null;
  const place = typeof known === 'object' && known !== null && !Array.isArray(known) ? (known as Place) : {};
  pick(place, value as Place, picker, supergraph);
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
