import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** One released table, as it leaves whoever made it: nothing of it is true but by noise. */
export interface SignedTable {
  readonly body: string;
  readonly indicator: string;
  readonly period: string;
  readonly by: readonly string[];
  readonly version: number;
  /** ISO instant with milliseconds. */
  readonly frozenAt: string;
  readonly smallest: number;
  readonly bins: readonly string[];
  readonly values: readonly (number | null)[];
  /** Null where the indicator has no amount. */
  readonly amounts: readonly (number | null)[] | null;
}

/**
 * What is signed of a table: one line of JSON, each member in its place, begun by the name of the format so that it can be
 * taken for nothing else. The same table is the same text, and its signature the same for ever.
 */
export function textOfTable(table: SignedTable): string {
  const { body, indicator, period, by, version, frozenAt, smallest, bins, values, amounts } = table;
  const heading = ['passerelle-statistic-table/1', body, indicator, period, by, version, frozenAt, smallest];
  return JSON.stringify([...heading, bins, values, amounts]);
}

/** Ed25519, in hexadecimal. */
export function signTable(table: SignedTable, key: KeyObject): string {
  return sign(null, Buffer.from(textOfTable(table)), key).toString('hex');
}

/** Whether the holder of one of these keys (SPKI) has released exactly this. */
export function isSignedTable(table: SignedTable, signature: string, publicKeys: readonly Uint8Array[]): boolean {
  if (!/^[0-9a-f]{128}$/.test(signature)) return false;
  const text = Buffer.from(textOfTable(table));
  return publicKeys.some((spki) => {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, text, key, Buffer.from(signature, 'hex'));
  });
}
