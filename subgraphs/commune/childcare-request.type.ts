import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'A request for a place at the guichet unique petite enfance.' })
export class ChildcareRequest {
  @Crossing('CHILDCARE')
  @Field(() => DateScalar, { nullable: true, description: 'Day of the request.' })
  requestedOn!: Date | null;

  @Crossing('CHILDCARE')
  @Field(() => DateScalar, { nullable: true, description: 'Wished start.' })
  startOn!: Date | null;

  @Crossing('CHILDCARE')
  @Field(() => Int, { nullable: true, description: 'Places asked for.' })
  places!: number | null;

  @Crossing('CHILDCARE')
  @Field(() => Int, { nullable: true, description: 'Rank on the waiting list; null once decided.' })
  rank!: number | null;
}
