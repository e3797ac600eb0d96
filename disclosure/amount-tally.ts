/** What whoever counted keeps of a sum in its own database. Nowhere else. */
export interface StoredAmount {
  /** How many were given something. */
  readonly contributors: number;
  readonly total: bigint;
  /** The most that one of them was given. */
  readonly largest: bigint;
  /** Sum of the record keys of the contributors, modulo 2^64, as a decimal number. */
  readonly keys: string;
}

/**
 * What the persons of one cell were given together, in whole euros: true, therefore sealed like a `Tally`. What can be had
 * of it is what the guards of a sum and its noise ask; and, for the database of whoever made it, `toStore`.
 */
export class AmountTally {
  readonly #stored: StoredAmount;

  private constructor(stored: StoredAmount) {
    this.#stored = stored;
  }

  /** Of these persons, each once, with her record key; one who was given nothing contributes nothing. */
  static of(given: Iterable<{ readonly key: bigint; readonly amount: number }>): AmountTally {
    let [contributors, total, largest, keys] = [0, 0n, 0n, 0n];
    for (const { key, amount } of given) {
      if (!Number.isSafeInteger(amount) || amount < 0) {
        throw new RangeError('an amount is whole euros, and not negative');
      }
      if (amount === 0) continue;
      contributors += 1;
      total += BigInt(amount);
      if (BigInt(amount) > largest) largest = BigInt(amount);
      keys += key;
    }
    return new AmountTally({ contributors, total, largest, keys: BigInt.asUintN(64, keys).toString() });
  }

  static fromStore(stored: StoredAmount): AmountTally {
    return new AmountTally(stored);
  }

  toStore(): StoredAmount {
    return this.#stored;
  }

  isOfAtLeast(contributors: number): boolean {
    return this.#stored.contributors >= contributors;
  }

  /** Whether one contributor makes up more than this share of the sum, or more than the public scale. */
  isDominated(share: number, scale: number): boolean {
    const { largest, total } = this.#stored;
    return Number(largest) > share * Number(total) || largest > BigInt(scale);
  }

  /** The true sum with noise that is made of its contributors' record keys. */
  blurred(noiseOf: (keys: bigint) => number): number {
    return Number(this.#stored.total) + noiseOf(BigInt(this.#stored.keys));
  }
}
