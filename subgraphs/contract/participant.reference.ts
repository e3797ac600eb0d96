import type { Reference } from '../joining/build-subgraph.ts';
import type { BodyContext } from './context.ts';
import { type OwnKey, readOwnKey } from './keys.ts';

/** Own part in a case. That the body takes part is known by the frame at the hub; here it may have said nothing yet. */
export function resolveParticipant(reference: Reference, { code }: BodyContext): OwnKey | null {
  return readOwnKey(code, reference.id);
}
