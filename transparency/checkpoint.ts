import { EMPTY_ROOT, isHash } from './hashing.ts';
import { decodeBase64 } from './note-key.ts';

/** What a log says of itself (C2SP tlog-checkpoint): whose it is, how many leaves it has, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Buffer;
}

/** The text that is signed. */
export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`;
  readCheckpoint(text);
  return text;
}

const LARGEST = 2n ** 63n - 1n;

/** Reads the text of a note that was opened. Lines after the third are somebody else's and are passed over. */
export function readCheckpoint(text: string): Checkpoint {
  const [origin, size, encoded, ...extensions] = text.split('\n');
  if (extensions.pop() !== '' || extensions.includes('')) throw new Error('malformed checkpoint: lines');
  if (!origin) throw new Error('malformed checkpoint: no origin');
  if (size === undefined || !/^(0|[1-9]\d{0,18})$/.test(size) || BigInt(size) > LARGEST) {
    throw new Error('malformed checkpoint: size');
  }
  const root = encoded === undefined ? null : decodeBase64(encoded);
  if (!isHash(root)) throw new Error('malformed checkpoint: root');
  if (size === '0' && !root.equals(EMPTY_ROOT)) throw new Error('malformed checkpoint: an empty tree has one root');
  return { origin, size: BigInt(size), root };
}
