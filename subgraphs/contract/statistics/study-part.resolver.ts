import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver } from 'type-graphql';
import { Crossing } from '../../joining/crossing.ts';
import { type StudyPartStanding, StudyPartStandingWord } from '../../joining/study-words.ts';
import { Body } from '../body.type.ts';
import type { BodyContext } from '../context.ts';
import type { StudyPartState } from './study-parts.ts';

const LAW = 'Loi 51-711 ; RGPD art. 89.';

@ObjectType({
  description: 'How far a body is with its part in a study of distinct persons. It says nothing of how many.',
})
export class StudyPart {
  @Crossing('STATISTIC')
  @Field(() => StudyPartStandingWord, { nullable: true, description: `How it stands. ${LAW}` })
  standing!: StudyPartStanding | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `How much is done, from 0 to 100. ${LAW}` })
  progress!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `Version of the snapshot whose persons are counted. ${LAW}` })
  version!: number | null;
}

@Resolver(() => Body)
export class StudyPartResolver {
  @Crossing('STATISTIC')
  @FieldResolver(() => StudyPart, {
    nullable: true,
    description:
      'Has this body take its part in a study that the hub has opened at the linkage service, and says how far it is: the hub asks it for `overlap`. What the body counted goes to that service alone, under tags of the study. Asking again changes nothing. Loi 51-711 ; RGPD art. 89.',
  })
  studyPart(
    @Ctx() { studies }: BodyContext,
    @Arg('study', () => String, { description: 'The study, as the hub named it to the linkage service.' })
    study: string,
    @Arg('indicator', () => String, { description: 'Code of the indicator: `N2`.' }) indicator: string,
    @Arg('period', () => String, { description: 'Period of its kind that has ended: `2025`.' }) period: string,
  ): Promise<StudyPartState> {
    return studies.takePart(study, indicator, period);
  }
}
