import { readTilePath } from '../../transparency/tile-path.ts';
import { TILE_WIDTH } from '../../transparency/tiles.ts';
import type { LogKey } from './log-keys.repository.ts';
import type { Proofs } from './proofs.repository.ts';

/** An answer about the journal, in bytes. */
export interface JournalAnswer {
  readonly type: string;
  readonly body: string | Buffer;
  /** Never changes again: a full tile, or a part of one at a width. */
  readonly isFinal: boolean;
}

/** The journal without a word of a record: hashes of salted payloads. How many there are is no small thing to know. */
export interface JournalReader {
  readonly checkpoint: Proofs['checkpoint'];
  keys(): Promise<readonly LogKey[]>;
  /** The first `width` hashes of a tile of this tree, or null if it has fewer. */
  tile(place: { readonly level: number; readonly index: bigint }, width: number): Promise<Buffer | null>;
  /** The commitments `[from, to)`, or null if there are fewer. */
  entries(from: bigint, to: bigint): Promise<readonly Buffer[] | null>;
}

/**
 * `checkpoint`, `keys`, and the tiles and entries of C2SP tlog-tiles, all below `/journal/`. Null: there is no such thing. All but
 * the keys is for whoever controls a body, and refused to others before this is asked.
 */
export async function serveJournal(reader: JournalReader, path: string): Promise<JournalAnswer | null> {
  if (path === 'checkpoint') {
    const found = await reader.checkpoint();
    return found && { type: 'text/plain; charset=utf-8', body: found.note, isFinal: false };
  }
  if (path === 'keys') {
    const body = `${JSON.stringify({ keys: await reader.keys() })}\n`;
    return { type: 'application/json; charset=utf-8', body, isFinal: false };
  }
  const ofEntries = path.startsWith('tile/entries/');
  const asked = readTilePath(ofEntries ? path.replace('tile/entries/', 'tile/0/') : path);
  if (asked === null) return null;
  const body = ofEntries ? await readEntries(reader, asked) : await reader.tile(asked, asked.width);
  return body && { type: 'application/octet-stream', body, isFinal: true };
}

/** Each entry after its length in two bytes. */
async function readEntries(reader: JournalReader, asked: { index: bigint; width: number }): Promise<Buffer | null> {
  const from = asked.index * BigInt(TILE_WIDTH);
  const entries = await reader.entries(from, from + BigInt(asked.width));
  return (
    entries && Buffer.concat(entries.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 255), entry]))
  );
}
