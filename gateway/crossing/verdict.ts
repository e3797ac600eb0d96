import type { Category } from '../../schema/vocabulary.ts';
import { isOn, type ResponseKey, type Shape, type Verdict } from '../federation/doors.ts';
import type { Decision } from '../policy/decision.ts';
import { opensExistence, opensPath } from '../policy/opening.ts';
import type { RecordClass } from './facts.ts';
import { categoryOf } from './leaves.ts';
import { decideRecord, type Operation } from './operation.ts';
import type { Leaf, Reading } from './reading.ts';

/** What the notice of a withheld field says. It is decided before anything is fetched, so it never tells whether there was something to withhold. */
export interface Notice {
  readonly category?: Category;
  /** PERMIT where the category is released, but under a transform that does not open this field. */
  readonly decision: 'DENY' | 'PERMIT';
  readonly rule?: string;
  readonly reason?: string;
  readonly transform?: string;
}

const NOT_DISCLOSED: Notice = { decision: 'DENY', reason: 'NOT_DISCLOSED' };

/** A record that the hub does not know of: the same bytes as one that is withheld whole. */
export const UNKNOWN: Verdict = { instance: null, mask: null, hidden: true, notes: [{ at: [], note: NOT_DISCLOSED }] };

export const NOTHING_ASKED: Verdict = { instance: null, mask: null, hidden: false, notes: [] };

/** The categories that a shape reads in this operation. */
export function categoriesOf(reading: Reading, op: Operation): readonly Category[] {
  const categories = new Set<Category>();
  for (const leaf of reading.leaves) {
    if (!isOn(leaf.when, op.variables)) continue;
    categories.add(categoryOf(leaf, op.variables));
    for (const above of leaf.above) categories.add(above.category);
  }
  return [...categories];
}

/**
 * What may be asked of the records of one class, under one shape.
 *
 * A record about several people is released only as far as it is for each of them.
 */
export function verdictOf(
  op: Operation,
  shape: Shape,
  reading: Reading,
  recordClass: RecordClass,
  instance: string | null,
): Verdict {
  const decided = new Map<Category, Decision>();
  for (const category of categoriesOf(reading, op)) {
    decided.set(category, decideRecord(op, recordClass, category));
  }
  if (!reading.isPublic && !mayBeKnownOf(recordClass, decided)) return UNKNOWN;

  const open = reading.leaves.map((leaf) => isOn(leaf.when, op.variables) && isOpen(leaf, decided, op));
  const [first] = reading.leaves;
  if (first && first.at.length === 0 && !open[0]) {
    return { ...UNKNOWN, notes: [{ at: [], note: noticeOf(first, decided, op) ?? NOT_DISCLOSED }] };
  }
  const notes = noticesOf(reading, open, decided, op);
  const asks = open.includes(true) || shape.leaves === 0;
  return {
    instance: asks ? instance : null,
    mask: asks ? open.map((each) => (each ? '1' : '0')).join('') : null,
    hidden: false,
    notes,
  };
}

/**
 * Without a mission link, and with nothing that may cross, the caller is not told that there is a record at all. A trace of
 * access, an emergency or a contestation is no part of any mission, so that a link does not tell of one either: whose access
 * is contested works with the person.
 */
function mayBeKnownOf(recordClass: RecordClass, decided: ReadonlyMap<Category, Decision>): boolean {
  if (decided.size === 0 || [...decided.values()].some((decision) => decision.effect !== 'DENY')) return true;
  if ([...decided.keys()].every((category) => category === 'AUDIT_TRACE')) return false;
  return isLinked(recordClass);
}

/** Whether a mission ties the caller to everybody whom the record is about. */
export function isLinked({ classes }: RecordClass): boolean {
  return classes.every((facts) => facts.link === 'LINKED');
}

function isOpen(leaf: Leaf, decided: ReadonlyMap<Category, Decision>, op: Operation): boolean {
  const category = categoryOf(leaf, op.variables);
  const own = decided.get(category);
  if (!own || own.effect === 'DENY') return false;
  if (!opensLeaf(own, leaf)) return false;
  return leaf.above.every((above) => {
    const decision = decided.get(above.category);
    return above.category === category || (decision !== undefined && opensExistence(decision, above.path));
  });
}

function opensLeaf(decision: Decision, leaf: Leaf): boolean {
  // Whether the record may be known of at all; below, what an argument names has no list of fields: all of it or nothing.
  if (leaf.at.length === 0) return true;
  if (typeof leaf.category !== 'string') return decision.opens === 'ALL' && keepsNothingBack(decision);
  return opensPath(decision, leaf.path);
}

function keepsNothingBack({ closed }: Decision): boolean {
  return closed !== 'ALL' && closed.size === 0;
}

/** One notice per withheld field, at the topmost field of which nothing is released. */
function noticesOf(
  reading: Reading,
  open: readonly boolean[],
  decided: ReadonlyMap<Category, Decision>,
  op: Operation,
): Verdict['notes'] {
  const released = new Set<string>();
  reading.leaves.forEach((leaf, i) => {
    if (open[i]) for (const at of prefixes(leaf.at)) released.add(at.join('.'));
  });
  const notices = new Map<string, { at: readonly ResponseKey[]; note: Notice }>();
  reading.leaves.forEach((leaf, i) => {
    if (open[i] || !isOn(leaf.when, op.variables)) return;
    const at = prefixes(leaf.at).find((place) => !released.has(place.join('.')));
    const note = noticeOf(leaf, decided, op);
    if (at && note && !notices.has(at.join('.'))) notices.set(at.join('.'), { at, note });
  });
  return [...notices.values()];
}

function prefixes(at: readonly ResponseKey[]): readonly (readonly ResponseKey[])[] {
  return at.map((_, i) => at.slice(0, i + 1));
}

function noticeOf(leaf: Leaf, decided: ReadonlyMap<Category, Decision>, op: Operation): Notice | null {
  const category = categoryOf(leaf, op.variables);
  const withheld =
    [category, ...leaf.above.map((above) => above.category)].find((each) => decided.get(each)?.effect === 'DENY') ??
    category;
  const decision = decided.get(withheld);
  if (!decision) return null;
  if (decision.silent.has(leaf.path)) return null;
  // Whatever closes an address, the caller reads the same word: one that told more would tell of a protected address.
  if (withheld === 'CONTACT') return { category: withheld, decision: 'DENY', reason: 'withheld' };
  if (decision.effect !== 'DENY') {
    return {
      category: withheld,
      decision: 'PERMIT',
      rule: decision.rule,
      ...(decision.transform && { transform: decision.transform }),
    };
  }
  return {
    category: withheld,
    decision: 'DENY',
    rule: decision.rule,
    ...(decision.reason && { reason: decision.reason }),
  };
}
