import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { KeptFile } from './kept-file.ts';

/** The keys of a development run, made on its first start and kept with its data. */
export interface Secrets {
  /** Makes pseudonyms. Given to the bodies and the seed, never to the hub. */
  readonly linkageKey: string;
  /** Signs the hub's passes. Given to the hub alone. */
  readonly signingKey: JWK;
  /** From which the password of each body's database comes. */
  readonly databaseKey: string;
}

export function openSecrets(data: string): Secrets {
  const kept = new KeptFile<Secrets>(join(data, 'keys', 'secrets.json'));
  const found = kept.read();
  if (found !== null) return found;
  const made: Secrets = {
    linkageKey: randomBytes(32).toString('base64url'),
    signingKey: makeSigningKey(),
    databaseKey: randomBytes(32).toString('base64url'),
  };
  kept.write(made);
  return made;
}

/** The linkage key in a file, as the bodies are given it. */
export function linkageKeyFile(data: string, { linkageKey }: Secrets): string {
  const path = join(data, 'keys', 'linkage-key.txt');
  writeFileSync(path, linkageKey, { mode: 0o600 });
  return path;
}

/** What the bodies check passes with. */
export function publicKeys({ signingKey }: Secrets): { keys: JWK[] } {
  const { d: _private, ...key } = signingKey;
  return { keys: [key] };
}

function makeSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('ed25519');
  const kid = `hub-${randomBytes(4).toString('hex')}`;
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), kid, alg: 'EdDSA', use: 'sig' };
}
