import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { connectionOf } from '../connection.type.ts';
import {
  type EmergencyMotive,
  EmergencyMotiveWord,
  EmergencyVerdictWord,
  ReviewRoleWord,
  ReviewVerdictWord,
  SpokenChannelWord,
} from './emergency-words.ts';

@InputType({ description: 'That a person is in serious and imminent danger, and whose file of her is needed.' })
export class DeclareEmergencyInput {
  @Field(() => ID, {
    description:
      'The file that is needed, by its exact id, `BODY:local`. There is no search: an id that names nothing gives the same answer.',
  })
  person!: string;

  @Field(() => EmergencyMotiveWord, { description: 'What danger.' })
  motive!: EmergencyMotive;

  @Field(() => ID, {
    nullable: true,
    description: 'Name of this request within your body: sent again under the same name, it is not declared again.',
  })
  request?: string | null;
}

/** The same words whatever the file, so that a declaration tells nothing of whether there is one. */
@ObjectType({
  description:
    'That serious danger was declared. From now on the rule of serious danger (R001; CP 223-6 and 122-7) decides what you may read of this file under the purpose EMERGENCY: read it through `person`.',
})
export class EmergencyDeclaration {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => EmergencyMotiveWord, { nullable: true, description: 'What was declared.' })
  motive!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'For how many hours a declaration is good.' })
  goodForHours!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description:
      'Within how many hours both officers of the body that holds the file review it. Three declarations found unjustified end the habilitation of who declared them; the person is told afterwards.',
  })
  reviewedWithinHours!: number;
}

@ObjectType({ description: 'What one of the two officers found of an emergency access.' })
export class EmergencyReview {
  @Crossing('AUDIT_TRACE')
  @Field(() => ReviewRoleWord, { nullable: true, description: 'In which office.' })
  role!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => ReviewVerdictWord, { nullable: true, description: 'What was found.' })
  verdict!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'The officer, as her body names her.' })
  agent!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When.' })
  at!: Date;
}

/** Serious danger that an agent declared, to read a file of another body; that body owns the record. */
@ObjectType({
  description:
    'Serious danger that an agent of one body declared in order to read a file of another. It is reviewed by the consent officer and the data-protection officer of the body that holds the file.',
})
@Directive('@key(fields: "id")')
export class EmergencyAccess {
  ownerCode!: string;
  agentBodyCode!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque id of the declaration. Knowing it discloses nothing.' })
  id!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'The agent who declared it, as her body names her.' })
  agent!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person, the same as in access records.' })
  subject!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => String, { nullable: true, description: 'What danger, as a word of `EmergencyMotive`.' })
  motive!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was declared.' })
  declaredAt!: Date;

  @Crossing('AUDIT_TRACE')
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on it opens nothing any more: four hours later.',
  })
  expiresAt!: Date;

  @Crossing('AUDIT_TRACE')
  @Field(() => EmergencyVerdictWord, { nullable: true, description: 'What came of the reviews.' })
  verdict!: string;

  @Crossing('AUDIT_TRACE')
  @Field(() => [EmergencyReview], { nullable: true, description: 'The reviews given so far, the oldest first.' })
  reviews!: readonly EmergencyReview[];

  @Crossing('AUDIT_TRACE')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person was told of it; null until she was.' })
  personInformedAt!: Date | null;

  @Crossing('AUDIT_TRACE')
  @Field(() => SpokenChannelWord, { nullable: true, description: 'How the person was told of it.' })
  personInformedBy!: string | null;
}

export const EmergencyAccessConnection = connectionOf(EmergencyAccess, 'AUDIT_TRACE');
