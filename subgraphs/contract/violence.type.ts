import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { VictimStatus } from './codes.ts';

@ObjectType({ description: 'Domestic violence (violences intrafamiliales).' })
export class Violence {
  @Crossing('VIOLENCE')
  @Field(() => VictimStatus, { nullable: true, description: 'What is known.' })
  victimStatus!: VictimStatus | null;

  @Crossing('VIOLENCE')
  @Field(() => String, { nullable: true, description: 'Safety plan agreed with the person (plan de sécurité).' })
  safetyPlan!: string | null;
}
