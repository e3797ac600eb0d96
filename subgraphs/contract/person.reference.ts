import type { Reference } from '../joining/build-subgraph.ts';
import type { BodyContext } from './context.ts';
import { type OwnKey, readOwnKey } from './keys.ts';

/** The person of a key, or null where this body holds no such file. Reads the key alone; fields read what they need. */
export async function resolvePerson(reference: Reference, { code, people }: BodyContext): Promise<OwnKey | null> {
  const key = readOwnKey(code, reference.id);
  return key !== null && (await people.exists(key.local)) !== null ? key : null;
}
