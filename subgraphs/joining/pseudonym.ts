import { createHmac } from 'node:crypto';

/** A shorter key could be found by trying. */
export const LEAST_KEY_BYTES = 32;

/**
 * How a file is named to the linkage service: `CODE:local` under the key that bodies share, so that the service can
 * neither tell a body's numbers nor find a file that somebody names to it.
 */
export function fileReference(file: string, linkageKey: string): string {
  return keyedHash('file', file, linkageKey).toString('base64url');
}

/**
 * What of a key of the cascade enters the oblivious function. The linkage service holds the key of that function, and
 * could try names against what it keeps; it does not hold this one, so it cannot. Nor can the hub, and a body, which
 * does, must ask the service for each try, and is counted.
 */
export function keyInput(key: string, linkageKey: string): Buffer {
  return keyedHash('key', key, linkageKey);
}

/** Tagged, so that no name can be made to hash like a file. */
function keyedHash(tag: 'file' | 'key', text: string, linkageKey: string): Buffer {
  if (Buffer.byteLength(linkageKey) < LEAST_KEY_BYTES) throw new Error('the linkage key is shorter than 32 bytes');
  return createHmac('sha256', linkageKey)
    .update(JSON.stringify([`passerelle/${tag}/2`, text]))
    .digest();
}
