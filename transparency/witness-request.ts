import { type NoteSigner, type NoteVerifier, openNote, signNote } from './note.ts';

/** How far the clocks of log and witness may stand apart, and how long a request is good for. */
const GOOD_FOR_SECONDS = 60;
const SCHEME = 'Passerelle-Log';

/**
 * How a log shows a witness that it is the log who asks: the value of the header `authorization`. It names the witness, so
 * that one cannot use it at another, and it can be taken for no checkpoint: where that has a size, this has a name of a key.
 */
export function signWitnessRequest(witness: string, now: Date, signers: readonly NoteSigner[]): string {
  const note = signNote(textOf(witness, Math.floor(now.getTime() / 1000)), signers);
  return `${SCHEME} ${Buffer.from(note).toString('base64url')}`;
}

/** Whether one of these logs has signed that it asks this witness, just now. Never throws, whatever it is given. */
export function isWitnessRequest(
  header: string | undefined,
  asked: { readonly witness: string; readonly logKeys: readonly NoteVerifier[]; readonly now: Date },
): boolean {
  const [, encoded] = /^Passerelle-Log ([\w-]{1,4000})$/.exec(header ?? '') ?? [];
  if (encoded === undefined) return false;
  try {
    const { text } = openNote(Buffer.from(encoded, 'base64url').toString('utf8'), asked.logKeys);
    const seconds = Number(/\n(\d{1,12})\n$/.exec(text)?.[1]);
    const isNow = Math.abs(asked.now.getTime() / 1000 - seconds) <= GOOD_FOR_SECONDS;
    return isNow && text === textOf(asked.witness, seconds);
  } catch {
    return false;
  }
}

function textOf(witness: string, seconds: number): string {
  return `passerelle witness request/1\nwitness ${witness}\n${seconds}\n`;
}
