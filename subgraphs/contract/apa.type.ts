import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { ApaPlace, EntitlementStatus } from './codes.ts';

@ObjectType({ description: 'Allocation personnalisée d’autonomie, granted by the Département.' })
export class Apa {
  @Crossing('AUTONOMY')
  @Field(() => EntitlementStatus, { nullable: true, description: 'State of the right.' })
  status!: EntitlementStatus | null;

  @Crossing('AUTONOMY')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('AUTONOMY')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;

  @Crossing('AUTONOMY')
  @Field(() => Int, { nullable: true, description: 'Degree of dependency (GIR), 1 (most dependent) to 6.' })
  gir!: number | null;

  @Crossing('AUTONOMY')
  @Field(() => ApaPlace, { nullable: true, description: 'At home or in an institution.' })
  place!: ApaPlace | null;
}

/** As derived: dates are given only while APA is open. */
@ObjectType({ description: 'Whether APA is held today, without degree nor plan.' })
export class ApaStatus {
  @Crossing('AUTONOMY')
  @Field(() => Boolean, { nullable: true, description: 'True if APA is open today.' })
  hasApa!: boolean | null;

  @Crossing('AUTONOMY')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('AUTONOMY')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;
}
