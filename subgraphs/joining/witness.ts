import { cosign } from '../../transparency/cosignature.ts';
import { EMPTY_ROOT, verifyConsistency } from '../../transparency/merkle.ts';
import {
  addSignatures,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  readTextUnverified,
  verifierKeyOf,
} from '../../transparency/note.ts';
import { isWitnessRequest } from '../../transparency/witness-request.ts';
import type { AddCheckpoint } from './read-add-checkpoint.ts';

/** A checkpoint that this body has countersigned. */
export interface Witnessed {
  /** The log's own name. */
  readonly log: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  /** The note with the log's signature and ours. */
  readonly note: string;
  readonly signedAt: Date;
}

/** Where a body keeps the last checkpoint of each log that it has countersigned. */
export interface WitnessedCheckpoints {
  last(log: string): Promise<Witnessed | null>;
  /** Puts `next` in the place of `last`, on disk, if `last` still stands there; false, with nothing changed, if not. */
  replace(last: Witnessed | null, next: Witnessed): Promise<boolean>;
}

/** Two notes that one log has signed, and of which this body can countersign one alone. */
export interface Contradiction {
  readonly held: string;
  readonly offered: string;
  /** Same size and two roots: no proof is needed. Otherwise the log has not shown that one tree begins with the other. */
  readonly isFork: boolean;
}

export type WitnessAnswer =
  | { readonly status: 200; readonly line: string }
  /** `size` is that of the last checkpoint we signed. */
  | { readonly status: 409; readonly size: bigint }
  | { readonly status: 400 | 403 | 404 | 422; readonly why: string };

/** A body as a witness of the hub's journal. */
export interface Witness {
  /** Our public key, for whoever checks our lines. */
  readonly key: string;
  /** Names of the logs that we watch. */
  readonly logs: readonly string[];
  /** Whether a log that we watch has signed the request, by its header `authorization`. */
  isAskedByLog(authorization: string | undefined): boolean;
  add(asked: AddCheckpoint): Promise<WitnessAnswer>;
  last(log: string): Promise<Witnessed | null>;
}

export interface Witnessing {
  readonly signer: NoteSigner;
  /** Keys of logs, several of one name while one follows another. They come from this body's own configuration. */
  readonly logKeys: readonly NoteVerifier[];
  readonly checkpoints: WitnessedCheckpoints;
  readonly onContradiction: (found: Contradiction) => void;
  readonly now?: () => Date;
}

/** Requests at once may cross each other; with more than this something else is wrong. */
const MOST_TRIES = 5;

/**
 * Countersigns what begins with all that it has countersigned before, and nothing else, so that a log cannot show one
 * history here and another elsewhere without two signatures that give it away.
 *
 * INVARIANT: any two checkpoints of one log that this signs are of one history. The note is on disk before its line is given
 * away, and only in the place of the note that it was checked against.
 */
export function createWitness({ signer, logKeys, checkpoints, onContradiction, now }: Witnessing): Witness {
  const clock = now ?? (() => new Date());
  const logs = [...new Set(logKeys.map(({ name }) => name))];

  async function tryOnce(asked: AddCheckpoint): Promise<WitnessAnswer | 'again'> {
    const { origin, size, root } = asked.checkpoint;
    const last = await checkpoints.last(origin);
    const held = last?.size ?? 0n;
    if (asked.old !== held) return { status: 409, size: held };
    const contradiction = last && { held: last.note, offered: asked.note };
    if (last && size === held && !root.equals(last.root)) {
      onContradiction({ ...contradiction!, isFork: true });
      return { status: 409, size: held };
    }
    const [fromRoot, toRoot] = [last?.root ?? EMPTY_ROOT, root];
    if (!verifyConsistency({ from: held, to: size, fromRoot, toRoot, proof: asked.proof })) {
      if (contradiction) onContradiction({ ...contradiction, isFork: false });
      return { status: 422, why: 'the proof does not show that this tree begins with the one signed last' };
    }
    const signedAt = clock();
    const line = cosign(readTextUnverified(asked.note), signer, Math.floor(signedAt.getTime() / 1000));
    const next = { log: origin, size, root, note: addSignatures(asked.note, [line]), signedAt };
    return (await checkpoints.replace(last, next)) ? { status: 200, line } : 'again';
  }

  return {
    key: verifierKeyOf(signer),
    logs,
    isAskedByLog: (header) => isWitnessRequest(header, { witness: signer.name, logKeys, now: clock() }),
    async add(asked) {
      const { origin, size } = asked.checkpoint;
      if (!logs.includes(origin)) return { status: 404, why: 'this body does not watch that log' };
      const keys = logKeys.filter(({ name }) => name === origin);
      if (!isSigned(asked.note, keys)) return { status: 403, why: 'no key that this body trusts has signed it' };
      if (asked.old > size) return { status: 400, why: 'the old size is larger than the new one' };
      for (let tried = 0; tried < MOST_TRIES; tried += 1) {
        const answer = await tryOnce(asked);
        if (answer !== 'again') return answer;
      }
      return { status: 409, size: (await checkpoints.last(origin))?.size ?? 0n };
    },
    last: async (log) => (logs.includes(log) ? checkpoints.last(log) : null),
  };
}

function isSigned(note: string, keys: readonly NoteVerifier[]): boolean {
  try {
    openNote(note, keys);
    return true;
  } catch {
    return false;
  }
}
