import { HASH_LENGTH, hashNode } from './hashing.ts';
import type { ReadHashes } from './merkle.ts';

/** Hashes in a full tile, and the levels of the tree that one tile spans (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;

/** Where a tile stands: its hashes are roots of subtrees of 256^level leaves, 256 to a tile. */
export interface TilePlace {
  readonly level: number;
  readonly index: bigint;
}

/** Up to 256 hashes, one after the other. A tile with 256 never changes again. */
export interface Tile extends TilePlace {
  readonly hashes: Buffer;
}

/** Gives the hashes of tiles, in the order asked: at least those that the tree at hand has, or null where there is none. */
export type ReadTiles = (wanted: readonly TilePlace[]) => Promise<readonly (Uint8Array | null)[]>;

/** The tile that holds what a node of the tree is made of: its `width` hashes from `start` on. */
export function tileOf(
  level: number,
  index: bigint,
): { readonly tileLevel: number; readonly tileIndex: bigint; readonly start: number; readonly width: number } {
  const within = level % TILE_HEIGHT;
  const first = index << BigInt(within);
  return {
    tileLevel: Math.floor(level / TILE_HEIGHT),
    tileIndex: first >> BigInt(TILE_HEIGHT),
    start: Number(first % BigInt(TILE_WIDTH)),
    width: 2 ** within,
  };
}

/** A reader of the tree over a reader of tiles: each tile is asked once, all in one call. */
export function readFromTiles(readTiles: ReadTiles): ReadHashes {
  return async (wanted) => {
    const places = new Map<string, TilePlace>();
    const parts = wanted.map(({ level, index }) => {
      const { tileLevel, tileIndex, start, width } = tileOf(level, index);
      const key = `${tileLevel}/${tileIndex}`;
      places.set(key, { level: tileLevel, index: tileIndex });
      return { key, start, width };
    });
    const read = await readTiles([...places.values()]);
    const tiles = new Map([...places.keys()].map((key, at) => [key, read[at]] as const));
    return parts.map(({ key, start, width }) => {
      const tile = tiles.get(key);
      if (!tile || tile.length < (start + width) * HASH_LENGTH) throw new Error(`tile \`${key}\` lacks hash ${start}`);
      return hashWithin(tile, start, width);
    });
  };
}

/** The tiles that have begun and are not full in a tree of this size: what it needs to grow. */
export function edgeOf(size: bigint): readonly TilePlace[] {
  const edge: TilePlace[] = [];
  for (let level = 0, count = size; count > 0n; level++, count /= BigInt(TILE_WIDTH)) {
    if (count % BigInt(TILE_WIDTH) > 0n) edge.push({ level, index: count / BigInt(TILE_WIDTH) });
  }
  return edge;
}

/**
 * The tiles that change when leaves are added to a tree of `size`, as they stand afterwards. `edge` is what `edgeOf(size)` names;
 * hashes beyond the size (of a write that did not end) are cut off.
 */
export function growTiles(size: bigint, edge: readonly Tile[], leafHashes: readonly Uint8Array[]): readonly Tile[] {
  const grown: Tile[] = [];
  let added = leafHashes;
  for (let level = 0, count = size; added.length > 0; level++, count /= BigInt(TILE_WIDTH)) {
    let [index, begun] = [count / BigInt(TILE_WIDTH), Number(count % BigInt(TILE_WIDTH))];
    const old = edge.find((tile) => tile.level === level && tile.index === index)?.hashes ?? Buffer.alloc(0);
    if (old.length < begun * HASH_LENGTH) throw new Error(`tile \`${level}/${index}\` is shorter than the tree`);
    let tail = old.subarray(0, begun * HASH_LENGTH);
    const full: Buffer[] = [];
    for (let next = 0; next < added.length; index++, begun = 0, tail = Buffer.alloc(0)) {
      const taken = added.slice(next, next + TILE_WIDTH - begun);
      const hashes = Buffer.concat([tail, ...taken]);
      grown.push({ level, index, hashes });
      if (begun + taken.length === TILE_WIDTH) full.push(hashWithin(hashes, 0, TILE_WIDTH));
      next += taken.length;
    }
    added = full;
  }
  return grown;
}

/** Root over `width` (a power of two) hashes of a tile from `start` on. */
function hashWithin(tile: Uint8Array, start: number, width: number): Buffer {
  let hashes: readonly Buffer[] = Array.from({ length: width }, (_, at) =>
    Buffer.from(tile.subarray((start + at) * HASH_LENGTH, (start + at + 1) * HASH_LENGTH)),
  );
  while (hashes.length > 1) {
    hashes = Array.from({ length: hashes.length / 2 }, (_, at) => hashNode(hashes[2 * at]!, hashes[2 * at + 1]!));
  }
  return hashes[0]!;
}
