import { findIndicator } from '../../../disclosure/catalogue.ts';
import { HubError } from '../../errors.ts';
import { assertMayKnow } from '../consents/consent-access.ts';
import type { RegistryOperation } from '../operation.ts';
import type { ContestInput } from './contestation.type.ts';
import { assertMayKnowTrace } from './office.ts';
import { officerRefusal } from './officer-refusals.ts';

/** What is contested: who answers for it, and whom it is about. */
export interface ContestedThing {
  readonly handler: string;
  /** Pseudonym; null for what is about nobody, and for traces that even the person is not shown. */
  readonly subject: string | null;
}

/**
 * What the caller contests, if she may know of it: decided and recorded like any reading of it. What she may not know of
 * and what there is not are refused in the same words. The body that answers is the one that owns it.
 */
export async function contestedThing(
  operation: RegistryOperation,
  { object, objectId, against }: Pick<ContestInput, 'object' | 'objectId' | 'against'>,
): Promise<ContestedThing> {
  const { repositories, caller } = operation;
  switch (object) {
    case 'ACCESS': {
      await assertMayKnowTrace(operation, 'AccessRecord', objectId);
      const record = (await repositories.accessRecords.findAccessRecord(objectId)) ?? unknown();
      const isConcealed = record.category === 'WORRYING_INFO' || record.purpose === 'IP_TRANSMIT';
      return { handler: record.ownerCode, subject: isConcealed ? null : record.subject };
    }
    case 'CONSENT': {
      await assertMayKnow(operation, 'Consent', objectId);
      const consent = (await repositories.consents.findConsent(objectId)) ?? unknown();
      return { handler: consent.collectingBody, subject: consent.subject };
    }
    case 'CONTENT':
    case 'LINK':
      return contestedFile(operation, objectId);
    case 'STATISTIC': {
      if (caller.profession === 'SUBJECT') throw officerRefusal('NOT_YOURS_TO_CONTEST');
      const publisher = await repositories.bodies.findBody(against ?? '');
      if (!findIndicator(objectId) || publisher === null) throw unknownThing();
      return { handler: publisher.code, subject: null };
    }
    case 'PROTOCOL': {
      if (caller.profession === 'SUBJECT') throw officerRefusal('NOT_YOURS_TO_CONTEST');
      const protocol = await repositories.protocols.findProtocol(objectId);
      if (protocol === null) throw unknownThing();
      const parties = protocol.record.parties.map(({ body }) => body);
      if (against == null || ![caller.body, against].every((each) => parties.includes(each)))
        throw officerRefusal('NOT_A_PARTY');
      return { handler: against, subject: null };
    }
  }
}

/** A file of the person herself, one of the caller's own body, or one that a mission lets her know of. */
export async function contestedFile(operation: RegistryOperation, file: string): Promise<ContestedThing> {
  const { repositories, caller, mayKnow } = operation;
  const isHers = caller.profession === 'SUBJECT' || file.startsWith(`${caller.body}:`);
  const [knows] = isHers
    ? await mayKnow([{ type: 'PersonLink', id: file }], 'CONSENT_RECORD')
    : await mayKnow([{ type: 'Person', id: file }], 'PRESENCE');
  const link = knows ? await repositories.links.findLink(file) : null;
  if (link === null) throw unknownThing();
  return { handler: link.bodyCode, subject: link.subject };
}

function unknown(): never {
  throw unknownThing();
}

/** The words of every refusal of a thing that there is not, whatever it would have been. */
function unknownThing(): HubError {
  return new HubError('NOT_DISCLOSED', 'no such record, as far as the caller may know');
}
