import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';

/** Indicator G1 of one body: exact, since it is for the officers of that body alone. It counts, and names nobody. */
@ObjectType({
  description:
    'What a month held at one body (indicator G1), exact and for its own officers alone: accords, accesses, emergencies, contestations. Everything is counted by what happened within the month, so that a month that has ended stays as it was.',
})
export class MonthlyReport {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => ID, { nullable: true, description: 'Code of the body.' })
  body!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'The month, `YYYY-MM`, as the calendar in Paris has it.' })
  month!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Up to when it counts: the end of the month, or this instant where the month is not over.',
  })
  until!: Date;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Boolean, { nullable: true, description: 'Whether the month is over.' })
  final!: boolean;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'Accords that agents of the body recorded.' })
  accordsGiven!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'Refusals that they recorded.' })
  accordsRefused!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description:
      'Accords that the body had recorded and that were withdrawn; one that a later accord took the place of is not counted.',
  })
  accordsWithdrawn!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description: 'Lines of the journal about its data that were released to other bodies.',
  })
  accessesPermitted!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description: 'Lines of the journal about its data that were withheld from other bodies.',
  })
  accessesDenied!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'Emergencies declared to read its files.' })
  emergenciesDeclared!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description: 'Emergencies found justified in this month, whenever they were declared.',
  })
  emergenciesJustified!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description: 'Emergencies found unjustified in this month, whenever they were declared.',
  })
  emergenciesUnjustified!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'Contestations that came in for the body to answer.' })
  contestationsOpened!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'Contestations that it answered in this month.' })
  contestationsAnswered!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'Those among them that it answered by their last day.' })
  contestationsAnsweredInTime!: number;
}
