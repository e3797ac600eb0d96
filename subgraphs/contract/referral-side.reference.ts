import type { Reference } from '../joining/build-subgraph.ts';
import type { BodyContext } from './context.ts';
import { type OwnKey, readOwnKey } from './keys.ts';

/** Own side of a referral. The frame at the hub knows that there is one; the content may be empty. */
export function resolveReferralSide(reference: Reference, { code }: BodyContext): OwnKey | null {
  return readOwnKey(code, reference.id);
}
