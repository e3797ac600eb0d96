import type { Cross, Send } from './doors.ts';
import type { Supergraph } from './supergraph.ts';

/** What every step of every plan works with. */
export interface Kit<Op> {
  readonly supergraph: Supergraph;
  readonly cross: Cross<Op>;
  /** How a service is reached: in this process, or over the network. */
  readonly sendTo: (service: string) => { readonly send: Send<Op>; readonly isLocal: boolean };
  /** Bodies are believed: what they say of their errors is passed on. */
  readonly trust: boolean;
  /** Codes of a body's errors that are passed on; any other reads `BODY_MISBEHAVED`. */
  readonly codes: ReadonlySet<string>;
}

/** A map that forgets everything when it is full: for what is cheap to make again and rarely varies. */
export class SmallCache<V> {
  private readonly entries = new Map<string, V>();

  constructor(private readonly limit = 200) {}

  get(key: string, make: () => V): V {
    let value = this.entries.get(key);
    if (value === undefined) {
      value = make();
      if (this.entries.size >= this.limit) this.entries.clear();
      this.entries.set(key, value);
    }
    return value;
  }
}
