import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeCheckpoint } from '../../transparency/checkpoint.ts';
import { consistencyProof, hashLeaf, hashNode, type ReadHashes, rootOf } from '../../transparency/merkle.ts';
import { makeSigner, type NoteSigner, signNote, verifierKeyOf } from '../../transparency/note.ts';

export const ORIGIN = 'journal.passerelle.invalid';

/** A log of a test, without a hub: it signs whatever it is told to. */
export interface ALog {
  readonly signer: NoteSigner;
  readonly key: string;
  readonly size: bigint;
  append(...entries: readonly string[]): void;
  /** The signed note over the first `size` leaves, or over all. */
  note(size?: bigint): Promise<string>;
  proof(from: bigint, to: bigint): Promise<readonly Buffer[]>;
  /** The text of an `add-checkpoint` request from `old` to `size`, or to the end. */
  request(old: bigint, size?: bigint): Promise<string>;
  /** The same log with the same key, telling another story from here on. */
  fork(): ALog;
}

export function aKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

export function aLog(given: { name?: string; key?: KeyObject; entries?: readonly string[] } = {}): ALog {
  const { name = ORIGIN, key = aKey() } = given;
  const entries = [...(given.entries ?? [])];
  const signer = makeSigner(name, key);
  const read: ReadHashes = async (wanted) => wanted.map(({ level, index }) => subtree(entries, level, index));
  const log: ALog = {
    signer,
    key: verifierKeyOf(signer),
    get size() {
      return BigInt(entries.length);
    },
    append: (...more) => void entries.push(...more),
    async note(size = log.size) {
      return signNote(writeCheckpoint({ origin: name, size, root: await rootOf(size, read) }), [signer]);
    },
    proof: (from, to) => consistencyProof(from, to, read),
    request: async (old, size = log.size) => requestOf(old, await log.proof(old, size), await log.note(size)),
    fork: () => aLog({ name, key, entries }),
  };
  return log;
}

export function requestOf(old: bigint | string, proof: readonly Buffer[], note: string): string {
  return [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', note].join('\n');
}

function subtree(entries: readonly string[], level: number, index: bigint): Buffer {
  if (level === 0) return hashLeaf(Buffer.from(entries[Number(index)]!));
  return hashNode(subtree(entries, level - 1, index * 2n), subtree(entries, level - 1, index * 2n + 1n));
}
