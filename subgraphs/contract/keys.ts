/** A record of this body, as the graph names it and as the body itself does. */
export interface OwnKey {
  /** `CODE:local`, the key in the graph. */
  readonly id: string;
  readonly local: string;
}

/** The key in the graph of a record of this body. */
export function ownKey(code: string, local: string): OwnKey {
  return { id: `${code}:${local}`, local };
}

/** Reads a key of the graph; null for anything that is not a record of this body, whatever it looks like. */
export function readOwnKey(code: string, id: unknown): OwnKey | null {
  if (typeof id !== 'string' || !id.startsWith(`${code}:`)) return null;
  const local = id.slice(code.length + 1);
  return local === '' || local.length > LONGEST_LOCAL ? null : { id, local };
}

const LONGEST_LOCAL = 100;
