import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { PurposeWord } from '../words.ts';
import type { Disclosure as Disclosed } from './disclosures.ts';
import type { RecipientOfData } from './recipients-of-data.ts';

/**
 * The journal told in sums. They hang on no record, so they carry AGENT_DIRECTORY; each of the rows that they are made
 * of is decided, and on record, before it is counted.
 */

@ObjectType({
  description:
    'Who received one category of a person’s data, from which body, by which rule and for what (RGPD 15(1)(c)).',
})
export class DataRecipient implements RecipientOfData {
  ruleSetVersion!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => ID, { nullable: true, description: 'Code of the body that received it.' })
  recipient!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => ID, { nullable: true, description: 'Code of the body that it came from.' })
  owner!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => CategoryWord, { nullable: true, description: 'What was received.' })
  category!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => PurposeWord, { nullable: true, description: 'What for.' })
  purpose!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'The rule that opened it.' })
  rule!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was received first, in what is asked for.' })
  firstAt!: Date;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was received last.' })
  lastAt!: Date;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'How many questions were answered with it.' })
  times!: number;
}

@ObjectType({
  description:
    'What one agent of one body was given under something that later proved wrong (RGPD 33(3) and 34): kinds, numbers and dates, never a value.',
})
export class Disclosure implements Disclosed {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => ID, { nullable: true, description: 'Code of the body that received it.' })
  recipient!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'The agent, as her body names her.' })
  agent!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [ID], { nullable: true, description: 'Codes of the bodies that it came from.' })
  owners!: readonly string[];

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [CategoryWord], { nullable: true, description: 'What was received.' })
  categories!: readonly string[];

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'About how many persons.' })
  subjects!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [ID], { nullable: true, description: 'The files of your own body about them, to inform them by.' })
  files!: readonly string[];

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Int, { nullable: true, description: 'How many questions were answered with it.' })
  times!: number;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was received first.' })
  firstAt!: Date;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was received last.' })
  lastAt!: Date;
}
