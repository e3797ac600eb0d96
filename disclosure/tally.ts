import { cellKeyOf } from './cell-key.ts';
import { perturb } from './perturb.ts';
import type { PerturbationTable } from './perturbation-table.ts';

/** What whoever counted keeps of a tally in its own database. Nowhere else. */
export interface StoredTally {
  readonly persons: number;
  /** Sum of the record keys, modulo 2^64, as a decimal number. */
  readonly keys: string;
}

/** A tally being made. Whoever adds sees to it that each person is added once. */
export interface Counting {
  add(recordKey: bigint): void;
  seal(): Tally;
}

/**
 * How many persons are in a cell, and the sum of their record keys: true, therefore sealed.
 *
 * Its fields are private to this file, so a tally prints, logs and serialises as `{}`. What can be had of it is the
 * released count and the two questions that the guards ask; and, for the body's own database, `toStore`.
 */
export class Tally {
  #persons: number;
  #keys: bigint;

  private constructor(persons: number, keys: bigint) {
    this.#persons = persons;
    this.#keys = keys;
  }

  static readonly EMPTY: Tally = new Tally(0, 0n);

  /** Of these persons, each with her record key; the map is by person, so that each counts once. */
  static of(recordKeys: ReadonlyMap<string, bigint>): Tally {
    let keys = 0n;
    for (const key of recordKeys.values()) keys += key;
    return new Tally(recordKeys.size, BigInt.asUintN(64, keys));
  }

  /** The same, one person after the other, where they are many. */
  static counting(): Counting {
    let persons = 0;
    let keys = 0n;
    return {
      add(recordKey) {
        persons += 1;
        keys += recordKey;
      },
      seal: () => new Tally(persons, BigInt.asUintN(64, keys)),
    };
  }

  static fromStore({ persons, keys }: StoredTally): Tally {
    return new Tally(persons, BigInt(keys));
  }

  /** For the database of whoever made it: a test keeps other callers away. */
  toStore(): StoredTally {
    return { persons: this.#persons, keys: this.#keys.toString() };
  }

  /** The released count. */
  perturbed(table: PerturbationTable): number {
    return perturb(this.#persons, cellKeyOf(this.#keys), table);
  }

  isAtLeast(smallest: number): boolean {
    return this.#persons >= smallest;
  }

  /** Whether it is of the same persons, as far as their number and the sum of their keys can tell. */
  isSame(other: Tally): boolean {
    return this.#persons === other.#persons && this.#keys === other.#keys;
  }

  /** Whether it holds most of the persons of `base`, and fewer than `few` of them are missing. */
  isNearly(base: Tally, few: number): boolean {
    return 2 * this.#persons > base.#persons && base.#persons - this.#persons < few;
  }

  /** Whether more than `share` of the persons of `base` are in this cell. */
  exceeds(share: number, base: Tally): boolean {
    return this.#persons > share * base.#persons;
  }
}
