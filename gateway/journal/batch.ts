import { hash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { SALT_LENGTH } from '../../transparency/access-entry.ts';

/** Records written together at most: as many as grow the tree in one transaction. */
export const MOST_IN_BATCH = 4096;

/**
 * Records of one operation that are written together, and past their retention together. Their ids differ in the last six
 * digits alone, which are drawn and not counted: whoever learns of one cannot tell how many there are.
 */
export interface Batch {
  /** Names the batch: what its ids begin with, then zeros. It is the id of no record. */
  readonly id: string;
  /** One id for each record, growing; `order` says for which, counted from 0. */
  readonly recordIds: readonly string[];
  readonly order: readonly number[];
  /** Bytes of chance that the salts of all these records come from. */
  readonly seed: Buffer;
}

/** Of the digits of an id, those that all the ids of a batch share, the dashes among them. */
const SHARED = 30;
const ID_LENGTH = 16;
const NUMBERS = 2 ** 24;

/** Ids grow with time, so that indexes grow at one end. */
export function openBatch(count: number): Batch {
  if (count > MOST_IN_BATCH) throw new Error(`a batch has ${MOST_IN_BATCH} records at most`);
  const shared = randomUUIDv7().slice(0, SHARED);
  const { seed, keys } = draw(count);
  return {
    id: `${shared}000000`,
    recordIds: Array.from(keys, (key) => shared + (NUMBERS + Math.floor(key / MOST_IN_BATCH)).toString(16).slice(1)),
    order: Array.from(keys, (key) => key % MOST_IN_BATCH),
    seed,
  };
}

/**
 * A seed, and as many different numbers, growing, none of them 0. Each is followed by the place at which it was drawn, in one
 * number that the platform sorts without asking. Asking for chance costs as much as a hash, so it is done once.
 */
function draw(count: number): { readonly seed: Buffer; readonly keys: Float64Array } {
  for (;;) {
    const bytes = randomBytes(3 * count + SALT_LENGTH);
    const keys = new Float64Array(count);
    for (let place = 0; place < count; place += 1) keys[place] = bytes.readUIntBE(3 * place, 3) * MOST_IN_BATCH + place;
    keys.sort();
    let before = 0;
    const areDifferent = keys.every((key) => {
      const number = Math.floor(key / MOST_IN_BATCH);
      const isNew = number !== before;
      before = number;
      return isNew;
    });
    if (areDifferent) return { seed: bytes.subarray(3 * count), keys };
  }
}

/** The batch of a record, in SQL. */
export function batchOf(recordId: string): string {
  return `(left(${recordId}::text, ${SHARED}) || '000000')::uuid`;
}

/** What a record's salt comes from, in SQL: a salt of its own, from before there were batches, or the seed of its batch. */
export const KEPT_OF_SALT = 'own.salt AS "ownSalt", shared.salt AS seed';
/** Joins on one column each, so that no number of records makes them slow. */
export function joinSalt(recordId: string): string {
  return `LEFT JOIN access_salt own ON own.record_id = ${recordId} LEFT JOIN access_salt shared ON shared.record_id = ${batchOf(recordId)}`;
}

/** What is kept that a record's salt comes from. */
export interface KeptOfSalt {
  readonly ownSalt: Buffer | null;
  readonly seed: Buffer | null;
}

/**
 * The salt of a record of a batch: SHA-256 over the seed and the sixteen bytes of its id. Both have a fixed length, so what is
 * told of one salt tells nothing of another, nor of the seed.
 */
export function deriveSalt(seed: Uint8Array, recordId: string): Buffer {
  const hashed = Buffer.allocUnsafe(SALT_LENGTH + ID_LENGTH);
  hashed.set(seed);
  hashed.write(recordId.replaceAll('-', ''), SALT_LENGTH, 'hex');
  return hash('sha256', hashed, 'buffer');
}

/** The salt of a record, out of what is kept of it. */
export function saltOf(recordId: string, { ownSalt, seed }: KeptOfSalt): Buffer | null {
  return ownSalt ?? (seed && deriveSalt(seed, recordId));
}
