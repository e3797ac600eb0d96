import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { PermitType } from './codes.ts';

@ObjectType({ description: 'Right of residence (droit au séjour). Never the nationality.' })
export class RightOfResidence {
  @Crossing('RIGHT_OF_RESIDENCE')
  @Field(() => PermitType, { nullable: true, description: 'Kind of permit.' })
  permitType!: PermitType | null;

  @Crossing('RIGHT_OF_RESIDENCE')
  @Field(() => DateScalar, { nullable: true, description: 'Day on which the permit ends.' })
  expiresOn!: Date | null;
}
