/** Why a body did not answer. Told to the hub, which has a fault or a forger behind it; never to the caller. */
export type RefusalReason =
  | 'MISSING'
  | 'MALFORMED'
  | 'BAD_SIGNATURE'
  /** For another body. */
  | 'FOREIGN'
  /** Not good at this instant: no longer, or not yet. */
  | 'EXPIRED'
  | 'REPLAYED'
  | 'TOO_NARROW'
  | 'UNKNOWN_FIELD';

/** Nothing was run. `at` names the first field that is not covered; it never holds a key or a value. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly at?: string;
}

/** A refusal on its way up. */
export class PassRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(`pass refused: ${refusal.reason}`, options);
    this.name = 'PassRefused';
    this.refusal = refusal;
  }
}
