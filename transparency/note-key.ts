import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { sha256 } from './hashing.ts';

/** Types of keys (C2SP signed-note): of whoever signs the text, and of a witness, who signs the text and the time. */
export const ED25519 = 0x01;
export const ED25519_WITNESS = 0x04;

/** A public key under a name. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: Buffer;
  readonly type: number;
  /** As it is passed on: `name+hash+base64`. */
  readonly key: string;
  /** Whether the signature (as it stands in a line, after the key's id) is this key's, on this text. Never throws. */
  verify(text: string, signature: Uint8Array): boolean;
}

/** Reads `name+hash+base64`; the hash must be that of name and key, and the type one of the two above. */
export function readVerifier(text: string): NoteVerifier {
  const [, name, hash, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text) ?? [];
  const bytes = encoded === undefined ? null : decodeBase64(encoded);
  if (name === undefined || hash === undefined || !isKeyName(name) || !bytes) throw malformed();
  const [type, publicKey] = [bytes[0], bytes.subarray(1)];
  if ((type !== ED25519 && type !== ED25519_WITNESS) || publicKey.length !== 32) throw malformed();
  const keyId = keyIdOf(name, type, publicKey);
  if (keyId.toString('hex') !== hash)
    throw new Error(`the hash of the key \`${name}\` is not that of its name and key`);
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  });
  return { name, keyId, type, key: text, verify: type === ED25519 ? signsText(key) : signsTextAndTime(key) };
}

/** What a witness signs: the text as it saw it at that second (C2SP cosignature/v1). */
export function cosignedMessage(text: string, seconds: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** First four bytes of the hash over name, type and key: an address of a key, no proof of it. */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): Buffer {
  return sha256(Buffer.from(`${name}\n`), Uint8Array.of(type), publicKey).subarray(0, 4);
}

export function encodeKey(name: string, type: number, publicKey: Uint8Array): string {
  const bytes = Buffer.concat([Uint8Array.of(type), publicKey]);
  return `${name}+${keyIdOf(name, type, publicKey).toString('hex')}+${bytes.toString('base64')}`;
}

/** The 32 bytes of an Ed25519 key. */
export function publicBytesOf(key: KeyObject): Buffer {
  const { crv, x } = (key.type === 'public' ? key : createPublicKey(key)).export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) throw new Error('this is no Ed25519 key');
  return Buffer.from(x, 'base64url');
}

export function isKeyName(name: string): boolean {
  return /^[^\s\p{White_Space}+]+$/u.test(name) && name.isWellFormed();
}

/** Standard base64 in its one spelling, or null. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : null;
}

function signsText(key: KeyObject) {
  return (text: string, signature: Uint8Array) =>
    signature.length === 64 && verify(null, Buffer.from(text), key, signature);
}

function signsTextAndTime(key: KeyObject) {
  return (text: string, signature: Uint8Array) =>
    signature.length === 72 && verify(null, cosignedMessage(text, secondsOf(signature)), key, signature.subarray(8));
}

/** The time in a witness's signature: its first eight bytes. */
export function secondsOf(signature: Uint8Array): bigint {
  return Buffer.from(signature.subarray(0, 8)).readBigUInt64BE();
}

function malformed(): Error {
  return new Error('malformed verifier key: it is `name+hash+base64` of an Ed25519 key');
}
