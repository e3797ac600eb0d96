import type { Caller } from '../policy/caller.ts';
import { civilDateOf } from '../policy/civil-date.ts';
import type { FactClass } from '../policy/facts.ts';
import type { FactsRepository } from './facts.repository.ts';
import type { BodyRow, RecordName } from './facts-rows.ts';
import { moment } from './moment.ts';
import { Reads } from './reads.ts';
import { nameOf, type ReducedRecord, reduceFacts } from './reduce-facts.ts';

/** All records of one owner whose subjects decide alike share one of these. */
export interface RecordClass {
  readonly owner: string;
  readonly classes: readonly FactClass[];
}

export interface RecordFacts {
  readonly recordClass: RecordClass;
  readonly subjects: readonly (string | null)[];
}

export interface Facts {
  /** What is known of each record; null: no such record, as far as the hub knows. */
  of(names: readonly RecordName[]): Promise<readonly (RecordFacts | null)[]>;
  /** Bodies met so far: owners of records and the bodies that their keys name. */
  bodyOf(code: string): BodyRow | undefined;
  /** Of when all this is. */
  readonly reads: Reads;
}

/**
 * The facts of one operation, as of one instant.
 *
 * Each record is gathered once. Records asked for in the same turn of the event loop (the sibling steps of a wave) are
 * gathered together, in one query.
 */
export function createFacts(repository: FactsRepository, caller: Caller, at: Date): Facts {
  const on = civilDateOf(at);
  const opened = performance.now();
  const reads = new Reads();
  const known = new Map<string, Promise<RecordFacts | null>>();
  const bodies = new Map<string, BodyRow>();
  const intern = createInterning();
  let pending: { name: RecordName; settle: (facts: RecordFacts | null) => void; fail: (error: unknown) => void }[] = [];

  async function flush(): Promise<void> {
    const batch = pending;
    pending = [];
    const sent = moment();
    try {
      const gathered = await repository.gather(
        batch.map((entry) => entry.name),
        caller,
        at,
        on,
      );
      reads.add({ epoch: gathered.epoch, rules: gathered.rules, sent });
      for (const body of gathered.bodies) bodies.set(body.code, body);
      const read = new Date(at.getTime() + performance.now() - opened);
      const found = reduceFacts(gathered, caller, { at, on, read });
      for (const { name, settle } of batch) settle(intern(found.get(nameOf(name))));
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }

  function one(name: RecordName): Promise<RecordFacts | null> {
    const key = nameOf(name);
    let facts = known.get(key);
    if (!facts) {
      facts = new Promise((settle, fail) => {
        if (pending.length === 0) setImmediate(() => void flush());
        pending.push({ name, settle, fail });
      });
      known.set(key, facts);
    }
    return facts;
  }

  return { of: (names) => Promise.all(names.map(one)), bodyOf: (code) => bodies.get(code), reads };
}

/** Equal facts become one object, so that whoever judges may compare by identity. */
function createInterning(): (found: ReducedRecord | undefined) => RecordFacts | null {
  const classes = new Map<string, FactClass>();
  const numbers = new Map<FactClass, number>();
  const records = new Map<string, RecordClass>();

  function one(facts: FactClass): FactClass {
    const key = JSON.stringify(facts);
    const same = classes.get(key);
    if (same) return same;
    classes.set(key, facts);
    numbers.set(facts, numbers.size);
    return facts;
  }

  return (found) => {
    if (!found) return null;
    const { owner, subjects } = found;
    const interned = found.classes.map(one);
    const key = `${owner} ${interned.map((each) => numbers.get(each)).join(' ')}`;
    const recordClass = records.get(key) ?? { owner, classes: interned };
    records.set(key, recordClass);
    return { recordClass, subjects };
  };
}
