import { hash } from 'node:crypto';

/** SHA-256, the only hash of the journal. */
export const HASH_LENGTH = 32;

/** Root of a tree without leaves: the hash of nothing (RFC 6962, 2.1). */
export const EMPTY_ROOT = sha256();

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  // In one call: a hash that is fed part by part costs twice as much.
  return hash('sha256', parts.length === 1 ? parts[0]! : Buffer.concat(parts), 'buffer');
}

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** Hash of a leaf. The byte before it keeps a leaf from ever passing for a node. */
export function hashLeaf(entry: Uint8Array): Buffer {
  return sha256(LEAF, entry);
}

/** Hash of a node over the hashes of its two children. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(NODE, left, right);
}

/** Whether the bytes are a hash at all. */
export function isHash(bytes: unknown): bytes is Uint8Array {
  return bytes instanceof Uint8Array && bytes.length === HASH_LENGTH;
}

/** Whether two hashes are the same. They are public, so time tells nothing. */
export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return isHash(one) && isHash(other) && Buffer.compare(one, other) === 0;
}
