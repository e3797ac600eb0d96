import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { StoredAmount } from './amount-tally.ts';

/** All that a signature covers: what is frozen, and every tally of it. */
export interface FrozenContent {
  readonly indicator: string;
  readonly period: string;
  readonly version: number;
  readonly keyVersion: string;
  readonly smallest: number;
  readonly tallies: readonly FrozenTally[];
  /** Of an indicator that has an amount. */
  readonly amounts?: readonly FrozenAmount[];
}

/** One tally as it is written; `keys` is a decimal number. */
export interface FrozenTally {
  readonly by: string;
  readonly bins: string;
  readonly persons: number;
  readonly keys: string;
}

/** One sum as it is written: whole euros, and `keys` a decimal number. */
export interface FrozenAmount extends StoredAmount {
  readonly by: string;
  readonly bins: string;
}

export interface Seal {
  readonly sha256: Buffer;
  readonly signature: Buffer;
  readonly publicKey: Buffer;
}

/** The hash of a snapshot: of its heading, its tallies and its sums, one JSON line each, in the order of their names. */
export function hashOfSnapshot({
  indicator,
  period,
  version,
  keyVersion,
  smallest,
  tallies,
  amounts = [],
}: FrozenContent): Buffer {
  const hash = createHash('sha256');
  const line = (parts: readonly unknown[]) => hash.update(`${JSON.stringify(parts)}\n`);
  line(['passerelle-statistic-snapshot/1', indicator, period, version, keyVersion, smallest]);
  const sorted = tallies.toSorted((a, b) => compare(a.by, b.by) || compare(a.bins, b.bins));
  for (const { by, bins, persons, keys } of sorted) line([by, bins, persons, keys]);
  for (const each of amounts.toSorted((a, b) => compare(a.by, b.by) || compare(a.bins, b.bins))) {
    line(['amount', each.by, each.bins, each.contributors, String(each.total), String(each.largest), each.keys]);
  }
  return hash.digest();
}

/** A private key as it is kept in a database: PKCS #8. */
export function readPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
}

export function sealSnapshot(content: FrozenContent, key: KeyObject): Seal {
  const sha256 = hashOfSnapshot(content);
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { sha256, signature: sign(null, sha256, key), publicKey };
}

/** Whether a snapshot is what the holder of this key has frozen. */
export function isSealed(content: FrozenContent, { signature, sha256, publicKey }: Seal): boolean {
  const hash = hashOfSnapshot(content);
  return hash.equals(sha256) && verify(null, hash, publicKeyOf(publicKey), signature);
}

function publicKeyOf(spki: Buffer): KeyObject {
  return createPublicKey({ key: spki, format: 'der', type: 'spki' });
}

/** By code units, as every language can do alike. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
