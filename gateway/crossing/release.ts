import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../policy/caller.ts';
import { type CivilDate, civilDateOf } from '../policy/civil-date.ts';
import { decideAgain } from './decide-again.ts';
import type { FactsRepository } from './facts.repository.ts';
import { isAlive, type Lease, type Look } from './lease.ts';
import { type Operation, openOperation } from './operation.ts';
import type { Rules } from './rules.repository.ts';

export interface ReleaseParts {
  readonly lease: Pick<Lease, 'mayWrite' | 'alive'>;
  readonly rules: Rules;
  readonly repository: FactsRepository;
  /** The clock that decisions are taken by. */
  readonly clock: () => Date;
  /** Makes durable what an operation has decided. */
  readonly record: (op: Operation) => Promise<void>;
}

/** What stands between an answer that is ready and its first byte. */
export interface Release {
  /** Whether what was decided holds now. INVARIANT: asked in the very tick in which the answer is written. */
  mayWrite(): boolean;
  /**
   * Decides everything once more, as of now. SAME: nothing that was released would be withheld now, and whoever asks may
   * look again. NARROWER: the answer must not leave. `identify` says who the caller is by now.
   */
  lookAgain(identify: () => Promise<Caller>): Promise<'SAME' | 'NARROWER'>;
}

/** As of when the decisions of an operation have been found to hold. */
interface AsOf {
  /** Null where what was read is not of one moment. */
  readonly epoch: string | null;
  readonly rules: string;
  readonly day: CivilDate;
  /** A look of the operation's own, which may outlive the epoch that the replica's lease is for. */
  readonly look: Look | null;
}

/**
 * The release check of one operation. `begun` is the epoch that the replica knew of before it identified the caller: who
 * she is was read at that epoch or after, so if the facts are of the same, she is still who she was.
 */
export function createRelease(parts: ReleaseParts, op: Operation, begun: string | null): Release {
  const { lease, rules, clock } = parts;
  const read = op.facts.reads.one;
  let asOf: AsOf = {
    epoch: read !== null && read.rules === op.context.ruleSetVersion && read.epoch === begun ? begun : null,
    rules: op.context.ruleSetVersion,
    day: civilDateOf(op.context.at),
    look: null,
  };

  /** What time alone changes: rules that come into force, and whatever begins or ends with a day. */
  function isOfToday(): boolean {
    const now = clock();
    return civilDateOf(now) === asOf.day && rules.at(now).version === asOf.rules;
  }

  function mayWrite(): boolean {
    if (op.crossed.isEmpty) return true;
    if (asOf.epoch === null || !isOfToday()) return false;
    return lease.mayWrite(asOf.epoch) || (asOf.look !== null && isAlive(asOf.look));
  }

  return {
    mayWrite,

    async lookAgain(identify) {
      if (asOf.epoch !== null) {
        // Often nothing has moved, and only the lease had lapsed.
        await lease.alive();
        if (mayWrite()) return 'SAME';
      }
      const at = clock();
      const { judge, version } = rules.at(at);
      const later = openOperation({
        ...op,
        context: { ...op.context, at, ruleSetVersion: version },
        judge,
        repository: parts.repository,
      });
      const facts = await later.facts.of(op.crossed.records.map(({ name }) => name));
      const reread = later.facts.reads.one;
      if (reread === null || reread.rules !== version) {
        await rules.refresh();
        return 'SAME';
      }
      const isNarrower = decideAgain(op, later, facts);
      await parts.record(later);
      if (isNarrower || !(await isStill(op.caller, identify))) return 'NARROWER';
      asOf = { epoch: reread.epoch, rules: version, day: civilDateOf(at), look: reread };
      return 'SAME';
    },
  };
}

/** Asked after the facts were read, so that the habilitation is of the same moment or a later one. */
async function isStill(caller: Caller, identify: () => Promise<Caller>): Promise<boolean> {
  try {
    return isDeepStrictEqual(await identify(), caller);
  } catch {
    return false;
  }
}
