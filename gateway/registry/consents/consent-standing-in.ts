import type { Purpose } from '../../../schema/vocabulary.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { instrumentStatus } from '../../policy/instruments.ts';
import { PURPOSE_NEEDS } from '../../policy/purposes.ts';
import type { RegistryOperation } from '../operation.ts';
import type { Consent } from './consent.type.ts';
import { type Carries, type ConsentStanding, standingOf } from './consent-standing.ts';

/** How a statement stands at the instant of an operation, with what the registry knows of the person and the bodies. */
export async function standingIn({ repositories, at }: RegistryOperation, consent: Consent): Promise<ConsentStanding> {
  const [words, ...protocols] = await Promise.all([
    repositories.consents.wordsOf(consent.subject, at),
    ...consent.fromBodies.map((body) => repositories.protocols.protocolsOf(body)),
  ]);
  const on = civilDateOf(at);
  const inForce = protocols
    .flat()
    .map(({ record }) => record)
    .filter((record) => ['ACTIVE', 'NOTICE_RUNNING'].includes(instrumentStatus(record, on).word));
  const carries: Carries = (owner: string, recipient: string, purpose: Purpose) =>
    !PURPOSE_NEEDS[purpose].instrument ||
    inForce.some(
      ({ purposes, parties }) =>
        purposes.includes(purpose) && [owner, recipient].every((each) => parties.some(({ body }) => body === each)),
    );
  return standingOf(consent, words, carries, at);
}
