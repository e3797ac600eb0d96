import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { BenefitEntitlement, FundApplication, Rsa } from './benefit.type.ts';
import type { Fund } from './codes.ts';
import type { BodyContext } from './context.ts';
import { currentRsa, minimaSociaux } from './derived.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class BenefitResolver {
  @Crossing('BENEFITS')
  @FieldResolver(() => [BenefitEntitlement], {
    nullable: true,
    description: 'Rights that this body grants or was told of, oldest entry first.',
  })
  benefits(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<readonly BenefitEntitlement[]> {
    return people.benefits(person.local);
  }

  @Crossing('BENEFITS')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'RSA, AAH or ASPA is open today. Null where this body knows of no benefit.',
  })
  async minimaSociaux(@Root() person: Person, @Ctx() { people, kind, today }: BodyContext): Promise<boolean | null> {
    return minimaSociaux(await people.benefits(person.local), kind, today);
  }

  @Crossing('BENEFITS')
  @FieldResolver(() => Rsa, { nullable: true, description: 'The RSA that runs, else the last one known.' })
  async rsa(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<Rsa | null> {
    return currentRsa(await people.benefits(person.local), today);
  }

  @Crossing('BENEFITS')
  @FieldResolver(() => [FundApplication], {
    nullable: true,
    description:
      'Applications to the housing fund (FSL) and the youth fund (FAJ). Null at a body that does not serve them: the funds are the Métropole’s in some territories, the Département’s in others.',
  })
  async housingFund(
    @Root() person: Person,
    @Ctx() { people, capabilities }: BodyContext,
  ): Promise<readonly FundApplication[] | null> {
    const served = new Set<Fund>();
    if (capabilities.includes('HOUSING_FUND')) served.add('FSL');
    if (capabilities.includes('YOUTH_FUND')) served.add('FAJ');
    if (served.size === 0) return null;
    return (await people.fundApplications(person.local)).filter(({ fund }) => served.has(fund));
  }
}
