import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { ReleasedBilan } from '../context.ts';
import { IndicatorStandingWord, Statistics } from './statistics.type.ts';

@ObjectType({ description: 'One indicator of a bilan.' })
export class BilanLine {
  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Code of the indicator: `N2`.' })
  indicator!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Its French label.' })
  label!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Its French definition.' })
  definition!: string | null;

  @Crossing('STATISTIC')
  @Field(() => IndicatorStandingWord, {
    nullable: true,
    description:
      'NO_SOURCE_YET where no body of the protocol keeps records that it can be made from: nobody was asked.',
  })
  standing!: string | null;

  @Crossing('STATISTIC')
  @Field(() => [Statistics], {
    nullable: true,
    description:
      'For each period of the year: all bodies together, each body by itself, and one breakdown where the bilan has one. They do not add up.',
  })
  figures!: readonly Statistics[] | null;
}

@ObjectType({
  description: 'The yearly figures of one protocol (bilan annuel): released values, with what must be said of them.',
})
export class Bilan {
  /** All that the page is made from. */
  released!: ReleasedBilan;

  @Crossing('STATISTIC')
  @Field(() => ID, { nullable: true, description: 'Identifier of the instrument whose bodies are in it.' })
  protocol!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Title of the instrument, in French.' })
  title!: string | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'The year.' })
  year!: number | null;

  @Crossing('STATISTIC')
  @Field(() => [BilanLine], {
    nullable: true,
    description: 'Its indicators: N1 to N3, R1 to R6, H1, C1, C2, E4 and M1.',
  })
  lines!: readonly BilanLine[] | null;

  @Crossing('STATISTIC')
  @Field(() => [ID], {
    nullable: true,
    description:
      'Codes of the bodies that did not answer at least once: they are not zero. Which figures lack them, `lines` says.',
  })
  missing!: readonly string[] | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'What must stand wherever the values are shown, in French.' })
  note!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Version of the rules by which it was released.' })
  ruleSetVersion!: string | null;
}
