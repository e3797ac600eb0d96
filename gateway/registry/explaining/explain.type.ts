import { Field, ID, ObjectType } from 'type-graphql';
import type { Category } from '../../../schema/vocabulary.ts';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { Wording } from '../../policy/reasons.ts';
import { DecisionEffectWord, ProfessionWord, PurposeWord, TransformWord } from '../words.ts';

/**
 * Decisions, told. They speak of what agents may do, so they carry AGENT_DIRECTORY: for agents, and never for the
 * public. Whose they are told, and to whom, is decided before any of them is made.
 */

@ObjectType('Wording', { description: 'A sentence, in French and in English. The French one is the reference.' })
export class WordingType implements Wording {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'In French.' })
  fr!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'In English.' })
  en!: string;
}

@ObjectType({ description: 'A row of the table by which a category could be permitted, and what it asks for.' })
export class AccessRoute {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'The rule.' })
  rule!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Where it comes from.' })
  article!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: 'How sure its reading is: `sure`, or who is to confirm it (`DPO`, `COPIL`), or a policy of the hub.',
  })
  confidence!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [WordingType], {
    nullable: true,
    description:
      'All that it asks for and that is not known to be there. Of a row other than the one that failed, what it asks of the person’s situation is listed whether it is met or not.',
  })
  needs!: readonly Wording[];
}

@ObjectType({ description: 'A field that was asked about.' })
export class ExplainedField {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Its path from the file: `housing.tenure`.' })
  path!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it would be released; null for the fields that could betray an address, of which it is never told.',
  })
  released!: boolean | null;
}

@ObjectType({ description: 'What an agent would be told of one category of a file, and why. Never a value.' })
export class AccessExplanation {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => CategoryWord, { nullable: true, description: 'The category.' })
  category!: Category;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => DecisionEffectWord, { nullable: true, description: 'What would be decided.' })
  effect!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'The rule or gate that decides; null where that is not told.' })
  rule!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: 'Why it would be withheld, as a code; `withheld` for whatever closes an address.',
  })
  reason!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => WordingType, { nullable: true, description: '«Pourquoi ?»: the reason in a sentence.' })
  why!: Wording | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Where the rule comes from; null for a gate.' })
  article!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: 'How sure the reading of the rule is: `sure`, `DPO`, `COPIL` or a policy of the hub.',
  })
  confidence!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => TransformWord, { nullable: true, description: 'How far the rule opens the category.' })
  transform!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Id of the instrument that carries it, or fails to.' })
  instrument!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Id of the accord that opens it.' })
  consent!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [AccessRoute], {
    nullable: true,
    description: 'What is missing to permit it; empty where nothing can, or nothing is.',
  })
  routes!: readonly AccessRoute[];

  @Crossing('AGENT_DIRECTORY')
  @Field(() => [ExplainedField], { nullable: true, description: 'The fields of it that were asked about.' })
  fields!: readonly ExplainedField[];
}

@ObjectType({ description: 'Those to whom a category of a file would be released: agents of one profession and body.' })
export class Onlooker {
  @Crossing('AGENT_DIRECTORY')
  @Field(() => ID, { nullable: true, description: 'Code of their body.' })
  body!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => ProfessionWord, { nullable: true, description: 'Their profession.' })
  profession!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => PurposeWord, { nullable: true, description: 'The purpose for which it would be released.' })
  purpose!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'The rule that opens it.' })
  rule!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Where the rule comes from.' })
  article!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'How sure the reading of the rule is.' })
  confidence!: string;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => TransformWord, { nullable: true, description: 'How far the rule opens the category.' })
  transform!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Id of the instrument that carries it.' })
  instrument!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => String, { nullable: true, description: 'Id of the accord that opens it.' })
  consent!: string | null;

  @Crossing('AGENT_DIRECTORY')
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a mission in force ties one of them to the person, or none is needed; otherwise a mission still would have to.',
  })
  tied!: boolean;
}
