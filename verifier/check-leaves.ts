import { commitmentOf } from '../transparency/access-entry.ts';
import type { Checkpoint } from '../transparency/checkpoint.ts';
import type { ExportLine, JournalExport } from '../transparency/export.ts';
import { hashLeaf, verifyInclusion, verifyRange } from '../transparency/merkle.ts';
import { DoesNotHold } from './verdict.ts';

type LeafFailure = 'TWICE' | 'OUT_OF_ORDER' | 'BEYOND_TREE' | 'BEYOND_RANGE' | 'CHANGED' | 'NOT_IN_TREE';

/** A leaf that stands in the tree where the file says, with the record it was made of if the file tells it. */
export interface Leaf {
  readonly index: bigint;
  readonly hash: Buffer;
  readonly payload?: string;
}

const bytes = (text: string) => Buffer.from(text, 'hex');

/** Every line is the leaf it says, each once and in order, and a range lacks none. */
export function checkLeaves({ header, lines }: JournalExport, { size, root }: Checkpoint): readonly Leaf[] {
  const [from, to] = [header.from, header.to].map((end) => (end === null ? null : BigInt(end)));
  const seen = new Set<string>();
  const leaves: Leaf[] = [];
  let next = from ?? 0n;
  for (const [at, line] of lines.entries()) {
    const index = BigInt(line.leaf);
    if (seen.has(line.leaf)) throw namedBy(line, 'TWICE');
    if (index < next) throw namedBy(line, 'OUT_OF_ORDER');
    if (index >= size) throw namedBy(line, 'BEYOND_TREE');
    if (from != null && index > next) {
      const isLater = lines.slice(at).some(({ leaf }) => leaf === String(next));
      throw isLater ? namedBy(line, 'OUT_OF_ORDER') : new DoesNotHold({ code: 'MISSING', leaf: next });
    }
    if (to != null && index >= to) throw namedBy(line, 'BEYOND_RANGE');
    seen.add(line.leaf);
    next = index + 1n;
    leaves.push(checkLine(line, index, size, root, from != null));
  }
  if (from != null && to != null) {
    if (next < to) throw new DoesNotHold({ code: 'MISSING', leaf: next });
    const [left, right] = [header.left.map(bytes), header.right.map(bytes)];
    const leafHashes = leaves.map(({ hash }) => hash);
    if (!verifyRange({ from, to, size, leafHashes, left, right, root }))
      throw new DoesNotHold({ code: 'RANGE_BROKEN' });
  }
  return leaves;
}

/** In a range a leaf may come without a proof of its own: then that of the range stands for it. */
function checkLine(line: ExportLine, index: bigint, size: bigint, root: Buffer, isInRange: boolean): Leaf {
  const { salt, payload } = line;
  const commitment = bytes(line.commitment);
  if (salt !== undefined && payload !== undefined && !commitmentOf(bytes(salt), payload).equals(commitment)) {
    throw namedBy(line, 'CHANGED');
  }
  const hash = hashLeaf(commitment);
  const proof = line.proof.map(bytes);
  const isCovered = isInRange && proof.length === 0;
  if (!isCovered && !verifyInclusion({ index, size, leafHash: hash, proof, root })) throw namedBy(line, 'NOT_IN_TREE');
  return { index, hash, ...(payload === undefined ? {} : { payload }) };
}

/** Names the leaf, and the record if its text can be read so far: it may be the very thing that was changed. */
function namedBy({ leaf, payload }: ExportLine, code: LeafFailure): DoesNotHold {
  const [, record] = /"id":"([0-9a-f-]{36})"/.exec(payload ?? '') ?? [];
  return new DoesNotHold({ code, leaf: BigInt(leaf), ...(record === undefined ? {} : { record }) });
}
