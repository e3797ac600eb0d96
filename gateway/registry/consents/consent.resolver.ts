import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { Body } from '../body.type.ts';
import { Referral } from '../missions/referral.type.ts';
import { SharedCase } from '../missions/shared-case.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { cutPage, type Page, readPageRequest } from '../page.ts';
import { knownPeople } from '../people/person.resolver.ts';
import { Person } from '../people/person.type.ts';
import { Consent, ConsentConnection, ConsentGeneralisation } from './consent.type.ts';
import { ConsentArgs, listConsents } from './consent-list.ts';
import { NO_END } from './consent-scope.ts';
import { standingIn } from './consent-standing-in.ts';
import { type ConsentStatus, ConsentStatusWord, type ConsentWarning, ConsentWarningWord } from './consent-words.ts';

@Resolver(() => Consent)
export class ConsentResolver {
  /** The bare key, without looking it up: whether there is such a statement is for the crossing to say, or not to say. */
  @Crossing('CONSENT_RECORD')
  @Query(() => Consent, { nullable: true, description: 'One statement of the register by its exact id.' })
  consent(@Arg('id', () => ID, { description: 'Id of the statement.' }) id: string): Pick<Consent, 'id'> {
    return { id };
  }

  @Crossing('CONSENT_RECORD')
  @Query(() => ConsentConnection, {
    nullable: true,
    description:
      'The statements that the caller’s body collected, or that name it as owner or recipient, as far as the caller may know of them; newest first, the newest 1 000. The person concerned finds her own.',
  })
  async consents(
    @Ctx() operation: RegistryOperation,
    @Args(() => ConsentArgs) args: ConsentArgs,
  ): Promise<Page<Consent>> {
    const page = readPageRequest(args.first, args.after);
    return cutPage(await listConsents(operation, args), ({ id, grantedAt }) => ({ id, at: grantedAt }), page);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => ConsentStatusWord, { nullable: true, description: 'How it stands at this instant.' })
  async status(@Root() consent: Consent, @Ctx() operation: RegistryOperation): Promise<ConsentStatus> {
    return (await standingIn(operation, consent)).status;
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [ConsentWarningWord], {
    nullable: true,
    description: 'What to look at; empty where all is well, and for what has ended.',
  })
  async warnings(@Root() consent: Consent, @Ctx() operation: RegistryOperation): Promise<readonly ConsentWarning[]> {
    return (await standingIn(operation, consent)).warnings;
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [Body], { nullable: true, description: 'The bodies whose data it is about.' })
  fromBodies(@Root() { fromBodies }: Consent, @Ctx() operation: RegistryOperation): Promise<readonly Body[]> {
    return bodiesOf(fromBodies, operation);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [Body], {
    nullable: true,
    description: 'The bodies that it lets have them, or keeps them from.',
  })
  toBodies(@Root() { toBodies }: Consent, @Ctx() operation: RegistryOperation): Promise<readonly Body[]> {
    return bodiesOf(toBodies, operation);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that recorded it, and owns the record.' })
  collectingBody(
    @Root() { collectingBody }: Consent,
    @Ctx() { repositories }: RegistryOperation,
  ): Promise<Body | null> {
    return repositories.bodies.findBody(collectingBody);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on it no longer holds; null for an objection or a refusal without an end.',
  })
  validTo(@Root() { validTo }: Consent): Date | null {
    return validTo.getTime() === NO_END.getTime() ? null : validTo;
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [ConsentGeneralisation], {
    nullable: true,
    description: 'What the person gives in a general form only.',
  })
  generalisations(@Root() { generalisations }: Consent): readonly ConsentGeneralisation[] {
    return generalisations.map((chosen) => {
      const [category = '', transform = ''] = chosen.split(':');
      return { category, transform };
    });
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Person, {
    nullable: true,
    description: 'The file that the caller’s own body holds about the person, where there is one that she may know of.',
  })
  async person(@Root() { subject }: Consent, @Ctx() operation: RegistryOperation): Promise<Person | null> {
    const id = await operation.repositories.consents.fileOf(subject, operation.caller.body);
    const [known] = id === null ? [] : await knownPeople([{ id }], operation);
    return known ?? null;
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Consent, { nullable: true, description: 'The accord that took its place.' })
  supersededBy(@Root() { supersededBy }: Consent): Pick<Consent, 'id'> | null {
    return supersededBy === null ? null : { id: supersededBy };
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => SharedCase, { nullable: true, description: 'The shared case that it was given for.' })
  case(@Root() { caseId }: Consent): Pick<SharedCase, 'id'> | null {
    return caseId === null ? null : { id: caseId };
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Referral, { nullable: true, description: 'The referral that it was given for.' })
  referral(@Root() { referralId }: Consent): Pick<Referral, 'id'> | null {
    return referralId === null ? null : { id: referralId };
  }
}

async function bodiesOf(codes: readonly string[], { repositories }: RegistryOperation): Promise<readonly Body[]> {
  const bodies = await Promise.all(codes.map((code) => repositories.bodies.findBody(code)));
  return bodies.filter((body) => body !== null);
}
