import { EMPTY_ROOT, hashNode, isHash, sameHash } from './hashing.ts';

/** No log grows beyond this; larger numbers are hostile. */
const LARGEST = 2n ** 63n - 1n;

/** Whether the leaf stands at `index` of the tree with this root (RFC 9162, 2.1.3.2). Never throws. */
export function verifyInclusion(claim: {
  readonly index: bigint;
  readonly size: bigint;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { index, size, leafHash, proof, root } = claim;
  if (!areSizes(index, size) || index >= size || !areHashes([leafHash, root], proof)) return false;
  let [node, last] = [index, size - 1n];
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0n) return false;
    if (node % 2n === 1n || node === last) {
      hash = hashNode(sibling, hash);
      // On the right edge a node without a sibling rises as it is.
      while (node % 2n === 0n && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      hash = hashNode(hash, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && sameHash(hash, root);
}

/**
 * Whether the tree with `toRoot` begins with the tree with `fromRoot` (RFC 9162, 2.1.4.2). Never throws. From nothing there is
 * nothing to prove: the older root must then be that of the empty tree, and the proof empty.
 */
export function verifyConsistency(claim: {
  readonly from: bigint;
  readonly to: bigint;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim;
  if (!areSizes(from, to) || from > to || !areHashes([fromRoot, toRoot], proof)) return false;
  if (to === 0n && !sameHash(toRoot, EMPTY_ROOT)) return false;
  if (from === to) return proof.length === 0 && sameHash(fromRoot, toRoot);
  if (from === 0n) return proof.length === 0 && sameHash(fromRoot, EMPTY_ROOT);
  // A complete older tree is a node of the newer one, and its root is not repeated.
  const isComplete = (from & (from - 1n)) === 0n;
  const [first, ...rest] = isComplete ? [fromRoot, ...proof] : proof;
  if (!first) return false;
  let [node, last] = [from - 1n, to - 1n];
  while (node % 2n === 1n) [node, last] = [node >> 1n, last >> 1n];
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (last === 0n) return false;
    if (node % 2n === 1n || node === last) {
      older = hashNode(hash, older);
      newer = hashNode(hash, newer);
      while (node % 2n === 0n && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      newer = hashNode(newer, hash);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && sameHash(older, fromRoot) && sameHash(newer, toRoot);
}

/** Whether `leafHashes` are all the leaves `[from, to)` of the tree with this root, in order. Never throws. */
export function verifyRange(claim: {
  readonly from: bigint;
  readonly to: bigint;
  readonly size: bigint;
  readonly leafHashes: readonly Uint8Array[];
  readonly left: readonly Uint8Array[];
  readonly right: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { from, to, size, leafHashes, left, right, root } = claim;
  if (!areSizes(from, to, size) || from >= to || to > size) return false;
  if (!areHashes([root], leafHashes, left, right) || BigInt(leafHashes.length) !== to - from) return false;
  const [lefts, rights] = [left.values(), right.values()];
  const hash = (low: bigint, high: bigint): Uint8Array | null => {
    if (high <= from) return lefts.next().value ?? null;
    if (low >= to) return rights.next().value ?? null;
    if (high - low === 1n) return leafHashes[Number(low - from)] ?? null;
    const middle = low + (1n << BigInt((high - low - 1n).toString(2).length - 1));
    const [one, other] = [hash(low, middle), hash(middle, high)];
    return one && other && hashNode(one, other);
  };
  const computed = hash(0n, size);
  return computed !== null && sameHash(computed, root) && !!lefts.next().done && !!rights.next().done;
}

function areSizes(...sizes: readonly unknown[]): boolean {
  return sizes.every((size) => typeof size === 'bigint' && size >= 0n && size <= LARGEST);
}

function areHashes(...lists: readonly unknown[]): boolean {
  return lists.every((list) => Array.isArray(list) && list.every(isHash));
}
