import { expect, test } from 'vitest';
import { EMPTY_ROOT, hashLeaf, rangeProof } from '../../transparency/merkle.ts';
import { rootWithin } from '../../transparency/root-within.ts';
import { entriesOf, GrownTree } from './grown-tree.ts';
import { PlainTree } from './plain-tree.ts';

test('a range gives the root of every tree that ended in it or at its edges, and of no other', async () => {
  const tree = new GrownTree();
  tree.append(entriesOf(0, 40));
  const plain = new PlainTree(tree.entries);
  for (let from = 0; from < 40; from++) {
    for (const to of [from + 1, Math.min(40, from + 7), 40]) {
      const { left } = await rangeProof(BigInt(from), BigInt(to), 40n, tree.read);
      const range = { from: BigInt(from), left, leafHashes: tree.entries.slice(from, to).map(hashLeaf) };
      for (let size = from; size <= to; size++) {
        const expected = size === 0 ? EMPTY_ROOT : plain.hash(0, size);
        expect(rootWithin(range, BigInt(size))?.toString('hex')).toBe(expected.toString('hex'));
      }
      expect(rootWithin(range, BigInt(from) - 1n)).toBeNull();
      expect(rootWithin(range, BigInt(to) + 1n)).toBeNull();
    }
  }
});
