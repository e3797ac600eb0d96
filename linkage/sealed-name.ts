import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/**
 * The name of a file (`CODE:local`) on its way from its body to the hub, through the linkage service, which must not be
 * able to read it: sealed under the hub's X25519 key with a key made for this one name (X25519, HKDF-SHA256, AES-256-GCM).
 *
 * It hides, and proves nothing: whoever has the public key can seal any name.
 */
export const SEALED_NAME_BYTES = 144;

const KEY_BYTES = 32;
const TAG_BYTES = 16;
/** All names are as long as the longest, so that none is told by its length. */
const ROOM = SEALED_NAME_BYTES - KEY_BYTES - TAG_BYTES;
/** Good, because no key seals twice. */
const NONCE = Buffer.alloc(12);

/** The key that opens names, made of another secret of its holder: always the same of the same. */
export function nameKeyFrom(secret: Uint8Array): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'passerelle/sealed-name/key', KEY_BYTES));
  return createPrivateKey({ key: Buffer.concat([PKCS8_X25519, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half in base64url, as bodies are told it. */
export function publicNameKey(key: KeyObject): string {
  return rawOf(createPublicKey(key)).toString('base64url');
}

/** Reads what `publicNameKey` wrote. Throws if it is no such key. */
export function readNameKey(text: string): KeyObject {
  if (!/^[\w-]{43}$/.test(text)) throw new Error('not the public half of a key for names');
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: text }, format: 'jwk' });
}

export function sealName(name: string, recipient: KeyObject): Buffer {
  const bytes = Buffer.from(name);
  if (bytes.length === 0 || bytes.length > ROOM) throw new Error(`the name of a file has 1 to ${ROOM} bytes`);
  const once = generateKeyPairSync('x25519');
  const ephemeral = rawOf(once.publicKey);
  const secret = diffieHellman({ privateKey: once.privateKey, publicKey: recipient });
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, ephemeral, rawOf(recipient)), NONCE);
  return Buffer.concat([ephemeral, cipher.update(Buffer.concat([bytes], ROOM)), cipher.final(), cipher.getAuthTag()]);
}

/** Throws if it was sealed for another, or changed. */
export function openName(sealed: Uint8Array, key: KeyObject): string {
  if (sealed.length !== SEALED_NAME_BYTES) throw new Error('not a sealed name');
  const [ephemeral, rest] = [Buffer.from(sealed.subarray(0, KEY_BYTES)), Buffer.from(sealed.subarray(KEY_BYTES))];
  const secret = diffieHellman({ privateKey: key, publicKey: readNameKey(ephemeral.toString('base64url')) });
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, ephemeral, rawOf(createPublicKey(key))), NONCE);
  decipher.setAuthTag(rest.subarray(ROOM));
  const padded = Buffer.concat([decipher.update(rest.subarray(0, ROOM)), decipher.final()]);
  return padded.toString('utf8').replace(/\0+$/, '');
}

/** What stands before the thirty-two bytes of a private X25519 key in PKCS #8 (RFC 8410). */
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

function keyFor(secret: Buffer, ephemeral: Buffer, recipient: Buffer): Buffer {
  const context = Buffer.concat([ephemeral, recipient]);
  return Buffer.from(hkdfSync('sha256', secret, context, 'passerelle/sealed-name/1', 32));
}

function rawOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
