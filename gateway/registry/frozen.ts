import { civilDateOf } from '../policy/civil-date.ts';
import { caseStatusOn, type Freezable, referralStateOn } from '../policy/freeze.ts';
import type { SharedCase } from './missions/shared-case.type.ts';
import type { RegistryOperation } from './operation.ts';

/** Where a referral stands now, by the instruments as they are: nothing is written when one ends or is restored. */
export async function currentState(referral: Freezable, { repositories, at }: RegistryOperation): Promise<string> {
  const protocols = await repositories.protocols.listProtocols();
  return referralStateOn(
    referral,
    protocols.map(({ record }) => record),
    civilDateOf(at),
  );
}

/** How a case stands now, by the instruments as they are and the bodies that take part in it today. */
export async function currentStatus(
  { id, status, purpose, pilotBody }: SharedCase,
  { repositories, at }: RegistryOperation,
): Promise<string> {
  const [protocols, participants] = await Promise.all([
    repositories.protocols.listProtocols(),
    repositories.cases.participantsOf(id),
  ]);
  const on = civilDateOf(at);
  const day = new Date(`${on}T00:00:00Z`);
  const bodies = participants
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo))
    .map(({ bodyCode }) => bodyCode);
  return caseStatusOn(
    { status, purpose, pilotBody, bodies },
    protocols.map(({ record }) => record),
    on,
  );
}
