import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { RegistryOperation } from '../operation.ts';
import { Consent } from './consent.type.ts';
import { assertKeepsRegister, assertMayKnow } from './consent-access.ts';
import { RecordConsentInput } from './consent-input.ts';
import type { ConsentCollection } from './consent-recording.repository.ts';
import { refusal } from './consent-refusals.ts';
import { type ConsentScope, readScope } from './consent-scope.ts';
import { assertCompetent } from './consent-standing.ts';
import { ConsentChannelWord } from './consent-words.ts';

/**
 * What is written in the register of statements. A call that returns has been heard everywhere: no replica of the hub
 * writes an answer any more that was decided before it.
 */
@Resolver()
export class ConsentRegisterResolver {
  @Crossing('CONSENT_RECORD')
  @Mutation(() => Consent, {
    nullable: true,
    description:
      'Records what a person said to an agent of your body: an accord, a refusal (which changes nothing in the service rendered), an objection, or that she was informed. Refused, with the reason in `extensions.reason`, where it names everything or everyone, has no end, or was given by somebody who could not give it.',
  })
  async recordConsent(
    @Arg('input', () => RecordConsentInput, { description: 'What was said.' }) input: RecordConsentInput,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<Consent, 'id'>> {
    const { repositories, caller, at } = operation;
    await assertKeepsRegister(operation);
    if (input.supersedes != null) await assertMayKnow(operation, 'Consent', input.supersedes);
    const registered = new Set((await repositories.bodies.listBodies(null)).map(({ code }) => code));
    const scope = readScope(input, at, registered);
    const collection = readCollection(input);
    const id = await repositories.register.record({
      named: { body: caller.body, file: input.person, subject: input.subject ?? null },
      agent: caller.agent,
      request: input.request ?? null,
      scope,
      collection,
      supersedes: input.supersedes ?? null,
      at,
      assess: (words) => assertCompetent(asStated(scope, collection), words, at),
    });
    await settle(operation, input.supersedes ?? null);
    return { id };
  }

  @Crossing('CONSENT_RECORD')
  @Mutation(() => Consent, {
    nullable: true,
    description:
      'Records that a person withdrew what she had said: by any channel, without a reason, from this instant on. Whoever may know of a statement may record its withdrawal; an objection or a refusal is lifted by the body that recorded it alone. Open referrals that rested on it end, and whoever received something under it is told. Done twice, it is done once.',
  })
  async withdrawConsent(
    @Arg('id', () => ID, { description: 'Id of the statement.' }) id: string,
    @Arg('channel', () => ConsentChannelWord, { description: 'How the person said it.' }) channel: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<Consent, 'id'>> {
    const { repositories, caller, at } = operation;
    await assertMayKnow(operation, 'Consent', id);
    const standing = await repositories.consents.findConsent(id);
    const closes = standing?.kind === 'OBJECTION' || standing?.kind === 'REFUSAL';
    // Who represents a child does not take back what the child said herself.
    const isHerself = caller.profession === 'SUBJECT' && !caller.represents;
    const isHers = isHerself || standing?.collectingBody === caller.body;
    if (closes && !isHers) throw refusal('NOT_YOURS_TO_LIFT');
    await repositories.register.withdraw({ id, channel, by: `${caller.body}:${caller.agent}`, at });
    await settle(operation, id);
    return { id };
  }
}

/** What was written is in force on every replica; then whoever has received something in the meantime is told too. */
export async function settle(
  { repositories, awaitRevocation, at }: RegistryOperation,
  ended: string | null,
): Promise<void> {
  repositories.consents.forget();
  await awaitRevocation();
  if (ended !== null) await repositories.register.tellLate(ended, at);
}

function readCollection(input: RecordConsentInput): ConsentCollection {
  const grantedBy = [...new Set(input.grantedBy)].sort();
  if (grantedBy.length === 0) throw refusal('GRANTER_MISSING');
  if (!VERSION.test(input.informationNoticeVersion)) throw refusal('UNKNOWN_WORD');
  if (input.language != null && !LANGUAGE.test(input.language)) throw refusal('UNKNOWN_WORD');
  return {
    grantedBy,
    channel: input.channel,
    informationNoticeVersion: input.informationNoticeVersion,
    explainedEasyToRead: input.explainedEasyToRead ?? false,
    language: input.language ?? null,
    interpreter: input.interpreter ?? false,
    minorAssent: input.minorAssent ?? null,
    ableToConsent: input.ableToConsent ?? null,
    caseId: input.case ?? null,
    referralId: input.referral ?? null,
  };
}

/** The statement as it will stand in the register, to be judged before it is written. */
function asStated(scope: ConsentScope, { grantedBy, minorAssent, ableToConsent }: ConsentCollection) {
  return { ...scope, grantedBy, minorAssent, ableToConsent, withdrawnAt: null, supersededBy: null };
}

const VERSION = /^[\w.-]{1,32}$/;
/** As BCP 47 writes languages. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
