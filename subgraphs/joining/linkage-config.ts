import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LinkageAccess } from './link-files.ts';

type Variable = 'LINKAGE_URL' | 'LINKAGE_SIGNING_KEY_FILE' | 'LINKAGE_TRUSTED_KEYS';

/** How a body asks the linkage service, beside its code and the key that bodies share. */
export type LinkageConfig = Pick<LinkageAccess, 'url' | 'key' | 'trusted'>;

/** What the environment says of the linkage service; null where it says nothing. `refuse` ends the start. */
export function readLinkageConfig(
  environment: { readonly [name in Variable]?: string },
  refuse: (name: Variable, why: string) => never,
): LinkageConfig | null {
  const { LINKAGE_URL: url, LINKAGE_SIGNING_KEY_FILE: file, LINKAGE_TRUSTED_KEYS: trusted } = environment;
  if (!url && !file && !trusted) return null;
  if (!url || !/^https?:\/\//.test(url) || !URL.canParse(url)) return refuse('LINKAGE_URL', 'is not an http address');
  if (!file) return refuse('LINKAGE_SIGNING_KEY_FILE', 'is missing beside `LINKAGE_URL`');
  return { url, key: readKey(file, refuse), trusted: readTrusted(trusted ?? '', refuse) };
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
