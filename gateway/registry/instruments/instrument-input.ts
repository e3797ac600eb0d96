import { Field, ID, InputType, Int } from 'type-graphql';
import { CategoryWord } from '../../../subgraphs/joining/crossing.ts';
import type { InstrumentChange } from '../../policy/amendments.ts';
import { InstrumentKindWord, PartyBasisWord, PurposeWord, TerminationModeWord } from '../words.ts';
import { InstrumentChangeKindWord, NoticeFormWord } from './instrument-words.ts';

/** What parties write of an instrument, as they type it. Nothing in it is about a person. */

@InputType({ description: 'A body that is to be bound.' })
export class InstrumentPartyInput {
  @Field(() => ID, { description: 'Code of the body.' })
  body!: string;

  @Field(() => String, { nullable: true, description: 'The office that signs for it; offices, never names.' })
  office?: string | null;

  @Field(() => PartyBasisWord, { description: 'How it comes to be a party.' })
  basis!: string;
}

@InputType({ description: 'A prohibition that the parties add to the table of rules.' })
export class InstrumentRestrictionInput {
  @Field(() => CategoryWord, { description: 'The category that is not to cross.' })
  category!: string;

  @Field(() => String, { description: 'A profession or a group of the table, or `*` for everybody.' })
  profession!: string;

  @Field(() => PurposeWord, { description: 'The purpose for which it is not to cross.' })
  purpose!: string;
}

@InputType({ description: 'A new instrument, as its parties are to sign it.' })
export class InstrumentInput {
  @Field(() => ID, { description: 'Identifier: capitals, digits and hyphens, as `P-21-QUETIGNY`.' })
  id!: string;

  @Field(() => InstrumentKindWord, { description: 'What kind of instrument it is.' })
  kind!: string;

  @Field(() => String, { description: 'Its title, in French.' })
  title!: string;

  @Field(() => [InstrumentPartyInput], { description: 'The bodies that are to be bound, two at least.' })
  parties!: InstrumentPartyInput[];

  @Field(() => [String], { description: 'INSEE codes of the communes that it speaks of.' })
  communes!: string[];

  @Field(() => [PurposeWord], { description: 'The purposes for which something is to cross under it.' })
  purposes!: string[];

  @Field(() => Int, { nullable: true, description: 'Length of a period in months; left out: without a term.' })
  termMonths?: number | null;

  @Field(() => Boolean, { description: 'Whether it renews for another period unless it is denounced.' })
  tacitRenewal!: boolean;

  @Field(() => Int, { description: 'Notice of a denunciation, in months.' })
  noticeMonths!: number;

  @Field(() => TerminationModeWord, { description: 'What a denunciation does.' })
  terminationMode!: string;

  @Field(() => NoticeFormWord, { description: 'How a denunciation is to be made.' })
  noticeForm!: string;

  @Field(() => [InstrumentRestrictionInput], { nullable: true, description: 'What it forbids beyond the table.' })
  restrictions?: InstrumentRestrictionInput[] | null;

  @Field(() => ID, { nullable: true, description: 'Identifier of the instrument whose place it takes.' })
  predecessor?: string | null;
}

@InputType({ description: 'One change of an avenant: its kind, and the one thing that this kind speaks of.' })
export class InstrumentChangeInput {
  @Field(() => InstrumentChangeKindWord, { description: 'What it does.' })
  kind!: InstrumentChange['kind'];

  @Field(() => PurposeWord, { nullable: true, description: 'For ADD_PURPOSE, REMOVE_PURPOSE and ADD_RESTRICTION.' })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: 'INSEE code, for ADD_COMMUNE and REMOVE_COMMUNE.' })
  commune?: string | null;

  @Field(() => Int, { nullable: true, description: 'For SET_TERM: months from the effect of the instrument.' })
  termMonths?: number | null;

  @Field(() => CategoryWord, { nullable: true, description: 'For ADD_RESTRICTION.' })
  category?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For ADD_RESTRICTION: a profession or a group of the table, or `*` for everybody.',
  })
  profession?: string | null;
}
