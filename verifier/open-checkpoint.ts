import { type Checkpoint, readCheckpoint } from '../transparency/checkpoint.ts';
import { cosignaturesOf } from '../transparency/cosignature.ts';
import { knownSignaturesOf, openNote, readTextUnverified, readVerifier } from '../transparency/note.ts';
import { DoesNotHold, type Failure, type Trust } from './verdict.ts';

/** A checkpoint that the log has signed, with the witnesses that are known and what they said the time was. */
export interface TrustedCheckpoint extends Checkpoint {
  readonly witnesses: readonly { readonly name: string; readonly seconds: bigint }[];
}

/** A checkpoint as it is handed out, not a file of records. */
export function isNote(text: string): boolean {
  return /\n\n— /.test(text) && !/^["\ufeff{]/.test(text);
}

/** Opens the checkpoint that is checked: the log's signature, its name, and enough witnesses. */
export function openCheckpoint(note: string, trust: Trust, named = ''): TrustedCheckpoint {
  const keys = trust.log.map(readVerifier);
  readCheckpoint(readTextUnverified(note));
  const signatures = holdOr({ code: 'CHECKPOINT_FORGED' }, () => knownSignaturesOf(note, keys));
  if (signatures.length === 0) throw new DoesNotHold({ code: 'UNKNOWN_LOG', named });
  const checkpoint = openSigned(note, trust, { code: 'CHECKPOINT_FORGED' });
  // A witness that is changing its key has two, and is one witness.
  const names = [...new Set(checkpoint.witnesses.map(({ name }) => name))];
  const least = trust.leastWitnesses ?? new Set((trust.witnesses ?? []).map((key) => readVerifier(key).name)).size;
  if (names.length < least) throw new DoesNotHold({ code: 'TOO_FEW_WITNESSES', found: names, least });
  return checkpoint;
}

/** Opens a checkpoint of which nothing is asked but that the log has signed it. */
export function openSigned(note: string, trust: Trust, otherwise: Failure): TrustedCheckpoint {
  const { text, signedBy } = holdOr(otherwise, () => openNote(note, trust.log.map(readVerifier)));
  const checkpoint = readCheckpoint(text);
  // A key that signed a log of another name could pass one log off as another.
  if (!signedBy.includes(checkpoint.origin)) throw new DoesNotHold({ code: 'OTHER_ORIGIN' });
  const known = (trust.witnesses ?? []).map(readVerifier);
  return { ...checkpoint, witnesses: holdOr({ code: 'WITNESS_FORGED' }, () => cosignaturesOf(note, known)) };
}

function holdOr<Value>(failure: Failure, open: () => Value): Value {
  try {
    return open();
  } catch {
    throw new DoesNotHold(failure);
  }
}
