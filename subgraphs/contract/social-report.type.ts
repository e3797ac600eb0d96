import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'A social assessment (évaluation sociale).' })
export class SocialReport {
  @Crossing('SOCIAL_REPORT')
  @Field(() => DateScalar, { nullable: true, description: 'Day of the assessment.' })
  on!: Date | null;

  @Crossing('SOCIAL_REPORT')
  @Field(() => [String], { nullable: true, description: 'Structured conclusions (conclusions), short sentences.' })
  conclusions!: string[] | null;

  @Crossing('SOCIAL_REPORT')
  @Field(() => [String], { nullable: true, description: 'Actions agreed with the person (actions convenues).' })
  agreedActions!: string[] | null;

  @Crossing('FREE_TEXT')
  @Field(() => String, {
    nullable: true,
    description: 'Narrative of the assessment (écrit professionnel). Never crosses between bodies.',
  })
  narrative!: string | null;
}
