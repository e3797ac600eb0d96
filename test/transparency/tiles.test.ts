import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashLeaf, rootOf } from '../../transparency/merkle.ts';
import { readTilePath, tilePath } from '../../transparency/tile-path.ts';
import { edgeOf, growTiles, readFromTiles, TILE_WIDTH, tileOf } from '../../transparency/tiles.ts';
import { entriesOf, GrownTree } from './grown-tree.ts';
import { PlainTree } from './plain-tree.ts';

describe('a tree in tiles', () => {
  test('70 000 leaves make the tiles of the example in tlog-tiles', () => {
    const tree = new GrownTree();
    tree.append(entriesOf(0, 70_000));
    const widths = (level: number) =>
      [...tree.tiles.values()].filter((tile) => tile.level === level).map(({ hashes }) => hashes.length / 32);
    expect(widths(0)).toEqual([...Array.from({ length: 273 }, () => 256), 112]);
    expect(widths(1)).toEqual([256, 17]);
    expect(widths(2)).toEqual([1]);
    expect(edgeOf(70_000n)).toEqual([
      { level: 0, index: 273n },
      { level: 1, index: 1n },
      { level: 2, index: 0n },
    ]);
    expect(edgeOf(256n)).toEqual([{ level: 1, index: 0n }]);
    expect(edgeOf(0n)).toEqual([]);
  });

  test('is the same however it grew, and every hash is the one of the definition', () => {
    const plain = new PlainTree(entriesOf(0, 2_000));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 8 }), (batches) => {
        const [tree, atOnce] = [new GrownTree(), new GrownTree()];
        for (const batch of batches) {
          const from = tree.entries.length;
          tree.append(entriesOf(from, Math.min(2_000, from + batch)));
        }
        atOnce.append(tree.entries);
        expect(tree.tiles).toEqual(atOnce.tiles);
        for (const { level, index, hashes } of tree.tiles.values()) {
          const leaves = TILE_WIDTH ** level;
          for (let at = 0; at < hashes.length / 32; at++) {
            const from = (Number(index) * TILE_WIDTH + at) * leaves;
            expect(hashes.subarray(at * 32, at * 32 + 32).equals(plain.hash(from, from + leaves))).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('what a write that did not end left beyond the size does no harm', async () => {
    const hashes = entriesOf(0, 300).map(hashLeaf);
    const [longer] = growTiles(0n, [], hashes.slice(0, 200));
    const grown = growTiles(150n, [longer!], hashes.slice(150, 300));
    expect(grown).toEqual(growTiles(0n, [], hashes));
  });

  test('an edge that is missing is found, not filled with nothing', () => {
    expect(() => growTiles(5n, [], [hashLeaf(Buffer.from('six'))])).toThrow('shorter than the tree');
  });

  test('a root of 100 million leaves takes one tile of each level', async () => {
    const asked: string[] = [];
    const read = readFromTiles(async (places) => {
      for (const { level, index } of places) asked.push(tilePath({ level, index }));
      return places.map(() => Buffer.alloc(TILE_WIDTH * 32));
    });
    await rootOf(100_000_000n, read);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  test('every node stands in the tile that has what it is made of', () => {
    expect(tileOf(0, 256n)).toEqual({ tileLevel: 0, tileIndex: 1n, start: 0, width: 1 });
    expect(tileOf(7, 3n)).toEqual({ tileLevel: 0, tileIndex: 1n, start: 128, width: 128 });
    expect(tileOf(8, 3n)).toEqual({ tileLevel: 1, tileIndex: 0n, start: 3, width: 1 });
  });
});

describe('paths of tiles', () => {
  test('are those of tlog-tiles', () => {
    expect(tilePath({ level: 0, index: 1_234_067n })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 1, index: 0n }, 17)).toBe('tile/1/000.p/17');
    expect(readTilePath('tile/0/x001/x234/067')).toEqual({ level: 0, index: 1_234_067n, width: 256 });
  });

  test('each tile has one', () => {
    const place = fc.record({ level: fc.integer({ min: 0, max: 63 }), index: fc.bigInt({ min: 0n, max: 10n ** 18n }) });
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 256 }), (tile, width) => {
        expect(readTilePath(tilePath(tile, width))).toEqual({ ...tile, width });
      }),
    );
  });

  test.each([
    'tile/0/67',
    'tile/0/x000/067',
    'tile/00/067',
    'tile/64/067',
    'tile/0/067.p/0',
    'tile/0/067.p/256',
    'tile/0/067.p/01',
    'tile/0/../067',
    'tile/0/067/',
    'tile/0/x067',
  ])('`%s` is none', (path) => {
    expect(readTilePath(path)).toBeNull();
  });
});
