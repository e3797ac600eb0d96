import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { BenefitKind, EntitlementStatus, Fund, FundApplicationStatus, ResourcesBracket } from './codes.ts';

@ObjectType({ description: 'A right to a benefit or an aid (prestation). Never an allocataire number.' })
export class BenefitEntitlement {
  @Crossing('BENEFITS')
  @Field(() => BenefitKind, { nullable: true, description: 'Which benefit.' })
  kind!: BenefitKind | null;

  @Crossing('BENEFITS')
  @Field(() => EntitlementStatus, { nullable: true, description: 'State of the right; only `OPEN` is held.' })
  status!: EntitlementStatus | null;

  @Crossing('BENEFITS')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('BENEFITS')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;
}

@ObjectType({ description: 'Revenu de solidarité active: what another instructing body needs, and no amount.' })
export class Rsa {
  @Crossing('BENEFITS')
  @Field(() => EntitlementStatus, { nullable: true, description: 'State of the right.' })
  status!: EntitlementStatus | null;

  @Crossing('BENEFITS')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('BENEFITS')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;

  @Crossing('BENEFITS')
  @Field(() => ResourcesBracket, {
    nullable: true,
    description: 'Resources against the RSA threshold (tranche de ressources).',
  })
  resourcesBracket!: ResourcesBracket | null;
}

@ObjectType({ description: 'An application to the housing fund (FSL) or the youth fund (FAJ).' })
export class FundApplication {
  @Crossing('BENEFITS')
  @Field(() => Fund, { nullable: true, description: 'Which fund.' })
  fund!: Fund | null;

  @Crossing('BENEFITS')
  @Field(() => DateScalar, { nullable: true, description: 'Day of the request.' })
  requestedOn!: Date | null;

  @Crossing('BENEFITS')
  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision; null while it is examined.' })
  decidedOn!: Date | null;

  @Crossing('BENEFITS')
  @Field(() => FundApplicationStatus, { nullable: true, description: 'State of the application.' })
  status!: FundApplicationStatus | null;

  @Crossing('BENEFITS')
  @Field(() => Int, { nullable: true, description: 'Amount granted, whole euros; null until granted.' })
  amount!: number | null;
}
