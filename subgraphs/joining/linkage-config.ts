import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readNameKey } from '../../linkage/sealed-name.ts';
import type { LinkageAccess } from './link-files.ts';

type Variable = 'LINKAGE_URL' | 'LINKAGE_SIGNING_KEY_FILE' | 'LINKAGE_TRUSTED_KEYS' | 'LINKAGE_HUB_KEY';

/** How a body asks the linkage service, beside its code and the key that bodies share. */
export type LinkageConfig = Pick<LinkageAccess, 'url' | 'key' | 'trusted' | 'nameKey'>;

/** What the environment says of the linkage service; null where it says nothing. `refuse` ends the start. */
export function readLinkageConfig(
  environment: { readonly [name in Variable]?: string },
  refuse: (name: Variable, why: string) => never,
): LinkageConfig | null {
  const { LINKAGE_URL: url, LINKAGE_SIGNING_KEY_FILE: file, LINKAGE_TRUSTED_KEYS: trusted } = environment;
  const { LINKAGE_HUB_KEY: hubKey } = environment;
  if (!url && !file && !trusted && !hubKey) return null;
  if (!url || !/^https?:\/\//.test(url) || !URL.canParse(url)) return refuse('LINKAGE_URL', 'is not an http address');
  if (!file) return refuse('LINKAGE_SIGNING_KEY_FILE', 'is missing beside `LINKAGE_URL`');
  const nameKey = hubKey ? readHubKey(hubKey, refuse) : null;
  return { url, key: readKey(file, refuse), trusted: readTrusted(trusted ?? '', refuse), nameKey };
}

function readHubKey(text: string, refuse: (name: Variable, why: string) => never): LinkageConfig['nameKey'] {
  try {
    return readNameKey(text.trim());
  } catch {
    return refuse('LINKAGE_HUB_KEY', 'is not the public half of a key for names');
  }
}

function readKey(file: string, refuse: (name: Variable, why: string) => never): LinkageConfig['key'] {
  try {
    const jwk = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    if (jwk.crv !== 'Ed25519') throw new Error('another kind of key');
    return createPrivateKey({ key: jwk, format: 'jwk' });
  } catch {
    return refuse('LINKAGE_SIGNING_KEY_FILE', 'holds no private Ed25519 key as a JWK');
  }
}

/** `1=…,2=…`; none at all is none trusted, and nothing can be linked until bodies have agreed on one. */
function readTrusted(text: string, refuse: (name: Variable, why: string) => never): LinkageConfig['trusted'] {
  const entries = text.split(',').filter((entry) => entry.trim() !== '');
  return new Map(
    entries.map((entry): [number, string] => {
      const [, version, key] = /^\s*(\d{1,9})=([\w-]{43})\s*$/.exec(entry) ?? [];
      if (version === undefined || key === undefined) return refuse('LINKAGE_TRUSTED_KEYS', 'is not `1=…,2=…`');
      return [Number(version), key];
    }),
  );
}
