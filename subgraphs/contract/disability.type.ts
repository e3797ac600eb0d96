import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'Disability (handicap) as recognised by the MDPH.' })
export class Disability {
  @Crossing('DISABILITY')
  @Field(() => String, { nullable: true, description: 'Recognition or right (décision), such as RQTH, AEEH, PCH.' })
  decision!: string | null;

  @Crossing('DISABILITY')
  @Field(() => Int, { nullable: true, description: 'Rate of incapacity (taux d’incapacité), per cent.' })
  rate!: number | null;

  @Crossing('DISABILITY')
  @Field(() => String, { nullable: true, description: 'Compensation granted (compensation).' })
  compensation!: string | null;

  @Crossing('DISABILITY')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('DISABILITY')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;
}
