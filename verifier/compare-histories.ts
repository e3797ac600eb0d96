import { type JournalExport, readExport } from '../transparency/export.ts';
import { verifyConsistency } from '../transparency/merkle.ts';
import { rootWithin } from '../transparency/root-within.ts';
import { checkLeaves, type Leaf } from './check-leaves.ts';
import { isNote, openSigned, type TrustedCheckpoint } from './open-checkpoint.ts';
import { readConsistency } from './read-consistency.ts';
import { DoesNotHold, type Trust } from './verdict.ts';

/** A signed tree, and the records that came with it, if any: checked to stand in it. */
export interface History {
  readonly checkpoint: TrustedCheckpoint;
  readonly exported: JournalExport | null;
  readonly leaves: readonly Leaf[];
}

/**
 * That what others hold of this log is of one history with it. Two trees of one size have one root; of two sizes, the larger
 * must be shown to begin with the smaller: by a proof, or by a whole range of leaves that reaches over the end of the smaller.
 */
export function compareHistories(
  own: History,
  trust: Trust,
): readonly { readonly name: string; readonly checkpoint: TrustedCheckpoint }[] {
  return (trust.against ?? []).map(({ name, text }) => {
    const other = openOther(name, text, trust);
    const { checkpoint } = other;
    if (checkpoint.origin !== own.checkpoint.origin) throw new DoesNotHold({ code: 'OTHER_LOG', other: name });
    const [older, newer] = own.checkpoint.size <= checkpoint.size ? [own, other] : [other, own];
    const answer = beginsWith(older, newer, trust);
    if (answer !== 'ONE_HISTORY') throw new DoesNotHold({ code: answer, other: name });
    return { name, checkpoint };
  });
}

function beginsWith(
  older: History,
  newer: History,
  trust: Trust,
): 'ONE_HISTORY' | 'SPLIT_VIEW' | 'INCONSISTENT' | 'UNCOMPARABLE' {
  const [from, to] = [older.checkpoint.size, newer.checkpoint.size];
  const [fromRoot, toRoot] = [older.checkpoint.root, newer.checkpoint.root];
  if (from === to) return fromRoot.equals(toRoot) ? 'ONE_HISTORY' : 'SPLIT_VIEW';
  const within = rootOfBeginning(newer, from);
  if (within) return within.equals(fromRoot) ? 'ONE_HISTORY' : 'SPLIT_VIEW';
  if (from === 0n) return 'ONE_HISTORY';
  const brought = newer.exported?.header.consistency ?? [];
  const proofs = [
    ...brought.filter((proof) => BigInt(proof.from) === from).map(({ proof }) => proof),
    ...(trust.consistency ?? [])
      .map(readConsistency)
      .filter((proof) => proof.from === from && proof.to === to)
      .map(({ proof }) => proof),
  ].map((proof) => proof.map((hash) => Buffer.from(hash, 'hex')));
  if (proofs.length === 0) return 'UNCOMPARABLE';
  return proofs.some((proof) => verifyConsistency({ from, to, fromRoot, toRoot, proof }))
    ? 'ONE_HISTORY'
    : 'INCONSISTENT';
}

function openOther(name: string, text: string, trust: Trust): History {
  const exported = isNote(text) ? null : readExport(text);
  const otherwise = { code: 'OTHER_FORGED', other: name } as const;
  try {
    const checkpoint = openSigned(exported?.header.checkpoint ?? text, trust, otherwise);
    return { checkpoint, exported, leaves: exported ? checkLeaves(exported, checkpoint) : [] };
  } catch (error) {
    throw error instanceof DoesNotHold ? new DoesNotHold(otherwise) : error;
  }
}

/** The root of an older tree, from a whole range of leaves in which it ended. */
function rootOfBeginning({ exported, leaves }: History, size: bigint): Buffer | null {
  if (exported === null || exported.header.from === null) return null;
  const left = exported.header.left.map((hash) => Buffer.from(hash, 'hex'));
  return rootWithin({ from: BigInt(exported.header.from), leafHashes: leaves.map(({ hash }) => hash), left }, size);
}
