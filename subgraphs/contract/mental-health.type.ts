import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'Mental health (santé mentale), under medical secrecy.' })
export class MentalHealth {
  @Crossing('MENTAL_HEALTH')
  @Field(() => String, { nullable: true, description: 'Follow-up (suivi), for instance by a CMP.' })
  followUp!: string | null;

  @Crossing('MENTAL_HEALTH')
  @Field(() => String, { nullable: true, description: 'What to do in a crisis (plan de crise).' })
  crisisPlan!: string | null;

  @Crossing('MENTAL_HEALTH')
  @Field(() => DateScalar, { nullable: true, description: 'Since when.' })
  since!: Date | null;
}
