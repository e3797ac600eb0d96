import type { Category } from '../../schema/vocabulary.ts';
import { accordStanding, isInScope } from '../policy/accords.ts';
import type { Caller } from '../policy/caller.ts';
import { civilDateOf } from '../policy/civil-date.ts';
import type { Accord, FactClass, Known, LinkStanding } from '../policy/facts.ts';
import { type InstrumentRecord, instrumentStanding } from '../policy/instruments.ts';
import { linksFor } from '../policy/links.ts';
import type { AccordRow, BodyRow, FactsRepository, Gathered, RecordName, RecordRow } from './facts.repository.ts';
import { moment } from './moment.ts';
import { Reads } from './reads.ts';
import { recordedEnd } from './recorded.ts';

/** One subject of a record, with the facts that decide. The subject is null for what is about nobody. */
export interface SubjectFacts {
  readonly subject: string | null;
  readonly facts: FactClass;
}

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
      const found = reduce(gathered, caller, { at, on, read }, intern);
      for (const { name, settle } of batch) settle(found.get(nameOf(name)) ?? null);
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

function nameOf(name: { readonly type: string; readonly id: string; readonly part: string }): string {
  return `${name.type} ${name.part} ${name.id}`;
}

type Interning = ReturnType<typeof createInterning>;

/** Equal facts become one object, so that whoever judges may compare by identity. */
function createInterning() {
  const classes = new Map<string, FactClass>();
  const numbers = new Map<FactClass, number>();
  const records = new Map<string, RecordClass>();
  return {
    facts(facts: FactClass): FactClass {
      const key = JSON.stringify(facts);
      const same = classes.get(key);
      if (same) return same;
      classes.set(key, facts);
      numbers.set(facts, numbers.size);
      return facts;
    },
    record(owner: string, facts: readonly FactClass[]): RecordClass {
      const key = `${owner} ${facts.map((each) => numbers.get(each)).join(' ')}`;
      const same = records.get(key);
      if (same) return same;
      const recordClass = { owner, classes: facts };
      records.set(key, recordClass);
      return recordClass;
    },
  };
}

/** The instant of the decision, its civil date, and the instant at which the facts had been read. */
interface When {
  readonly at: Date;
  readonly on: string;
  readonly read: Date;
}

function reduce(gathered: Gathered, caller: Caller, when: When, intern: Interning): Map<string, RecordFacts> {
  const { at, on, read } = when;
  const accords = Map.groupBy(gathered.accords, (row) => row.subject);
  const links = Map.groupBy(gathered.links, (row) => row.subject);
  const words = Map.groupBy(gathered.facts, (row) => row.subject);
  const instruments = gathered.instruments as readonly InstrumentRecord[];
  const standings = new Map<string, FactClass['instrument']>();

  function instrumentWith(owner: string): FactClass['instrument'] {
    let standing = standings.get(owner);
    if (!standing) {
      standing = instrumentStanding(instruments, on, caller.purpose, owner, caller.body);
      standings.set(owner, standing);
    }
    return standing;
  }

  /**
   * Where bodies disagree, the word that protects more is heard: `yes` before `no`, the later day before the earlier.
   * Both come last in the order of the alphabet. Where none says anything, nothing is known.
   */
  function word(subject: string, name: string): string | null {
    const values = (words.get(subject) ?? []).filter((fact) => fact.word === name).map((fact) => fact.value);
    return values.sort().at(-1) ?? null;
  }

  function linkTo(subject: string, owner: string): LinkStanding {
    const ties = (links.get(subject) ?? []).filter(
      (link) =>
        link.bodies.includes(owner) &&
        (caller.mission === null || caller.mission === link.frame) &&
        linksFor(caller.purpose, link),
    );
    if (ties.some((link) => link.open)) return 'LINKED';
    return ties.length > 0 ? 'META_ONLY' : 'NONE';
  }

  function accordOf(row: AccordRow, owner: string, minorUntil: string | null): Accord {
    return {
      id: row.id,
      inScope: isInScope(row, {
        owner,
        recipient: caller.body,
        profession: caller.profession,
        purpose: caller.purpose,
      }),
      standing: accordStanding({ ...row, withdrawnAt: recordedEnd(row.withdrawnAt, at, read) }, at, minorUntil),
      categories: row.categories as readonly Category[],
      explicitCategories: row.explicitCategories as readonly Category[],
    };
  }

  function factsOf(record: RecordRow, subject: string | null): FactClass {
    const minorUntil = subject === null ? null : word(subject, 'MINOR_UNTIL');
    return intern.facts({
      instrument: instrumentWith(record.owner),
      link: subject === null ? 'NONE' : linkTo(subject, record.owner),
      flags: {
        PROTECTED_ADDRESS: subject === null ? 'no' : ((word(subject, 'PROTECTED_ADDRESS') ?? 'unknown') as Known),
        REPRESENTS_PROTECTED: 'unknown',
      },
      conditions: conditionsOf(record, caller.body),
      accords: (accords.get(subject ?? '') ?? []).map((row) => accordOf(row, record.owner, minorUntil)),
    });
  }

  return new Map(
    gathered.records.map((record) => {
      const subjects = record.subjects.length === 0 ? [null] : [...record.subjects].sort();
      const classes = subjects.map((subject) => factsOf(record, subject));
      return [nameOf(record), { recordClass: intern.record(record.owner, classes), subjects }];
    }),
  );
}

const REFERRALS = new Set(['Referral', 'ReferralHandling', 'ReferralSide']);
const CASES = new Set(['SharedCase', 'Participant']);

/** Conditions that can be told from the record itself. The others have nobody yet who says them: unknown, so they fail. */
function conditionsOf(record: RecordRow, recipient: string): FactClass['conditions'] {
  const takesPart = record.parties.includes(recipient);
  const yes = (is: boolean): Known => (is ? 'yes' : 'no');
  return {
    ...NOT_GATHERED,
    PARTY_TO_REFERRAL: yes(takesPart && REFERRALS.has(record.type)),
    PARTY_TO_REFERRAL_OR_CASE: yes(takesPart && (REFERRALS.has(record.type) || CASES.has(record.type))),
    OWN_BODY: yes(takesPart && record.type === 'AccessRecord'),
  };
}

const NOT_GATHERED: FactClass['conditions'] = {
  EMERGENCY_DECLARED: 'unknown',
  CHILD_IN_DANGER_OR_RISK: 'unknown',
  PARENTS_INFORMED_OR_EXEMPT: 'unknown',
  MULTI_PROF: 'unknown',
  AGGRAVATION_NOTED: 'unknown',
  IDENTITY_PROVED: 'unknown',
  CHILD_CASE_OPEN: 'unknown',
  SAME_CARE_TEAM: 'unknown',
  PERSON_INFORMED_NOT_OBJECTED: 'unknown',
  RSA_INSTRUCTION_OPEN: 'unknown',
  INSTRUMENT_OPT_IN_L121_6_2: 'unknown',
  COORDINATOR_DESIGNATED: 'unknown',
  PERSON_INFORMED: 'unknown',
  EXPLICIT_FIELD_CONSENT: 'unknown',
  COSIGNED_PAYLOAD: 'unknown',
  PARTY_TO_REFERRAL: 'no',
  PARTY_TO_REFERRAL_OR_CASE: 'no',
  OWN_BODY: 'no',
};
