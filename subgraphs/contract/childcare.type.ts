import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { CareMode, Weekday } from './codes.ts';

@ObjectType({ description: 'Need of childcare (besoin de garde).' })
export class ChildcareNeed {
  @Crossing('CHILDCARE')
  @Field(() => [Weekday], { nullable: true, description: 'Days on which care is needed.' })
  daysNeeded!: Weekday[] | null;

  @Crossing('CHILDCARE')
  @Field(() => DateScalar, { nullable: true, description: 'From when.' })
  startOn!: Date | null;

  @Crossing('CHILDCARE')
  @Field(() => CareMode, { nullable: true, description: 'Who looks after the child today.' })
  currentCare!: CareMode | null;
}
