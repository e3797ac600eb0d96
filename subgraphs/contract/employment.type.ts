import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { EmploymentStatus, ObstacleToWork } from './codes.ts';

@ObjectType({ description: 'Situation towards work and training (situation professionnelle).' })
export class EmploymentSituation {
  @Crossing('EMPLOYMENT')
  @Field(() => EmploymentStatus, { nullable: true, description: 'Situation towards work.' })
  status!: EmploymentStatus | null;

  @Crossing('EMPLOYMENT')
  @Field(() => String, { nullable: true, description: 'Project (projet professionnel), a short label.' })
  jobGoal!: string | null;

  @Crossing('EMPLOYMENT')
  @Field(() => [ObstacleToWork], { nullable: true, description: 'What stands in the way (freins à l’emploi).' })
  obstacles!: ObstacleToWork[] | null;

  @Crossing('EMPLOYMENT')
  @Field(() => Boolean, { nullable: true, description: 'A training course is under way.' })
  trainingInProgress!: boolean | null;
}
