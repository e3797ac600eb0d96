import canonicalize from 'canonicalize';
import { sha256 } from './hashing.ts';

/** Bytes that keep a commitment from being guessed, and that are lost with the record. */
export const SALT_LENGTH = 32;

/** An access record as the tree knows it: every column, under the names of the journal's schema. */
export interface AccessEntry {
  readonly id: string;
  readonly at: Date;
  /** Real time, whatever clock the run decides by. */
  readonly recordedAt: Date;
  readonly operation: string;
  readonly queryHash: string;
  readonly agent: string;
  readonly agentBody: string;
  readonly partnerSystem: string | null;
  readonly profession: string;
  readonly secrecy: string;
  readonly purpose: string;
  readonly mission: string | null;
  readonly ownerBody: string;
  readonly subject: string | null;
  readonly category: string;
  readonly decision: string;
  readonly rule: string;
  readonly ruleSetVersion: string;
  readonly ruleSetSha256: string | null;
  readonly transform: string | null;
  readonly reason: string | null;
  readonly consent: string | null;
  readonly instrument: string | null;
  readonly count: number;
  readonly releaseCheck: string | null;
}

/** Names of the fields, in the order in which a payload has them: that of RFC 8785. */
export const ENTRY_FIELDS = [
  'agent',
  'agentBody',
  'at',
  'category',
  'consent',
  'count',
  'decision',
  'id',
  'instrument',
  'mission',
  'operation',
  'ownerBody',
  'partnerSystem',
  'profession',
  'purpose',
  'queryHash',
  'reason',
  'recordedAt',
  'releaseCheck',
  'rule',
  'ruleSetSha256',
  'ruleSetVersion',
  'secrecy',
  'subject',
  'transform',
] as const satisfies readonly (keyof AccessEntry)[];

/** The record in its one spelling (RFC 8785). Null is kept; instants are ISO with milliseconds; nothing else is taken along. */
export function payloadOf(entry: AccessEntry): string {
  const fields = Object.fromEntries(
    ENTRY_FIELDS.map((name) => {
      const value = entry[name];
      if (value === undefined) throw new Error(`an access record without \`${name}\` has no payload`);
      return [name, value instanceof Date ? value.toISOString() : value];
    }),
  );
  const payload = canonicalize(fields);
  if (payload === undefined) throw new Error('an access record without a payload');
  return payload;
}

/** The record that a payload spells, or null when it spells none, or in another spelling: the log may have committed to anything. */
export function readPayload(payload: string): AccessEntry | null {
  const fields = parse(payload);
  if (fields === null || Object.keys(fields).join() !== ENTRY_FIELDS.join()) return null;
  const { at, recordedAt, count, ...words } = fields;
  const instants = [at, recordedAt].map((value) => new Date(typeof value === 'string' ? value : Number.NaN));
  const isEntry =
    instants.every((instant) => !Number.isNaN(instant.getTime())) &&
    typeof count === 'number' &&
    Object.entries(words).every(([name, value]) => typeof value === 'string' || (value === null && NULLABLE.has(name)));
  if (!isEntry) return null;
  const entry = { ...words, count, at: instants[0], recordedAt: instants[1] } as unknown as AccessEntry;
  return payloadOf(entry) === payload ? entry : null;
}

const NULLABLE: ReadonlySet<string> = new Set<keyof AccessEntry>([
  'partnerSystem',
  'mission',
  'subject',
  'ruleSetSha256',
  'transform',
  'reason',
  'consent',
  'instrument',
  'releaseCheck',
]);

function parse(payload: string): Readonly<Record<string, unknown>> | null {
  try {
    const fields: unknown = JSON.parse(payload);
    return typeof fields === 'object' && fields !== null ? { ...fields } : null;
  } catch {
    return null;
  }
}

/** What the tree keeps of a record: SHA-256 over salt and payload. Whoever lacks the salt learns nothing from it. */
export function commitmentOf(salt: Uint8Array, payload: string): Buffer {
  if (salt.length !== SALT_LENGTH) throw new Error(`a salt has ${SALT_LENGTH} bytes`);
  return sha256(salt, Buffer.from(payload));
}
