import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import { Consent } from '../consents/consent.type.ts';
import { consentInPlainWords } from '../consents/consent-in-plain-words.ts';
import { standingIn } from '../consents/consent-standing-in.ts';
import { currentState } from '../frozen.ts';
import { accessInPlainWords } from '../journal/access-in-plain-words.ts';
import { AccessRecord } from '../journal/access-record.type.ts';
import { ReferralHandling } from '../missions/referral.type.ts';
import { nextDayOf, referralInPlainWords } from '../missions/referral-in-plain-words.ts';
import type { RegistryOperation } from '../operation.ts';

type Language = 'fr' | 'en';

/** The same records in easy-to-read words: the French is the reference, and the English for who works on it. */
@Resolver(() => Consent)
export class ConsentInPlainWordsResolver {
  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'In easy-to-read French (FALC): who may see what, from whom, what for, until when, how to withdraw.',
  })
  plainFrench(@Root() consent: Consent, @Ctx() operation: RegistryOperation): Promise<string> {
    return tellConsent(consent, operation, 'fr', operation.caller.represents);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => String, { nullable: true, description: 'The same in English.' })
  plainEnglish(@Root() consent: Consent, @Ctx() operation: RegistryOperation): Promise<string> {
    return tellConsent(consent, operation, 'en', operation.caller.represents);
  }
}

@Resolver(() => AccessRecord)
export class AccessInPlainWordsResolver {
  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'In easy-to-read French (FALC): when, who by body and profession, what, from whom, what for, and why.',
  })
  plainFrench(@Root() record: AccessRecord, @Ctx() operation: RegistryOperation): Promise<string> {
    return seen(record, operation, 'fr');
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => String, { nullable: true, description: 'The same in English.' })
  plainEnglish(@Root() record: AccessRecord, @Ctx() operation: RegistryOperation): Promise<string> {
    return seen(record, operation, 'en');
  }
}

@Resolver(() => ReferralHandling)
export class ReferralInPlainWordsResolver {
  @Crossing('REFERRAL_META')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'In easy-to-read French (FALC): what was asked, where it stands, what comes next, whom to contact.',
  })
  plainFrench(@Root() handling: Handled, @Ctx() operation: RegistryOperation): Promise<string> {
    return followed(handling, operation, 'fr');
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => String, { nullable: true, description: 'The same in English.' })
  plainEnglish(@Root() handling: Handled, @Ctx() operation: RegistryOperation): Promise<string> {
    return followed(handling, operation, 'en');
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'Day by which the recipient is to answer next: to acknowledge, then to decide; null: nothing is due.',
  })
  async nextOn(@Root() handling: Handled, @Ctx() operation: RegistryOperation): Promise<Date | null> {
    return nextDayOf({ ...handling, state: await currentState(handling, operation) });
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => String, { nullable: true, description: 'Body and service that deal with it, in French.' })
  contact(@Root() handling: Handled, @Ctx() operation: RegistryOperation): Promise<string> {
    return contactOf(handling, operation);
  }
}

/** The row of a referral, of which its handling is the recipient's part. */
type Handled = ReferralHandling & { readonly kind: string; readonly recipientService: string | null };

/** A statement in easy-to-read words, as it stands now. */
export async function tellConsent(
  consent: Consent,
  operation: RegistryOperation,
  language: Language,
  isForRepresentative = false,
): Promise<string> {
  const [{ status }, from, to] = await Promise.all([
    standingIn(operation, consent),
    namesOf(consent.fromBodies, operation),
    namesOf(consent.toBodies, operation),
  ]);
  return consentInPlainWords(consent, { status, from, to, isForRepresentative }, language);
}

async function seen(record: AccessRecord, operation: RegistryOperation, language: Language): Promise<string> {
  const { agentBodyCode, ownerCode } = record;
  const [recipient = agentBodyCode, owner = ownerCode] = await namesOf([agentBodyCode, ownerCode], operation);
  return accessInPlainWords(record, { recipient, owner, isOwn: agentBodyCode === ownerCode }, language);
}

async function followed(handling: Handled, operation: RegistryOperation, language: Language): Promise<string> {
  const [state, contact] = await Promise.all([currentState(handling, operation), contactOf(handling, operation)]);
  return referralInPlainWords({ ...handling, state }, contact, language);
}

async function contactOf({ recipientBody, recipientService }: Handled, operation: RegistryOperation): Promise<string> {
  const [[name = recipientBody], services] = await Promise.all([
    namesOf([recipientBody], operation),
    operation.repositories.bodies.servicesOf(recipientBody),
  ]);
  const service = services.find(({ code }) => code === recipientService);
  return service === undefined ? name : `${service.label} (${name})`;
}

async function namesOf(codes: readonly string[], { repositories }: RegistryOperation): Promise<readonly string[]> {
  const bodies = await Promise.all(codes.map((code) => repositories.bodies.findBody(code)));
  return bodies.map((body, index) => body?.name ?? codes[index] ?? '');
}
