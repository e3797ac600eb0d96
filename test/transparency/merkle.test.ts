import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  consistencyProof,
  hashLeaf,
  inclusionProof,
  type ReadHashes,
  rangeProof,
  rootOf,
  type Subtree,
  verifyConsistency,
  verifyInclusion,
  verifyRange,
} from '../../transparency/merkle.ts';
import { chooseSeed } from '../support/seed.ts';
import { entriesOf, GrownTree } from './grown-tree.ts';
import { hex, PlainTree } from './plain-tree.ts';

const EVERY = 1_000;

test('every size up to 1 000 has the root and the proofs of the definition', async () => {
  const long = process.env.PASSERELLE_LONG === '1';
  const plain = new PlainTree(entriesOf(0, EVERY));
  const tree = new GrownTree();
  tree.append(entriesOf(0, EVERY));
  const read = remembering(tree.read);
  const compared = { roots: 0, inclusions: 0, consistencies: 0 };
  for (let size = 1; size <= EVERY; size++) {
    const root = await rootOf(BigInt(size), read);
    expect(root.toString('hex')).toBe(plain.hash(0, size).toString('hex'));
    compared.roots++;
    for (const index of long ? upTo(size) : some(size)) {
      const proof = await inclusionProof(BigInt(index), BigInt(size), read);
      expect(hex(proof)).toEqual(hex(plain.path(index, 0, size)));
      const leafHash = hashLeaf(tree.entries[index]!);
      expect(verifyInclusion({ index: BigInt(index), size: BigInt(size), leafHash, proof, root })).toBe(true);
      compared.inclusions++;
    }
    for (const from of [...(long ? upTo(size) : some(size)), size].filter((older) => older > 0)) {
      const proof = await consistencyProof(BigInt(from), BigInt(size), read);
      expect(hex(proof)).toEqual(hex(plain.proof(from, size)));
      const fromRoot = plain.hash(0, from);
      const claim = { from: BigInt(from), to: BigInt(size), fromRoot, toRoot: root, proof };
      expect(verifyConsistency(claim)).toBe(true);
      compared.consistencies++;
    }
  }
  console.log(`compared ${JSON.stringify(compared)}`);
  expect(compared.roots).toBe(EVERY);
}, 600_000);

test('200 larger sizes by chance, in a tree that grew by chance', async () => {
  const seed = chooseSeed();
  const [batches, sizes] = [
    fc.sample(fc.integer({ min: 1, max: 3_000 }), { seed, numRuns: 45 }),
    fc.sample(fc.tuple(fc.double({ noNaN: true, min: 0, max: 1 }), fc.double({ noNaN: true, min: 0, max: 1 })), {
      seed,
      numRuns: 200,
    }),
  ];
  const tree = new GrownTree();
  for (const batch of batches) tree.append(entriesOf(tree.entries.length, tree.entries.length + batch));
  const plain = new PlainTree(tree.entries);
  for (const [one, other] of sizes) {
    const size = EVERY + 1 + Math.floor(one * (tree.entries.length - EVERY - 1));
    const index = Math.min(size - 1, Math.floor(other * size));
    const [n, m] = [BigInt(size), BigInt(index)];
    const root = await rootOf(n, tree.read);
    expect(root.toString('hex')).toBe(plain.hash(0, size).toString('hex'));
    const inclusion = await inclusionProof(m, n, tree.read);
    expect(hex(inclusion)).toEqual(hex(plain.path(index, 0, size)));
    const leafHash = hashLeaf(tree.entries[index]!);
    expect(verifyInclusion({ index: m, size: n, leafHash, proof: inclusion, root })).toBe(true);
    const consistency = await consistencyProof(m + 1n, n, tree.read);
    expect(hex(consistency)).toEqual(hex(plain.proof(index + 1, size)));
    const fromRoot = plain.hash(0, index + 1);
    expect(verifyConsistency({ from: m + 1n, to: n, fromRoot, toRoot: root, proof: consistency })).toBe(true);
  }
}, 120_000);

test('a range is whole in every small tree', async () => {
  const tree = new GrownTree();
  tree.append(entriesOf(0, 33));
  const plain = new PlainTree(tree.entries);
  const hashes = tree.entries.map(hashLeaf);
  for (let size = 1; size <= 33; size++) {
    for (let from = 0; from < size; from++) {
      for (let to = from + 1; to <= size; to++) {
        const [low, high, n] = [BigInt(from), BigInt(to), BigInt(size)];
        const flanks = await rangeProof(low, high, n, tree.read);
        const claim = { from: low, to: high, size: n, ...flanks, root: plain.hash(0, size) };
        expect(verifyRange({ ...claim, leafHashes: hashes.slice(from, to) })).toBe(true);
        const others = [...hashes.slice(from, to - 1), hashLeaf(Buffer.from('another'))];
        expect(verifyRange({ ...claim, leafHashes: others })).toBe(false);
      }
    }
  }
});

test('the reader is asked once per proof', async () => {
  const tree = new GrownTree();
  tree.append(entriesOf(0, 70_000));
  const before = tree.reads;
  await rootOf(69_999n, tree.read);
  await inclusionProof(12_345n, 69_999n, tree.read);
  await consistencyProof(12_345n, 69_999n, tree.read);
  await rangeProof(300n, 12_345n, 69_999n, tree.read);
  expect(tree.reads - before).toBe(4);
});

test('what cannot be proved is refused, and a reader that lies is not believed', async () => {
  const tree = new GrownTree();
  tree.append(entriesOf(0, 7));
  await expect(inclusionProof(7n, 7n, tree.read)).rejects.toThrow(RangeError);
  await expect(inclusionProof(-1n, 7n, tree.read)).rejects.toThrow(RangeError);
  await expect(consistencyProof(8n, 7n, tree.read)).rejects.toThrow(RangeError);
  await expect(rangeProof(3n, 3n, 7n, tree.read)).rejects.toThrow(RangeError);
  await expect(rootOf(8n, tree.read)).rejects.toThrow('lacks hash');
  await expect(rootOf(7n, async () => [])).rejects.toThrow('no hash for each');
  await expect(rootOf(7n, async (wanted) => wanted.map(() => Buffer.alloc(31)))).rejects.toThrow('no hash for each');
});

/** Complete subtrees never change: what was read once need not be hashed again. */
function remembering(read: ReadHashes): ReadHashes {
  const known = new Map<string, Uint8Array>();
  const keyOf = ({ level, index }: Subtree) => `${level}/${index}`;
  return async (wanted) => {
    const fresh = wanted.filter((subtree) => !known.has(keyOf(subtree)));
    for (const [at, hash] of (await read(fresh)).entries()) known.set(keyOf(fresh[at]!), hash);
    return wanted.map((subtree) => known.get(keyOf(subtree))!);
  };
}

const upTo = (size: number) => Array.from({ length: size }, (_, at) => at);

/** The ends, the middle, what stands beside powers of two, and one that moves with the size. */
function some(size: number): readonly number[] {
  const power = 2 ** Math.floor(Math.log2(size));
  const chosen = [
    0,
    1,
    size >> 1,
    size - 2,
    size - 1,
    power - 1,
    power,
    power >> 1,
    (size * 7_919) % size,
    (size * size) % 997,
  ];
  return [...new Set(chosen)].filter((index) => index >= 0 && index < size);
}
