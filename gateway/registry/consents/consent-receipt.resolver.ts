import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { RegistryOperation } from '../operation.ts';
import { tellConsent } from '../people/plain-words.resolver.ts';
import { Consent } from './consent.type.ts';
import { writeReceipt } from './consent-receipt.ts';
import { standingIn } from './consent-standing-in.ts';

/** What a person takes home: a receipt that others can read, and the hub's word that it is the hub's. */
@Resolver(() => Consent)
export class ConsentReceiptResolver {
  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'A receipt (ISO/IEC TS 27560:2023, in JSON-LD with the W3C Data Privacy Vocabulary): what was said, for whom, until when; after a withdrawal, when it took effect. It names nobody.',
  })
  receipt(@Root() consent: Consent, @Ctx() operation: RegistryOperation): Promise<string> {
    return receiptOf(consent, operation);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The hub’s signature of `receipt`: a JWS without its payload (RFC 7515, appendix F), which is the text of the receipt, byte by byte. The key is at `/.well-known/jwks.json`.',
  })
  async receiptSignature(@Root() consent: Consent, @Ctx() operation: RegistryOperation): Promise<string> {
    return operation.sign(await receiptOf(consent, operation));
  }
}

async function receiptOf(consent: Consent, operation: RegistryOperation): Promise<string> {
  const [{ status }, plainFrench] = await Promise.all([
    standingIn(operation, consent),
    tellConsent(consent, operation, 'fr'),
  ]);
  return writeReceipt({ ...consent, status, plainFrench });
}
