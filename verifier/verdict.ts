import type { Checkpoint } from '../transparency/checkpoint.ts';

/** What is trusted, all of it from elsewhere than the file that is checked. */
export interface Trust {
  /** Verifier keys of the log; several while a key is being changed. */
  readonly log: readonly string[];
  /** Verifier keys of witnesses, and how many of them must have countersigned (all that are given, if nothing is said). */
  readonly witnesses?: readonly string[];
  readonly leastWitnesses?: number;
  /** Checkpoints and exports from elsewhere, with which this one must be of one history. */
  readonly against?: readonly { readonly name: string; readonly text: string }[];
  /** Consistency proofs between them, where no export brings them. */
  readonly consistency?: readonly string[];
  /** Seconds by which records and witnesses may disagree on the order of things. */
  readonly tolerance?: number;
  /** Seconds between the clock that decided and the real one; wider where a run has a clock of its own. */
  readonly clockTolerance?: number;
}

/** The first thing that does not hold. A record is named by its leaf, and by its id where the file tells it. */
export type Failure = { readonly leaf?: bigint; readonly record?: string } & (
  | { readonly code: 'UNKNOWN_LOG'; readonly named: string }
  | { readonly code: 'CHECKPOINT_FORGED' | 'OTHER_ORIGIN' | 'WITNESS_FORGED' | 'RANGE_BROKEN' }
  | { readonly code: 'OTHER_SIZE'; readonly said: bigint; readonly signed: bigint }
  | { readonly code: 'TOO_FEW_WITNESSES'; readonly found: readonly string[]; readonly least: number }
  | { readonly code: 'MISSING' | 'TWICE' | 'OUT_OF_ORDER' | 'BEYOND_TREE' | 'BEYOND_RANGE' }
  | { readonly code: 'CHANGED' | 'NOT_IN_TREE' | 'NO_RECORD' | 'RECORD_TWICE' }
  | { readonly code: 'MISSHOWN'; readonly column: string }
  | { readonly code: 'BACK_DATED' | 'AFTER_WITNESS' | 'BEFORE_WITNESS' | 'CLOCKS_APART'; readonly seconds: number }
  | {
      readonly code: 'OTHER_FORGED' | 'OTHER_LOG' | 'SPLIT_VIEW' | 'INCONSISTENT' | 'UNCOMPARABLE';
      readonly other: string;
    }
);

export type FailureCode = Failure['code'];

/** What was found to hold. */
export interface Holding {
  readonly checkpoint: Checkpoint;
  readonly witnesses: readonly { readonly name: string; readonly seconds: bigint }[];
  /** Records that were read, and leaves known by their commitment alone: erased, or not for whoever asked. */
  readonly records: number;
  readonly commitments: number;
  /** The range that is whole, or null where records were chosen. */
  readonly range: { readonly from: bigint; readonly to: bigint } | null;
  readonly compared: readonly string[];
}

export type Verdict =
  | { readonly holds: true; readonly holding: Holding }
  | { readonly holds: false; readonly failure: Failure };

/** Carries the first failure out of whatever found it. */
export class DoesNotHold extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}
