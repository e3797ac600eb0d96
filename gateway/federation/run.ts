import type { GraphQLError } from 'graphql';
import type { Vars, Verdict } from './doors.ts';
import { notesInOrder } from './in-order.ts';
import type { Place } from './paths.ts';

/** What was decided of the record at one place of the answer, beyond what may be asked of it. */
export interface Mark {
  hidden: boolean;
  notes: Verdict['notes'];
}

/** One operation on its way: what has been fetched so far, and what has been said of it. */
export class Run<Op> {
  readonly data: Place = {};
  readonly errors: GraphQLError[] = [];
  readonly failed: (readonly object[])[] = [];
  marks: Map<object, Mark> | null = null;
  withheld = false;
  private hides = false;
  private readonly controller = new AbortController();
  readonly signal: AbortSignal;

  constructor(
    readonly op: Op,
    readonly variables: Vars,
    given: AbortSignal | undefined,
  ) {
    this.signal = given === undefined ? this.controller.signal : AbortSignal.any([given, this.controller.signal]);
  }

  /** Nothing is sent any more: what has been decided does not allow the operation to go on. */
  stop(reason: unknown): void {
    this.controller.abort(reason);
  }

  /** Hidden by any fetch that reaches the place is hidden. */
  mark(place: object, verdict: Verdict): void {
    this.marks ??= new Map();
    this.hides ||= verdict.hidden;
    const known = this.marks.get(place);
    if (known === undefined) this.marks.set(place, { hidden: verdict.hidden, notes: verdict.notes });
    else {
      known.hidden ||= verdict.hidden;
      if (verdict.notes.length > 0) known.notes = notesInOrder([...known.notes, ...verdict.notes]);
    }
  }

  /** Null as long as nothing is hidden, so that the common case asks nothing. */
  get isHidden(): ((place: object) => boolean) | null {
    return this.hides ? (place) => this.marks?.get(place)?.hidden === true : null;
  }
}
