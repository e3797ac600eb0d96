import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { makeWitness } from '../transparency/cosignature.ts';
import { makeSigner, verifierKeyOf } from '../transparency/note.ts';
import { KeptFile } from './kept-file.ts';
import type { Secrets } from './secrets.ts';

/** The key with which a body of this run countersigns the journal: made once, kept with the data, given to that body alone. */
export function witnessKeyFile(data: string, code: string): string {
  openWitnessKey(data, code);
  return pathOf(data, code);
}

/** Its public half, as it stands in the list of witnesses. */
export function witnessVerifier(data: string, code: string): string {
  const key = openWitnessKey(data, code);
  return verifierKeyOf(makeWitness(key.kid, createPrivateKey({ key, format: 'jwk' })));
}

/** The public key of the journal in a file, as the bodies are given it. */
export function logKeysFile(data: string, { logKey }: Secrets, origin: string): string {
  const path = join(data, 'keys', 'log-keys.txt');
  const signer = makeSigner(origin, createPrivateKey({ key: { ...logKey }, format: 'jwk' }));
  writeFileSync(path, `${verifierKeyOf(signer)}\n`, { mode: 0o600 });
  return path;
}

type WitnessKey = JWK & { readonly kid: string };

function openWitnessKey(data: string, code: string): WitnessKey {
  const kept = new KeptFile<WitnessKey>(pathOf(data, code));
  const found = kept.read();
  if (found !== null) return found;
  const kid = `${code.toLowerCase().replaceAll('_', '-')}.passerelle.localhost/witness`;
  const made = { ...(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK), kid };
  kept.write(made);
  return made;
}

function pathOf(data: string, code: string): string {
  return join(data, 'keys', `witness-${code}.json`);
}
