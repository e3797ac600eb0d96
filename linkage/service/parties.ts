import { createPublicKey, type KeyObject } from 'node:crypto';

/** Who may speak to the service, and how much it may ask in a day. */
export interface Party {
  readonly code: string;
  /** A body blinds and links its files; the hub opens and ends studies and learns of candidates, and can link nothing. */
  readonly role: 'BODY' | 'HUB';
  readonly key: KeyObject;
  /** How many elements and references in twenty-four hours; a body's is sized to the people it serves. */
  readonly perDay: number;
}

/** Reads `[{ code, role, jwk, perDay }]`. Throws without repeating what was written. */
export function readParties(text: string): ReadonlyMap<string, Party> {
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows) || rows.length === 0) throw new Error('the list of parties is empty');
  return new Map(
    rows.map((row: Record<string, unknown>, index): [string, Party] => {
      const { code, role, jwk, perDay } = row;
      const isRight =
        typeof code === 'string' &&
        (role === 'BODY' || role === 'HUB') &&
        typeof jwk === 'object' &&
        Number.isSafeInteger(perDay) &&
        Number(perDay) >= 0;
      if (!isRight) throw new Error(`party ${index + 1} is not \`code\`, \`role\`, \`jwk\`, \`perDay\``);
      const key = createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' });
      if (key.asymmetricKeyType !== 'ed25519') throw new Error(`the key of party ${index + 1} is not an Ed25519 key`);
      return [code, { code, role, key, perDay: Number(perDay) }];
    }),
  );
}
