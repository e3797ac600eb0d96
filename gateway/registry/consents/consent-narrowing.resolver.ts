import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { Category, Purpose } from '../../../schema/vocabulary.ts';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import type { RegistryOperation } from '../operation.ts';
import { startOfDay } from '../paris-day.ts';
import { PurposeWord } from '../words.ts';
import { Consent } from './consent.type.ts';
import { assertMayKnow } from './consent-access.ts';
import { ConsentGeneralisationInput } from './consent-input.ts';
import { refusal } from './consent-refusals.ts';
import { settle } from './consent-register.resolver.ts';
import { CHOSEN_BY_THE_PERSON } from './consent-scope.ts';
import { ConsentChannelWord } from './consent-words.ts';

@InputType('NarrowConsentInput', {
  description: 'What a person takes out of an accord. What is not named stays as it was: nothing can be added.',
})
export class NarrowConsentInput {
  @Field(() => [CategoryWord], { nullable: true, description: 'Kinds of data that are not shared any more.' })
  withoutCategories?: Category[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of the bodies that receive nothing any more.' })
  withoutBodies?: string[] | null;

  @Field(() => [PurposeWord], { nullable: true, description: 'Purposes for which nothing is shared any more.' })
  withoutPurposes?: Purpose[] | null;

  @Field(() => [ConsentGeneralisationInput], {
    nullable: true,
    description: 'What is given in a general form only from now on: an age band and not a date of birth.',
  })
  generalisations?: ConsentGeneralisationInput[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'An earlier first day on which it no longer holds.' })
  validTo?: string | null;
}

/** A withdrawal in part: as easy as giving, and it only ever closes (RGPD 7(3)). */
@Resolver()
export class ConsentNarrowingResolver {
  @Crossing('CONSENT_RECORD')
  @Mutation(() => Consent, {
    nullable: true,
    description:
      'Withdraws an accord in part (RGPD 7(3)): by the person, by who represents her, or by the body that collected it when she says so there. Gives back what is left of it, a new accord in the place of the old one; whoever received what is left out is told. In force on all replicas when it is answered. Done twice, it is done once.',
  })
  async narrowConsent(
    @Arg('id', () => ID, { description: 'Id of the accord.' }) id: string,
    @Arg('channel', () => ConsentChannelWord, { description: 'How the person said it.' }) channel: string,
    @Arg('input', () => NarrowConsentInput, { description: 'What is taken out.' }) input: NarrowConsentInput,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<Consent, 'id'>> {
    const { repositories, caller, at } = operation;
    await assertMayKnow(operation, 'Consent', id);
    const standing = await repositories.consents.findConsent(id);
    const isHers = caller.profession === 'SUBJECT' || standing?.collectingBody === caller.body;
    if (!isHers) throw refusal('NOT_YOURS_TO_NARROW');
    const left = await repositories.narrowing.narrow({
      ...{ id, channel, at, by: `${caller.body}:${caller.agent}` },
      withoutCategories: input.withoutCategories ?? [],
      withoutBodies: input.withoutBodies ?? [],
      withoutPurposes: input.withoutPurposes ?? [],
      generalisations: (input.generalisations ?? []).map(readGeneralisation),
      validTo: input.validTo == null ? null : startOfDay(input.validTo),
    });
    await settle(operation, id);
    return { id: left };
  }
}

function readGeneralisation({ category, transform }: ConsentGeneralisationInput): string {
  if (!CHOSEN_BY_THE_PERSON.has(transform)) throw refusal('UNKNOWN_WORD');
  return `${category}:${transform}`;
}
