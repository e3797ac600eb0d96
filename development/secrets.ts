import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { toldNameKey } from '../gateway/linkage/name-key.ts';
import { BODIES } from '../prisma/seed/town.ts';
import { KeptFile } from './kept-file.ts';

/** The keys of a development run, made on its first start and kept with its data. */
export interface Secrets {
  /** Makes pseudonyms. Given to the bodies and the seed, never to the hub. */
  readonly linkageKey: string;
  /** Under which the keys of the linkage service lie in its database. Given to that service alone. */
  readonly sealingKey: string;
  /** With which each body, by code, and the hub (`HUB`) sign what they ask of the linkage service. */
  readonly linkageKeys: Readonly<Record<string, JWK>>;
  /** Signs the hub's passes. Given to the hub alone. */
  readonly signingKey: JWK;
  /** Signs the checkpoints of the journal. Given to the hub alone, and to nothing else. */
  readonly logKey: JWK;
  /** From which the noise of the hub's own figures is made. Given to the hub alone. */
  readonly statisticKey: string;
  /** From which the password of each body's database comes. */
  readonly databaseKey: string;
}

/** Who speaks to the linkage service. */
const LINKAGE_PARTIES = ['HUB', ...BODIES.map(({ code }) => code)];

export function openSecrets(data: string): Secrets {
  const kept = new KeptFile<Partial<Secrets>>(join(data, 'keys', 'secrets.json'));
  // What an older version of the code has kept may lack a key that this one needs.
  const found = kept.read();
  const made: Secrets = {
    linkageKey: found?.linkageKey ?? randomBytes(32).toString('base64url'),
    sealingKey: found?.sealingKey ?? randomBytes(32).toString('base64url'),
    linkageKeys: found?.linkageKeys ?? Object.fromEntries(LINKAGE_PARTIES.map((code) => [code, makeKey(code)])),
    signingKey: found?.signingKey ?? makeKey('hub'),
    logKey: found?.logKey ?? makeKey('journal'),
    statisticKey: found?.statisticKey ?? randomBytes(32).toString('base64url'),
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

/** Each in a file of its own: the sealing key of the linkage service, and who may ask it for how much. */
export function linkageServiceFiles(data: string, { sealingKey, linkageKeys }: Secrets) {
  const [sealing, parties] = [join(data, 'keys', 'sealing-key.txt'), join(data, 'keys', 'linkage-parties.json')];
  writeFileSync(sealing, sealingKey, { mode: 0o600 });
  const rows = Object.entries(linkageKeys).map(([code, { d: _private, ...jwk }]) => ({
    code,
    role: code === 'HUB' ? 'HUB' : 'BODY',
    jwk,
    // Every file of the town, with all its keys, some times over.
    perDay: 50_000,
  }));
  writeFileSync(parties, JSON.stringify(rows), { mode: 0o600 });
  return { sealing, parties };
}

/** The key with which one body signs what it asks of the linkage service, in a file. */
export function linkageSigningKeyFile(data: string, code: string, { linkageKeys }: Secrets): string {
  const path = join(data, 'keys', `linkage-signing-key-${code}.json`);
  writeFileSync(path, JSON.stringify(linkageKeys[code]), { mode: 0o600 });
  return path;
}

/** Under which bodies seal the names of their files for the hub. */
export function hubNameKey({ linkageKeys }: Secrets): string {
  return toldNameKey(createPrivateKey({ key: { ...linkageKeys.HUB }, format: 'jwk' }));
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
