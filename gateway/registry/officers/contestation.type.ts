import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar, DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { connectionOf } from '../connection.type.ts';
import {
  ContestationKindWord,
  ContestationMeasureWord,
  ContestationStateWord,
  type Contested,
  ContestedWord,
} from './contestation-words.ts';
import { SpokenChannelWord } from './emergency-words.ts';

@InputType({ description: 'What is contested, and for whom.' })
export class ContestInput {
  @Field(() => ContestedWord, { description: 'What kind of thing is contested.' })
  object!: Contested;

  @Field(() => ID, {
    description:
      'Which: the access record, the file (`BODY:local`, for CONTENT and LINK), the statement, the indicator or the instrument. One that you may not know of is refused like one that there is not.',
  })
  objectId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'For an agent who hears the person: her file at the agent’s own body, `BODY:local`.',
  })
  person?: string | null;

  @Field(() => SpokenChannelWord, {
    nullable: true,
    description: 'How the person said it to the agent; only where `person` is given.',
  })
  channel?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'In the name of your body, against another: for who controls it, under the purpose AUDIT.',
  })
  forBody?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The body that is to answer, where the object does not tell: for a figure, and for an instrument.',
  })
  against?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Name of this request within your body: sent again under the same name, it is opened once.',
  })
  request?: string | null;
}

@ObjectType({ description: 'One step of a contestation. Steps are added and never changed.' })
export class ContestationAct {
  @Crossing('AUDIT_TRACE')
  @Field(() => Int, { nullable: true, description: 'Its place among the steps, from 1 on.' })
  number!: number;

  @Crossing('AUDIT_TRACE')
  @Field(() => ContestationStateWord, { nullable: true, description: 'The state that it led to.' })
  state!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => ContestationMeasureWord, { nullable: true, description: 'What was done or found, as a closed word.' })
  measure!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When.' })
  at!: Date;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'Code of the body whose agent did it.' })
  body!: string;
}

/** What somebody contests, and what became of it. The body that answers owns the record. */
@ObjectType({
  description:
    'What a person, an agent or a body contests, who answers and by when, and every step of it (RGPD 12(3), 16, 19, 21). What is argued, and the answer in full, stay with the body that answers: the hub keeps closed words only.',
})
@Directive('@key(fields: "id")')
export class Contestation {
  openedByCode!: string;
  handlerCode!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque id of the contestation. Knowing it discloses nothing.' })
  id!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => ContestationKindWord, { nullable: true, description: 'Who contests.' })
  kind!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => ContestedWord, { nullable: true, description: 'What kind of thing is contested.' })
  object!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => ID, { nullable: true, description: 'Which.' })
  objectId!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person, the same as in access records.' })
  subject!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was received.' })
  openedAt!: Date;

  @Crossing('AUDIT_TRACE')
  @Field(() => SpokenChannelWord, { nullable: true, description: 'How it was received.' })
  channel!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day to answer: one month from its reception, three where it was extended (RGPD 12(3)).',
  })
  dueOn!: Date;

  @Crossing('AUDIT_TRACE')
  @Field(() => ContestationStateWord, { nullable: true, description: 'Where it stands.' })
  state!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => [ContestationAct], { nullable: true, description: 'Its steps, the oldest first.' })
  acts!: readonly ContestationAct[];
}

export const ContestationConnection = connectionOf(Contestation, 'AUDIT_TRACE');

/** What whoever contests takes away. It repeats what she said, and who answers by when. */
@ObjectType({ description: 'That a contestation was received, who answers it and by when.' })
export class ContestationReceipt {
  handlerCode!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => ID, { nullable: true, description: 'Under which id it is answered.' })
  reference!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DateScalar, { nullable: true, description: 'Last day to answer, unless it is extended.' })
  dueOn!: string;
}
