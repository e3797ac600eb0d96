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
  /** Signs the checkpoints of the journal. Given to the hub alone, and to nothing else. */
  readonly logKey: JWK;
  /** From which the password of each body's database comes. */
  readonly databaseKey: string;
}

export function openSecrets(data: string): Secrets {
  const kept = new KeptFile<Partial<Secrets>>(join(data, 'keys', 'secrets.json'));
  // What an older version of the code has kept may lack a key that this one needs.
  const found = kept.read();
  const made: Secrets = {
    linkageKey: found?.linkageKey ?? randomBytes(32).toString('base64url'),
    signingKey: found?.signingKey ?? makeKey('hub'),
    logKey: found?.logKey ?? makeKey('journal'),
    databaseKey: found?.databaseKey ?? randomBytes(32).toString('base64url'),
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

function makeKey(name: string): JWK {
  const { privateKey } = generateKeyPairSync('ed25519');
  const kid = `${name}-${randomBytes(4).toString('hex')}`;
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), kid, alg: 'EdDSA', use: 'sig' };
}
