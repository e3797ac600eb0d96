import { hashLeaf, type ReadHashes } from '../../transparency/merkle.ts';
import { edgeOf, growTiles, readFromTiles, type Tile } from '../../transparency/tiles.ts';

/** A tree kept as the hub keeps it: in tiles, grown batch after batch. Counts how often it is read. */
export class GrownTree {
  readonly tiles = new Map<string, Tile>();
  readonly entries: Buffer[] = [];
  reads = 0;

  get size(): bigint {
    return BigInt(this.entries.length);
  }

  append(entries: readonly Buffer[]): void {
    const edge = edgeOf(this.size).map(({ level, index }) => this.tiles.get(`${level}/${index}`)!);
    for (const tile of growTiles(this.size, edge, entries.map(hashLeaf))) {
      this.tiles.set(`${tile.level}/${tile.index}`, tile);
    }
    this.entries.push(...entries);
  }

  readonly read: ReadHashes = (wanted) => {
    this.reads++;
    return readFromTiles(async (places) =>
      places.map(({ level, index }) => this.tiles.get(`${level}/${index}`)?.hashes ?? null),
    )(wanted);
  };
}

/** The entries `from` to `to` of a log that every test knows. */
export function entriesOf(from: number, to: number): readonly Buffer[] {
  return Array.from({ length: to - from }, (_, at) => Buffer.from(`entry ${from + at}`));
}
