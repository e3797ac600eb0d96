import { createHmac } from 'node:crypto';

/** Record keys and their sums are numbers of 64 bits. */
export const KEY_SPACE = 1n << 64n;
/** Bound of what is hashed: a new version draws all noise anew, so it changes only when a body's key must be replaced. */
export const RECORD_KEY_VERSION = '1';
/** A shorter key could be found by trying. */
export const LEAST_RECORD_KEY_BYTES = 32;

/**
 * The secret number of one person at one body: the first eight bytes, big-endian, of HMAC-SHA256(body key, `version|person`).
 *
 * It is the same in every indicator and every period: the same set of persons always gets the same noise, so that a
 * thousand questions about it are one. Only the body that holds the key can make it.
 */
export function recordKey(bodyKey: Uint8Array, version: string, person: string): bigint {
  if (bodyKey.byteLength < LEAST_RECORD_KEY_BYTES)
    throw new RangeError('the key of record keys is shorter than 32 bytes');
  return createHmac('sha256', bodyKey).update(`${version}|${person}`).digest().readBigUInt64BE(0);
}
