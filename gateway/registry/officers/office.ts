import { HubError } from '../../errors.ts';
import type { Caller } from '../../policy/caller.ts';
import type { RegistryOperation } from '../operation.ts';
import { REVIEW_ROLES, type ReviewRole } from './emergency-words.ts';

/**
 * Whether the caller controls a body: decided on the body's office, and recorded, like any trace of access (R602). A body
 * that is not hers and one that there is not are refused in the same words.
 */
export async function assertControls({ mayKnow }: RegistryOperation, body: string): Promise<void> {
  const [controls] = await mayKnow([{ type: 'Office', id: body }], 'AUDIT_TRACE');
  if (!controls)
    throw new HubError('NOT_DISCLOSED', 'only who controls a body may ask this, under the purpose `AUDIT`');
}

/** Refuses, in the same words, a trace that there is not and one that the caller may not know of. */
export async function assertMayKnowTrace(
  { mayKnow }: RegistryOperation,
  type: 'AccessRecord' | 'EmergencyAccess' | 'Contestation',
  id: string,
): Promise<void> {
  const [knows] = await mayKnow([{ type, id }], 'AUDIT_TRACE');
  if (!knows) throw new HubError('NOT_DISCLOSED', 'no such record, as far as the caller may know');
}

/** The office in which the caller acts; null for whoever holds none. */
export function officeOf({ caller }: { readonly caller: Pick<Caller, 'profession'> }): ReviewRole | null {
  return REVIEW_ROLES.find((role) => role === caller.profession) ?? null;
}
