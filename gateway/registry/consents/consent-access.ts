import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { refusal } from './consent-refusals.ts';

/**
 * Whether the caller keeps the register of her own body, decided and recorded like any crossing: her body's own
 * statements are in her hands for the purposes under which she works with people, and for no other.
 */
export async function assertKeepsRegister({ caller, mayKnow }: RegistryOperation): Promise<void> {
  const [keeps] = await mayKnow([{ type: 'Body', id: caller.body }], 'CONSENT_RECORD');
  if (!keeps) throw refusal('PURPOSE_KEEPS_NO_CONSENTS');
}

/** Refuses, in the same words, a record of the register that there is not and one that the caller may not know of. */
export async function assertMayKnow(
  { mayKnow }: RegistryOperation,
  type: 'Consent' | 'RecipientNotice' | 'DecisionFact',
  id: string,
): Promise<void> {
  const [knows] = await mayKnow([{ type, id }], 'CONSENT_RECORD');
  if (!knows) throw new HubError('NOT_DISCLOSED', 'no such record of the register, as far as the caller may know');
}
