import { Field, ObjectType } from 'type-graphql';
import { DangerKind, WorryingInformationState } from '../contract/codes.ts';
import { Crossing } from '../joining/crossing.ts';
import { DateTimeScalar } from '../joining/scalars.ts';

@ObjectType({
  description: 'A worrying information (information préoccupante) received by the CRIP, who alone reads it.',
})
export class WorryingInformation {
  @Crossing('WORRYING_INFO')
  @Field(() => String, { nullable: true, description: 'Number given on reception.' })
  number!: string | null;

  @Crossing('WORRYING_INFO')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was received.' })
  receivedAt!: Date | null;

  @Crossing('WORRYING_INFO')
  @Field(() => [DangerKind], { nullable: true, description: 'Kinds of danger or risk reported.' })
  dangerKinds!: DangerKind[] | null;

  @Crossing('WORRYING_INFO')
  @Field(() => WorryingInformationState, { nullable: true, description: 'Where the assessment stands.' })
  state!: WorryingInformationState | null;

  @Crossing('FREE_TEXT')
  @Field(() => String, { nullable: true, description: 'The facts as reported (faits rapportés).' })
  facts!: string | null;
}
