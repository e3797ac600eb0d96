import type { Moment } from './moment.ts';

/** Of when something was read from the primary database. */
export interface Read {
  /** Number of the last change of a fact that the read saw. Numbers are compared for being equal, and no further. */
  readonly epoch: string;
  /** Version of the rule table in force. */
  readonly rules: string | null;
  /** When it was asked for, not when it came back: what was committed since may be missing. */
  readonly sent: Moment;
}

/** Of when the facts of one operation are: it may have read them in several turns. */
export class Reads {
  #first: Read | null = null;
  #agree = true;

  add(read: Read): void {
    if (this.#first === null) this.#first = read;
    else if (read.epoch !== this.#first.epoch || read.rules !== this.#first.rules) this.#agree = false;
  }

  /** Nothing was read, so nothing was decided. */
  get areNone(): boolean {
    return this.#first === null;
  }

  /** The earliest of the reads, if all of them saw the same facts. */
  get one(): Read | null {
    return this.#agree ? this.#first : null;
  }
}
