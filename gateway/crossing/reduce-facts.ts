import type { Caller } from '../policy/caller.ts';
import type { FactClass, SignedField } from '../policy/facts.ts';
import { type CarryingInstrument, instrumentStanding } from '../policy/instruments.ts';
import { conditionsOf } from './conditions.ts';
import type { Gathered, RecordRow } from './facts-rows.ts';
import { flagsOf, wordBy, wordsNow } from './flags.ts';
import { recordedEnd } from './recorded.ts';
import { isSignedByWhoMay, whatWasSaid } from './said.ts';
import { linkStanding, signedForms, tiesBetween } from './ties.ts';

/** What decides about one record: whose it is, whom it is about, and the facts of each of them in that order. */
export interface ReducedRecord {
  readonly owner: string;
  /** Null stands for nobody: what is about no one has facts too. */
  readonly subjects: readonly (string | null)[];
  readonly classes: readonly FactClass[];
}

/** The instant of the decision, its civil date, and the instant at which the rows had been read. */
export interface When {
  readonly at: Date;
  readonly on: string;
  readonly read: Date;
}

/**
 * Reduces what was gathered to the closed words that a decision asks for, record by record. Pure: the same rows, caller
 * and instant give the same words, so that a decision can be looked at again years later.
 */
export function reduceFacts(gathered: Gathered, caller: Caller, when: When): ReadonlyMap<string, ReducedRecord> {
  const { at, on, read } = when;
  const consents = Map.groupBy(
    gathered.consents.map((row) => ({ ...row, withdrawnAt: recordedEnd(row.withdrawnAt, at, read) })),
    (row) => row.subject,
  );
  const ties = Map.groupBy(gathered.ties, (row) => row.subject);
  const words = Map.groupBy(
    gathered.words.filter(({ revokedAt }) => !isOver(recordedEnd(revokedAt, at, read), at)),
    (row) => row.subject,
  );
  const worries = Map.groupBy(gathered.worries, (row) => `${row.subject} ${row.sender}`);
  const notices = Map.groupBy(gathered.notices, (row) => `${row.subject} ${row.sender}`);
  const emergencies = new Set(gathered.emergencies.map(({ subject, owner }) => `${subject} ${owner}`));
  const standings = new Map<string, FactClass['instrument']>();

  function instrumentWith(owner: string): FactClass['instrument'] {
    let standing = standings.get(owner);
    if (!standing) {
      const instruments = gathered.instruments as readonly CarryingInstrument[];
      standing = instrumentStanding(instruments, on, caller.purpose, owner, caller.body);
      standings.set(owner, standing);
    }
    return standing;
  }

  function factsOf(record: RecordRow, subject: string | null): FactClass {
    const { owner } = record;
    const about = <Row>(rows: ReadonlyMap<string, readonly Row[]>): readonly Row[] => rows.get(subject ?? '') ?? [];
    const sentBy = `${subject} ${owner}`;
    const instrument = instrumentWith(owner);
    const tied = tiesBetween(about(ties), caller, owner);
    const now = wordsNow(about(words), at);
    const { accords, objections, isInformed } = whatWasSaid(about(consents), about(words), caller, owner, at);
    const forms = signedForms(about(ties), caller, owner).filter((form) =>
      isSignedByWhoMay(form, about(words), caller.purpose, at),
    );
    const conditions = conditionsOf({
      caller,
      on,
      record,
      subject,
      ties: tied,
      emergency: emergencies.has(sentBy),
      worries: worries.get(sentBy) ?? [],
      notices: notices.get(sentBy) ?? [],
      isInformed,
      isSigned: forms.length > 0,
      optIn: instrument.word === 'IN_FORCE' && instrument.optIn,
      rsaInstruction: wordBy(now, caller.body, 'RSA_INSTRUCTION_OPEN'),
    });
    return {
      instrument,
      link: linkStanding(tied),
      flags: subject === null ? NOBODY : flagsOf(now, caller, gathered.besideHidden),
      conditions,
      accords,
      objections,
      payload: forms.length === 0 ? 'NONE' : (forms.flatMap(({ fields }) => fields) as readonly SignedField[]),
    };
  }

  return new Map(
    gathered.records.map((record) => {
      const subjects = record.subjects.length === 0 ? [null] : [...record.subjects].sort();
      const classes = subjects.map((subject) => factsOf(record, subject));
      return [nameOf(record), { owner: record.owner, subjects, classes }];
    }),
  );
}

/** One text per record and part, to find it again by. */
export function nameOf(name: { readonly type: string; readonly id: string; readonly part: string }): string {
  return `${name.type} ${name.part} ${name.id}`;
}

function isOver(end: string | null, at: Date): boolean {
  return end !== null && Date.parse(end) <= at.getTime();
}

/** What is about nobody gives no address away. */
const NOBODY: FactClass['flags'] = { PROTECTED_ADDRESS: 'no', REPRESENTS_PROTECTED: 'no' };
