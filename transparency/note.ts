import { type KeyObject, sign } from 'node:crypto';
import { decodeBase64, ED25519, encodeKey, isKeyName, keyIdOf, type NoteVerifier, publicBytesOf } from './note-key.ts';

export { type NoteVerifier, readVerifier } from './note-key.ts';

/** A private key under a name (C2SP signed-note). What it signs depends on its type: a log signs text, a witness text and time. */
export interface NoteSigner {
  readonly name: string;
  /** First byte of the encoded public key: 0x01 Ed25519, 0x04 Ed25519 of a witness. */
  readonly type: number;
  /** 32 bytes. */
  readonly publicKey: Buffer;
  readonly privateKey: KeyObject;
}

/** A signature of a note by a key that is known. */
export interface KnownSignature {
  readonly verifier: NoteVerifier;
  readonly signature: Buffer;
}

/** More lines than any log of ours needs; a note with more is hostile. */
const MOST_SIGNATURES = 100;
const LONGEST_NOTE = 1_000_000;

/** The signer of a log. `privateKey` is an Ed25519 key. */
export function makeSigner(name: string, privateKey: KeyObject): NoteSigner {
  return signerOfType(ED25519, name, privateKey);
}

export function signerOfType(type: number, name: string, privateKey: KeyObject): NoteSigner {
  if (!isKeyName(name)) throw new Error(`\`${name}\` is no name of a key: it has spaces or a plus, or is empty`);
  if (privateKey.type !== 'private') throw new Error('a signer needs a private key');
  return { name, type, publicKey: publicBytesOf(privateKey), privateKey };
}

/** What others need to check this signer's signatures: `name+hash+base64`. */
export function verifierKeyOf(signer: NoteSigner): string {
  return encodeKey(signer.name, signer.type, signer.publicKey);
}

/** The text, an empty line and a line per signer. Refuses what no reader would take for a note. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!isNoteText(text)) throw new Error('a note is text without control characters that ends with a newline');
  if (signers.length === 0) throw new Error('a note has a signer');
  const lines = signers.map((signer) => {
    if (signer.type !== ED25519)
      throw new Error(`the key \`${signer.name}\` does not sign notes, it countersigns them`);
    return signatureLine(signer, sign(null, Buffer.from(text), signer.privateKey));
  });
  return `${text}\n${lines.join('')}`;
}

/** One signature line, with its newline. */
export function signatureLine(signer: NoteSigner, signature: Uint8Array): string {
  const id = keyIdOf(signer.name, signer.type, signer.publicKey);
  return `— ${signer.name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

/** A note with more signature lines: those of witnesses. Lines that are there already are not repeated. */
export function addSignatures(note: string, lines: readonly string[]): string {
  const { text, signatures } = parseNote(note);
  const added = lines.flatMap((line) => parseSignatures(line)).map(({ line }) => line);
  return `${text}\n${[...new Set([...signatures.map(({ line }) => line), ...added])].join('')}`;
}

/**
 * The text of a note, and whose signatures it bears. Keys that are not given are ignored. Throws when a signature by a given key
 * is wrong, and when there is none by a given key: then the text says nothing.
 */
export function openNote(
  note: string,
  verifiers: readonly NoteVerifier[],
): { readonly text: string; readonly signedBy: readonly string[]; readonly signatures: readonly KnownSignature[] } {
  const { text } = parseNote(note);
  const signatures = knownSignaturesOf(note, verifiers);
  if (signatures.length === 0) throw new Error('no known key has signed this note');
  return { text, signedBy: signatures.map(({ verifier }) => verifier.name), signatures };
}

/** The signatures of a note by keys that are given, each of them checked: throws when one is wrong. There may be none. */
export function knownSignaturesOf(note: string, verifiers: readonly NoteVerifier[]): readonly KnownSignature[] {
  const { text, signatures } = parseNote(note);
  const known = new Map<string, KnownSignature>();
  for (const { name, keyId, signature } of signatures) {
    const verifier = verifiers.find((one) => one.name === name && one.keyId.equals(keyId));
    if (!verifier || known.has(verifier.key)) continue;
    if (!verifier.verify(text, signature)) throw new Error(`the signature by the key \`${name}\` does not hold`);
    known.set(verifier.key, { verifier, signature });
  }
  return [...known.values()];
}

/** The text of a note that nobody has checked: to find out which keys to ask about, for nothing else. */
export function readTextUnverified(note: string): string {
  return parseNote(note).text;
}

interface SignatureLine {
  readonly line: string;
  readonly name: string;
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

function parseNote(note: string): { readonly text: string; readonly signatures: readonly SignatureLine[] } {
  const end = note.lastIndexOf('\n\n');
  if (note.length > LONGEST_NOTE || end < 0 || !isNoteText(note)) throw new Error('malformed note');
  const signatures = parseSignatures(note.slice(end + 2));
  if (signatures.length === 0) throw new Error('malformed note: no signature');
  return { text: note.slice(0, end + 1), signatures };
}

function parseSignatures(lines: string): readonly SignatureLine[] {
  const all = lines.split('\n');
  if (all.pop() !== '' || all.length > MOST_SIGNATURES) throw new Error('malformed note: signature lines');
  return all.map((line) => {
    const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    const bytes = encoded === undefined ? null : decodeBase64(encoded);
    if (name === undefined || !isKeyName(name) || !bytes || bytes.length < 5) {
      throw new Error('malformed note: signature line');
    }
    return { line: `${line}\n`, name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
  });
}

function isNoteText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids exactly these.
  return text.isWellFormed() && text.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}
