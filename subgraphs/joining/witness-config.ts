import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeWitness } from '../../transparency/cosignature.ts';
import { type NoteSigner, type NoteVerifier, readVerifier } from '../../transparency/note.ts';

/** With what a body is a witness of the hub's journal. */
export interface WitnessConfig {
  readonly signer: NoteSigner;
  /** Keys of the logs that it watches: its own choice, read once, and never what a log says of itself. */
  readonly logKeys: readonly NoteVerifier[];
}

/** The private key of a witness from a JWK; its `kid` is the name that stands in every line. Throws for any other text. */
export function readWitnessKey(text: string): NoteSigner {
  const jwk = JSON.parse(text) as Record<string, unknown>;
  if (jwk.crv !== 'Ed25519' || typeof jwk.kid !== 'string') throw new Error('not an Ed25519 key with a `kid`');
  return makeWitness(jwk.kid, createPrivateKey({ key: jwk, format: 'jwk' }));
}

/** One key per line (C2SP `name+hash+base64`); empty lines and those that begin with `#` say nothing. */
export function readLogKeys(text: string): readonly NoteVerifier[] {
  const lines = text.split('\n').map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#')).map(readVerifier);
  if (keys.length === 0) throw new Error('no key');
  return keys;
}

/** The witness that the environment describes; null where it describes none. `refuse` ends the start. */
export function readWitnessConfig(
  { WITNESS_KEY_FILE, LOG_KEYS_FILE }: { readonly WITNESS_KEY_FILE?: string; readonly LOG_KEYS_FILE?: string },
  refuse: (name: 'WITNESS_KEY_FILE' | 'LOG_KEYS_FILE', why: string) => never,
): WitnessConfig | null {
  if (!WITNESS_KEY_FILE && !LOG_KEYS_FILE) return null;
  if (!WITNESS_KEY_FILE) return refuse('WITNESS_KEY_FILE', 'is missing beside `LOG_KEYS_FILE`');
  if (!LOG_KEYS_FILE) return refuse('LOG_KEYS_FILE', 'is missing beside `WITNESS_KEY_FILE`');
  const read = <Read>(name: 'WITNESS_KEY_FILE' | 'LOG_KEYS_FILE', file: string, as: (text: string) => Read): Read => {
    try {
      return as(readFileSync(file, 'utf8'));
    } catch {
      return refuse(name, name === 'LOG_KEYS_FILE' ? 'holds no keys of logs' : 'holds no Ed25519 key with a `kid`');
    }
  };
  const signer = read('WITNESS_KEY_FILE', WITNESS_KEY_FILE, readWitnessKey);
  const logKeys = read('LOG_KEYS_FILE', LOG_KEYS_FILE, readLogKeys);
  return { signer, logKeys };
}
