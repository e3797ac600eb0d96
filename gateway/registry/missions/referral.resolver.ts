import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { Body } from '../body.type.ts';
import { currentState } from '../frozen.ts';
import type { RegistryOperation } from '../operation.ts';
import { cutPage, type Page, readPageRequest } from '../page.ts';
import { knownPeople } from '../people/person.resolver.ts';
import { Person } from '../people/person.type.ts';
import { ReferralBoxWord, ReferralStateWord } from '../words.ts';
import { sidesOf } from './referral.repository.ts';
import { Referral, ReferralConnection, ReferralHandling, ReferralSide } from './referral.type.ts';

@Resolver(() => Referral)
export class ReferralResolver {
  /** The bare key, without looking it up: whether there is such a referral is for the crossing to say, or not to say. */
  @Crossing('REFERRAL_META')
  @Query(() => Referral, { nullable: true, description: 'One referral by its exact id.' })
  referral(@Arg('id', () => ID, { description: 'Id of the referral.' }) id: string): Pick<Referral, 'id'> {
    return { id };
  }

  @Crossing('REFERRAL_META')
  @Query(() => ReferralConnection, {
    nullable: true,
    description: 'The referrals that the caller or her service sent or received, newest first.',
  })
  async referrals(
    @Ctx() operation: RegistryOperation,
    @Arg('box', () => ReferralBoxWord, { nullable: true, description: 'Received or sent; both where it is left out.' })
    box?: string | null,
    @Arg('state', () => ReferralStateWord, { nullable: true, description: 'Only referrals that stand like this.' })
    state?: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor after which the page begins.' })
    after?: string | null,
  ): Promise<Page<Referral>> {
    const { repositories, caller, mayKnow } = operation;
    const page = readPageRequest(first, after);
    const candidates = await repositories.referrals.listCandidates(caller, { box: box ?? null, state: state ?? null });
    const states = state == null ? [] : await Promise.all(candidates.map((row) => currentState(row, operation)));
    const rows = candidates.filter((_, index) => state == null || states[index] === state);
    const envelopes = await mayKnow(
      rows.map(({ id }) => ({ type: 'Referral', id })),
      'REFERRAL_META',
    );
    // To pick by state is to read it, and the state is the recipient's: whoever may not know of it finds nothing by it.
    const handlings =
      state == null
        ? envelopes
        : await mayKnow(
            rows.map(({ id }) => ({ type: 'ReferralHandling', id })),
            'REFERRAL_META',
          );
    return cutPage(
      rows.filter((_, index) => envelopes[index] && handlings[index]),
      ({ id, createdOn }) => ({ id, at: createdOn }),
      page,
    );
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => ReferralSide, { nullable: true, description: 'The side that sends.' })
  sender(@Root() referral: Referral): ReferralSide {
    return sidesOf(referral)[0];
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => ReferralSide, { nullable: true, description: 'The side that receives.' })
  recipient(@Root() referral: Referral): ReferralSide {
    return sidesOf(referral)[1];
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => [Person], {
    nullable: true,
    description:
      'The files that sender and recipient hold about the people of the referral, the sender’s first; only those that the caller may know of.',
  })
  async people(@Root() { id }: Referral, @Ctx() operation: RegistryOperation): Promise<readonly Person[]> {
    return knownPeople(await operation.repositories.people.filesOfReferral(id), operation);
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether it is frozen: sent and not over, while no instrument in force carries it. It goes on where it was left when one does again.',
  })
  async frozen(@Root() referral: Referral, @Ctx() operation: RegistryOperation): Promise<boolean> {
    return (await currentState(referral, operation)) === 'FROZEN';
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => ReferralHandling, { nullable: true, description: 'What the recipient does with it.' })
  handling(@Root() { id }: Referral, @Ctx() { repositories }: RegistryOperation): Promise<ReferralHandling | null> {
    return repositories.referrals.findHandling(id);
  }
}

@Resolver(() => ReferralHandling)
export class ReferralHandlingResolver {
  @Crossing('REFERRAL_META')
  @FieldResolver(() => ReferralStateWord, {
    nullable: true,
    description: 'Where the referral stands; FROZEN while no instrument in force carries it.',
  })
  state(@Root() handling: ReferralHandling, @Ctx() operation: RegistryOperation): Promise<string> {
    return currentState(handling, operation);
  }
}

@Resolver(() => ReferralSide)
export class ReferralSideResolver {
  @Crossing('REFERRAL_META')
  @FieldResolver(() => Body, { nullable: true, description: 'The body of this side.' })
  body(@Root() { bodyCode }: ReferralSide, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(bodyCode);
  }
}
