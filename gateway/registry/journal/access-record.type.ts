import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { connectionOf } from '../connection.type.ts';
import { DecisionEffectWord, ProfessionWord, PurposeWord, TransformWord } from '../words.ts';

/** One line of the journal. Never a value: what was decided, of whom, for whom, and why. */
@ObjectType({
  description:
    'What was decided of one category of one person at one owner, for one operation: released or withheld, by which rule, under which instrument and accord. Never a value.',
})
@Directive('@key(fields: "id")')
export class AccessRecord {
  ownerCode!: string;
  agentBodyCode!: string;
  releaseCheck!: string | null;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Id of the access record.' })
  id!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => DateTimeScalar, { nullable: true, description: 'The instant at which the operation was decided.' })
  at!: Date;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'The agent who asked, as her body names her.' })
  agent!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'The software through which the agent asked.' })
  partnerSystem!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => ProfessionWord, {
    nullable: true,
    description: 'Her profession, as the habilitation said at that time.',
  })
  profession!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => PurposeWord, { nullable: true, description: 'The purpose that she declared.' })
  purpose!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'The referral or case that she declared to work on.' })
  mission!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => CategoryWord, { nullable: true, description: 'The category that was asked for.' })
  category!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => DecisionEffectWord, { nullable: true, description: 'What was decided.' })
  decision!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'The rule of the table, or the gate, that decided.' })
  rule!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'The version of the rule table that was in force.' })
  ruleSetVersion!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the tables that decided, as `ruleSets` gives it; null in the oldest records.',
  })
  ruleSetSha256!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => TransformWord, {
    nullable: true,
    description: 'How the category was generalised, where it was released.',
  })
  transform!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'Why it was withheld, as a code; null where it was released.' })
  reason!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'Id of the accord on which the release rests.' })
  consent!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'Id of the instrument on which the release rests.' })
  instrument!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, {
    nullable: true,
    description: 'Pseudonym of the person, the same in all access records about her; null for what is about nobody.',
  })
  subject!: string | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => Int, { nullable: true, description: 'How many records of the person it speaks of.' })
  count!: number;

  @Crossing('AUDIT_TRACE')
  @Field(() => ID, { nullable: true, description: 'The operation: all access records of one question share it.' })
  operation!: string;
}

export const AccessRecordConnection = connectionOf(AccessRecord, 'AUDIT_TRACE');
