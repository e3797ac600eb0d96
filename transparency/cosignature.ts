import { type KeyObject, sign } from 'node:crypto';
import { readCheckpoint } from './checkpoint.ts';
import {
  knownSignaturesOf,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  signatureLine,
  signerOfType,
} from './note.ts';
import { cosignedMessage, ED25519_WITNESS, secondsOf } from './note-key.ts';

/** The signer of a witness. Its key is for nothing else: what it signs does not name the signer (C2SP cosignature/v1). */
export function makeWitness(name: string, privateKey: KeyObject): NoteSigner {
  return signerOfType(ED25519_WITNESS, name, privateKey);
}

/**
 * The line by which a witness says: at that second, this was the largest tree of this log that I had seen, and it began with
 * every earlier one. `checkpointText` is the text of the note without its signatures.
 */
export function cosign(checkpointText: string, witness: NoteSigner, atSeconds: number | bigint): string {
  if (witness.type !== ED25519_WITNESS) throw new Error(`the key \`${witness.name}\` is not that of a witness`);
  readCheckpoint(checkpointText);
  const seconds = BigInt(atSeconds);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  return signatureLine(
    witness,
    Buffer.concat([time, sign(null, cosignedMessage(checkpointText, seconds), witness.privateKey)]),
  );
}

/** When a witness signed, by the line it gave; throws when it did not. Lines of other keys are passed over. */
export function verifyCosignature(checkpointText: string, line: string, witness: NoteVerifier): bigint {
  if (witness.type !== ED25519_WITNESS) throw new Error(`the key \`${witness.name}\` is not that of a witness`);
  const { text, signatures } = openNote(`${checkpointText}\n${line}`, [witness]);
  if (text !== checkpointText) throw new Error('malformed note');
  return secondsOf(signatures[0]!.signature);
}

/** What known witnesses have said of a note: name, key and second. Throws when one of their lines is forged. */
export function cosignaturesOf(
  note: string,
  witnesses: readonly NoteVerifier[],
): readonly { readonly name: string; readonly key: string; readonly seconds: bigint }[] {
  const known = witnesses.filter(({ type }) => type === ED25519_WITNESS);
  return knownSignaturesOf(note, known).map(({ verifier, signature }) => ({
    name: verifier.name,
    key: verifier.key,
    seconds: secondsOf(signature),
  }));
}
