import { EMPTY_ROOT, hashNode } from './hashing.ts';
import { joinSubtrees, leftWidth } from './merkle.ts';

/**
 * The root that a tree had when it ended within or at the edges of a range of leaves, or null when it did not end there. What
 * lies left of the range is as in its proof, so whoever has verified the range has verified every tree that ended in it.
 */
export function rootWithin(
  range: { readonly from: bigint; readonly leafHashes: readonly Uint8Array[]; readonly left: readonly Uint8Array[] },
  size: bigint,
): Buffer | null {
  const { from, leafHashes, left } = range;
  if (size < from || size > from + BigInt(leafHashes.length)) return null;
  if (size === 0n) return EMPTY_ROOT;
  if (size === from) return joinSubtrees(left);
  const lefts = left.values();
  const hash = (low: bigint, high: bigint): Uint8Array => {
    if (high <= from) return lefts.next().value ?? EMPTY_ROOT;
    if (high - low === 1n) return leafHashes[Number(low - from)]!;
    const middle = low + leftWidth(high - low);
    const before = hash(low, middle);
    return hashNode(before, hash(middle, high));
  };
  return Buffer.from(hash(0n, size));
}
