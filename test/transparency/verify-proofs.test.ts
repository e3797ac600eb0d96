import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  EMPTY_ROOT,
  hashLeaf,
  hashNode,
  inclusionProof,
  rangeProof,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  verifyRange,
} from '../../transparency/merkle.ts';
import { size as chooseSize } from '../support/size.ts';
import { entriesOf, GrownTree } from './grown-tree.ts';
import { hex } from './plain-tree.ts';
import { ARGON, CONSISTENCIES, hashesOf, INCLUSIONS, LEAVES, ROOTS } from './reference-vectors.ts';

const HOWS = ['flip', 'drop', 'repeat', 'prepend', 'append', 'shorten', 'swap'] as const;

const bytes = (text: string) => Buffer.from(text, 'hex');

describe('what others have published holds, and is what we make', () => {
  const tree = new GrownTree();
  tree.append(LEAVES.map(bytes));

  test('the roots of the reference tree', async () => {
    const roots = await Promise.all(ROOTS.map((_, at) => rootOf(BigInt(at + 1), tree.read)));
    expect(hex(roots)).toEqual(ROOTS);
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test.each(INCLUSIONS)('leaf $index in the reference tree of $size', async ({ index, size, proof }) => {
    const leafHash = hashLeaf(bytes(LEAVES[index]!));
    const claim = { index: BigInt(index), size: BigInt(size), leafHash, root: bytes(ROOTS[size - 1]!) };
    expect(verifyInclusion({ ...claim, proof: proof.map(bytes) })).toBe(true);
    expect(hex(await inclusionProof(BigInt(index), BigInt(size), tree.read))).toEqual(proof);
  });

  test.each(CONSISTENCIES)('the reference tree of $to begins with that of $from', async ({ from, to, proof }) => {
    const claim = {
      from: BigInt(from),
      to: BigInt(to),
      fromRoot: bytes(ROOTS[from - 1]!),
      toRoot: bytes(ROOTS[to - 1]!),
    };
    expect(verifyConsistency({ ...claim, proof: proof.map(bytes) })).toBe(true);
    expect(hex(await consistencyProof(BigInt(from), BigInt(to), tree.read))).toEqual(proof);
  });

  test('a certificate in a public log of 961 984 013, and the log as it was before', () => {
    const [root, fromRoot] = [Buffer.from(ARGON.root, 'base64'), Buffer.from(ARGON.fromRoot, 'base64')];
    const leafHash = hashLeaf(Buffer.from(ARGON.entry, 'base64'));
    const inclusion = { index: ARGON.index, size: ARGON.size, leafHash, proof: hashesOf(ARGON.inclusion), root };
    expect(verifyInclusion(inclusion)).toBe(true);
    expect(verifyInclusion({ ...inclusion, index: ARGON.index + 1n })).toBe(false);
    const consistency = {
      from: ARGON.from,
      to: ARGON.size,
      fromRoot,
      toRoot: root,
      proof: hashesOf(ARGON.consistency),
    };
    expect(verifyConsistency(consistency)).toBe(true);
    expect(verifyConsistency({ ...consistency, from: ARGON.from - 1n })).toBe(false);
  });
});

describe('from nothing', () => {
  test('there is nothing to prove, and nothing else is taken for nothing', () => {
    const root = hashLeaf(Buffer.from('one'));
    const claim = { from: 0n, to: 1n, fromRoot: EMPTY_ROOT, toRoot: root, proof: [] };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, proof: [root] })).toBe(false);
    expect(verifyConsistency({ ...claim, fromRoot: root })).toBe(false);
    expect(verifyConsistency({ ...claim, to: 0n })).toBe(false);
    expect(verifyConsistency({ ...claim, to: 0n, toRoot: EMPTY_ROOT })).toBe(true);
    expect(verifyInclusion({ index: 0n, size: 0n, leafHash: root, proof: [], root })).toBe(false);
  });
});

test('a proof that goes on above the root of the size is refused, whatever root it leads to', () => {
  const [one, other] = [hashLeaf(Buffer.from('one')), hashLeaf(Buffer.from('other'))];
  const above = hashNode(one, other);
  expect(verifyInclusion({ index: 1n, size: 2n, leafHash: other, proof: [one], root: above })).toBe(true);
  expect(verifyInclusion({ index: 0n, size: 1n, leafHash: other, proof: [one], root: above })).toBe(false);
  const [three, four] = [hashNode(above, one), hashNode(above, hashNode(one, other))];
  const grown = { from: 3n, to: 4n, fromRoot: three, toRoot: four, proof: [one, other, above] };
  expect(verifyConsistency(grown)).toBe(true);
  const raised = { fromRoot: hashNode(one, three), toRoot: hashNode(one, four), proof: [...grown.proof, one] };
  expect(verifyConsistency({ ...grown, ...raised })).toBe(false);
  const range = { from: 0n, to: 1n, leafHashes: [one], left: [], root: above };
  expect(verifyRange({ ...range, size: 2n, right: [other] })).toBe(true);
  expect(verifyRange({ ...range, size: 1n, right: [other] })).toBe(false);
});

describe('no proof but the right one holds', { timeout: 600_000 }, () => {
  const SIZE = 300;
  const tree = new GrownTree();
  tree.append(entriesOf(0, SIZE));
  const leafHashes = tree.entries.map(hashLeaf);
  const numRuns = chooseSize(400, 20_000);
  const pair = fc
    .tuple(fc.integer({ min: 1, max: SIZE }), fc.nat())
    .map(([size, any]) => [BigInt(any % size), BigInt(size)] as const);
  const damage = fc.record({ how: fc.constantFrom(...HOWS), at: fc.nat(), bit: fc.nat({ max: 255 }) });

  test('of a leaf', async () => {
    await fc.assert(
      fc.asyncProperty(pair, damage, fc.bigInt({ min: -3n, max: 3n }), async ([index, size], wound, shift) => {
        const root = await rootOf(size, tree.read);
        const proof = await inclusionProof(index, size, tree.read);
        const leafHash = leafHashes[Number(index)]!;
        const claim = { index, size, leafHash, proof, root };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, proof: damaged(proof, wound) })).toBe(false);
        expect(verifyInclusion({ ...claim, leafHash: flipped(leafHash, wound.bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: flipped(root, wound.bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, index: index + shift })).toBe(shift === 0n);
        expect(verifyInclusion({ ...claim, root: Buffer.alloc(0) })).toBe(false);
      }),
      { numRuns },
    );
  });

  test('of a beginning', async () => {
    await fc.assert(
      fc.asyncProperty(pair, damage, async ([before, size], wound) => {
        const from = before + 1n;
        const [fromRoot, toRoot] = [await rootOf(from, tree.read), await rootOf(size, tree.read)];
        const proof = await consistencyProof(from, size, tree.read);
        const claim = { from, to: size, fromRoot, toRoot, proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, proof: damaged(proof, wound) })).toBe(false);
        expect(verifyConsistency({ ...claim, fromRoot: flipped(fromRoot, wound.bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, toRoot: flipped(toRoot, wound.bit) })).toBe(false);
        if (from !== size) expect(verifyConsistency({ ...claim, fromRoot: toRoot, toRoot: fromRoot })).toBe(false);
        expect(verifyConsistency({ ...claim, from: size, to: from })).toBe(from === size);
      }),
      { numRuns },
    );
  });

  test('of a range', async () => {
    await fc.assert(
      fc.asyncProperty(pair, fc.nat(), damage, async ([from, size], length, wound) => {
        const to = from + 1n + (BigInt(length) % (size - from));
        const root = await rootOf(size, tree.read);
        const { left, right } = await rangeProof(from, to, size, tree.read);
        const within = leafHashes.slice(Number(from), Number(to));
        const claim = { from, to, size, leafHashes: within, left, right, root };
        expect(verifyRange(claim)).toBe(true);
        expect(verifyRange({ ...claim, left: damaged(left, wound) })).toBe(false);
        expect(verifyRange({ ...claim, right: damaged(right, wound) })).toBe(false);
        expect(verifyRange({ ...claim, leafHashes: damaged(within, wound) })).toBe(false);
        expect(verifyRange({ ...claim, leafHashes: within.slice(1), from: from + 1n })).toBe(false);
        if (left.length > 0) expect(verifyRange({ ...claim, from: from - 1n, to: to - 1n })).toBe(false);
        expect(verifyRange({ ...claim, to: from, leafHashes: [] })).toBe(false);
      }),
      { numRuns },
    );
  });

  test('and nothing that is no proof makes it throw', () => {
    const anything = fc.anything({ withBigInt: true, withTypedArray: true });
    fc.assert(
      fc.property(anything, anything, anything, (one, two, three) => {
        const hash = Buffer.alloc(32);
        const hostile = {
          index: one,
          size: two,
          from: one,
          to: two,
          proof: three,
          left: three,
          right: one,
          leafHashes: two,
        };
        const claim = { ...hostile, leafHash: three, root: hash, fromRoot: hash, toRoot: one } as never;
        expect(verifyInclusion(claim)).toBe(false);
        expect(verifyConsistency(claim)).toBe(false);
        expect(verifyRange(claim)).toBe(false);
      }),
      { numRuns },
    );
    const claim = { index: 2n ** 70n, size: 2n ** 80n, leafHash: Buffer.alloc(32), proof: [], root: Buffer.alloc(32) };
    expect(verifyInclusion(claim)).toBe(false);
  });
});

/** The hashes with one wound. Where there is nothing to wound, a hash too many. */
function damaged(
  hashes: readonly Buffer[],
  { how, at, bit }: { how: (typeof HOWS)[number]; at: number; bit: number },
): readonly Uint8Array[] {
  const strange = Buffer.alloc(32, bit);
  if (hashes.length === 0) return [strange];
  const place = at % hashes.length;
  const [before, here, after] = [hashes.slice(0, place), hashes[place]!, hashes.slice(place + 1)];
  switch (how) {
    case 'flip':
      return [...before, flipped(here, bit), ...after];
    case 'drop':
      return [...before, ...after];
    case 'repeat':
      return [...before, here, here, ...after];
    case 'prepend':
      return [strange, ...hashes];
    case 'append':
      return [...hashes, strange];
    case 'shorten':
      return [...before, here.subarray(1), ...after];
    case 'swap':
      return hashes.length > 1 ? [...hashes.slice(1), hashes[0]!] : [strange];
  }
}

function flipped(hash: Buffer, bit: number): Buffer {
  const copy = Buffer.from(hash);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}
