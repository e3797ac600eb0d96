import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'Follow-up of the person by this body (accompagnement). That it exists is itself secret.' })
export class FollowUp {
  @Crossing('PRESENCE')
  @Field(() => String, { nullable: true, description: 'Agent in charge (référent), as this body names its agents.' })
  referentAgent!: string | null;

  @Crossing('PRESENCE')
  @Field(() => DateScalar, { nullable: true, description: 'Day of opening.' })
  openedOn!: Date | null;

  @Crossing('PRESENCE')
  @Field(() => DateScalar, { nullable: true, description: 'Day of closing; null while it runs.' })
  closedOn!: Date | null;

  @Crossing('PRESENCE')
  @Field(() => DateScalar, { nullable: true, description: 'Last contact with the person.' })
  lastContactOn!: Date | null;
}
