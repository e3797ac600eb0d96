import type { ExecutionResult } from 'graphql';
import type { AccessLog } from './crossing/access.ts';
import type { Release } from './crossing/release.ts';
import { HubError } from './errors.ts';
import type { Caller } from './policy/caller.ts';

/** An answer that is ready, and recorded. It may leave as long as it holds. */
export interface Answered {
  readonly result: ExecutionResult;
  /** What it has left in the journal, for another run of the same question. */
  readonly access: AccessLog;
  /** Asked in the very tick in which the answer is written. */
  mayWrite(): boolean;
  /**
   * Decides once more, as of now. It resolves to itself if the answer still holds, to what is left of it after a write,
   * and to null if the question is to be run again.
   */
  lookAgain(): Promise<Answered | null>;
}

/** Ties a result to what is to be asked before it leaves. `identify` says who the caller is by then. */
export function createAnswered(
  result: ExecutionResult,
  o: {
    readonly access: AccessLog;
    readonly release: Release;
    readonly identify: () => Promise<Caller>;
    readonly isWrite: boolean;
  },
): Answered {
  const { access, release, identify, isWrite } = o;
  const answered: Answered = {
    result,
    access,
    mayWrite: () => release.mayWrite(),
    async lookAgain() {
      if ((await release.lookAgain(identify)) === 'SAME') return answered;
      return isWrite ? leftOfWrite(result, access) : null;
    },
  };
  return answered;
}

/** The write stands, and nothing of its result is told: a code at each of its roots says so. */
function leftOfWrite({ data }: ExecutionResult, access: AccessLog): Answered {
  const roots = Object.keys(data ?? {});
  const why = 'rights changed before the answer left; the write is done';
  const left: Answered = {
    result: {
      data: Object.fromEntries(roots.map((root) => [root, null])),
      errors: roots.map((root) => new HubError('RELEASE_CHANGED', why, { path: [root] })),
    },
    access,
    mayWrite: () => true,
    lookAgain: async () => left,
  };
  return left;
}
