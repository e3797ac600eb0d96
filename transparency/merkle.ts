import { EMPTY_ROOT, hashNode, isHash } from './hashing.ts';

export { EMPTY_ROOT, hashLeaf, hashNode } from './hashing.ts';
export { verifyConsistency, verifyInclusion, verifyRange } from './verify-proofs.ts';

/** Root of a complete subtree: `index` counts the subtrees of 2^level leaves from the left; level 0 is the leaf hashes. */
export interface Subtree {
  readonly level: number;
  readonly index: bigint;
}

/** Gives the roots of complete subtrees, in the order asked. Every proof asks once. */
export type ReadHashes = (wanted: readonly Subtree[]) => Promise<readonly Uint8Array[]>;

/** The leaves `[from, to)` of the tree. */
type Span = readonly [from: bigint, to: bigint];

/** Root of the tree over its first `size` leaves (RFC 6962, 2.1). */
export async function rootOf(size: bigint, read: ReadHashes): Promise<Buffer> {
  if (size < 0n) throw new RangeError(`a tree has no size \`${size}\``);
  if (size === 0n) return EMPTY_ROOT;
  return (await hashSpans([[0n, size]], read))[0]!;
}

/** That the leaf `index` is in the tree of `size` leaves (RFC 6962, 2.1.1): the siblings on the way up, lowest first. */
export async function inclusionProof(index: bigint, size: bigint, read: ReadHashes): Promise<readonly Buffer[]> {
  if (index < 0n || index >= size) throw new RangeError(`leaf \`${index}\` is not in a tree of \`${size}\``);
  const siblings: Span[] = [];
  let [from, to] = [0n, size];
  while (to - from > 1n) {
    const middle = from + leftWidth(to - from);
    siblings.push(index < middle ? [middle, to] : [from, middle]);
    if (index < middle) to = middle;
    else from = middle;
  }
  return hashSpans(siblings.reverse(), read);
}

/** That the tree of `to` leaves begins with the tree of `from` leaves (RFC 6962, 2.1.2). Nothing is proved from 0. */
export async function consistencyProof(from: bigint, to: bigint, read: ReadHashes): Promise<readonly Buffer[]> {
  if (from < 0n || from > to) throw new RangeError(`a tree of \`${to}\` does not begin with one of \`${from}\``);
  if (from === 0n || from === to) return [];
  const spans: Span[] = [];
  let [low, high] = [0n, to];
  while (high !== from) {
    const middle = low + leftWidth(high - low);
    spans.push(from <= middle ? [middle, high] : [low, middle]);
    if (from <= middle) high = middle;
    else low = middle;
  }
  // The older root itself is known to whoever verifies; a part of it is not.
  if (low > 0n) spans.push([low, high]);
  return hashSpans(spans.reverse(), read);
}

/** What lies left and right of the leaves `[from, to)`, both from left to right: with the leaves it gives the root. */
export async function rangeProof(
  from: bigint,
  to: bigint,
  size: bigint,
  read: ReadHashes,
): Promise<{ readonly left: readonly Buffer[]; readonly right: readonly Buffer[] }> {
  if (from < 0n || from >= to || to > size) throw new RangeError(`no leaves [${from}, ${to}) in a tree of \`${size}\``);
  const [left, right] = [[] as Span[], [] as Span[]];
  const visit = (low: bigint, high: bigint): void => {
    if (high <= from) left.push([low, high]);
    else if (low >= to) right.push([low, high]);
    else if (low < from || high > to) {
      const middle = low + leftWidth(high - low);
      visit(low, middle);
      visit(middle, high);
    }
  };
  visit(0n, size);
  const hashes = await hashSpans([...left, ...right], read);
  return { left: hashes.slice(0, left.length), right: hashes.slice(left.length) };
}

/** Leaves of the left child of a node over `leaves` of them: the largest power of two below. */
export function leftWidth(leaves: bigint): bigint {
  return 1n << BigInt((leaves - 1n).toString(2).length - 1);
}

/** The complete subtrees that a span is made of, from left to right. The span begins where a node of its size may. */
export function subtreesOf(from: bigint, to: bigint): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  for (let low = from; low < to; ) {
    const level = (to - low).toString(2).length - 1;
    subtrees.push({ level, index: low >> BigInt(level) });
    low += 1n << BigInt(level);
  }
  return subtrees;
}

/** Hashes of several spans with one read. */
async function hashSpans(spans: readonly Span[], read: ReadHashes): Promise<readonly Buffer[]> {
  if (spans.length === 0) return [];
  const subtrees = spans.map(([from, to]) => subtreesOf(from, to));
  const hashes = await read(subtrees.flat());
  if (hashes.length !== subtrees.flat().length || !hashes.every(isHash)) {
    throw new Error('the reader of the tree gave no hash for each that was asked');
  }
  const unread = hashes.values();
  return subtrees.map((parts) => joinSubtrees(parts.map(() => unread.next().value!)));
}

/** Hash over neighbouring complete subtrees of falling size: the last two first. */
export function joinSubtrees(roots: readonly Uint8Array[]): Buffer {
  return Buffer.from(roots.reduceRight((right, left) => hashNode(left, right)));
}
