import { type Checkpoint, readCheckpoint } from '../../transparency/checkpoint.ts';
import { readTextUnverified } from '../../transparency/note.ts';
import { UnreadableRequest } from './read-request.ts';

/** What a log asks of a witness (C2SP tlog-witness, `add-checkpoint`). Nothing of it has been checked. */
export interface AddCheckpoint {
  /** Size of the tree that the witness signed last, as the log believes. */
  readonly old: bigint;
  readonly proof: readonly Buffer[];
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** A tree of 2^63 leaves needs no more. */
const MOST_PROOF_LINES = 63;

/** Reads `old <size>`, the lines of the proof, an empty line, and the note. Throws `UnreadableRequest` for anything else. */
export function readAddCheckpoint(text: string): AddCheckpoint {
  const end = text.indexOf('\n\n');
  if (end < 0) throw malformed('has no empty line before the checkpoint');
  const [first = '', ...lines] = text.slice(0, end).split('\n');
  const [, old] = /^old (0|[1-9]\d{0,18})$/.exec(first) ?? [];
  if (old === undefined) throw malformed('does not begin with `old` and a size');
  if (lines.length > MOST_PROOF_LINES) throw malformed(`has more than ${MOST_PROOF_LINES} lines of proof`);
  const note = text.slice(end + 2);
  return { old: BigInt(old), proof: lines.map(readHash), note, checkpoint: checkpointOf(note) };
}

function readHash(line: string): Buffer {
  const hash = Buffer.from(line, 'base64');
  if (hash.length !== 32 || hash.toString('base64') !== line)
    throw malformed('has a line of proof that is not a SHA-256 in base64');
  return hash;
}

function checkpointOf(note: string): Checkpoint {
  try {
    return readCheckpoint(readTextUnverified(note));
  } catch {
    throw malformed('holds no checkpoint');
  }
}

function malformed(why: string): UnreadableRequest {
  return new UnreadableRequest(400, `the request ${why}`);
}
