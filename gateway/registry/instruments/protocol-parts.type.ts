import { Field, Int, ObjectType } from 'type-graphql';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import type { InstrumentChange } from '../../policy/amendments.ts';
import { PartyBasisWord, PurposeWord } from '../words.ts';
import { InstrumentChangeKindWord, NoticeFormWord } from './instrument-words.ts';

/** What an instrument is made of: parties, axes, letters, avenants, prohibitions. */

@ObjectType({ description: 'A body that is bound by an instrument.' })
export class ProtocolParty {
  bodyCode!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'The office that signs for the body; offices, never names.' })
  office!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateScalar, { nullable: true, description: 'Day of its signature; null until it has signed.' })
  signedOn!: Date | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => PartyBasisWord, { description: 'How it came to be a party.' })
  basis!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'The deliberation that authorises the signature, where known.' })
  deliberationRef!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateScalar, { nullable: true, description: 'Day of that deliberation, where known.' })
  deliberationOn!: Date | null;
}

@ObjectType({ description: 'An axis of work of an instrument: what its parties want to do together.' })
export class ProtocolAxis {
  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Code of the axis within its instrument.' })
  code!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Its name, in French, as signed.' })
  label!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'What is to be reached, in French.' })
  objective!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => [String], { description: 'Codes of the themes that it touches.' })
  themes!: string[];
}

@ObjectType({ description: 'A letter by which one party denounces an instrument, for all of them.' })
export class ProtocolDenunciation {
  bodyCode!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateScalar, { description: 'Day on which the letter was received; the notice counts from it.' })
  receivedOn!: Date;

  @Crossing('SERVICE_OFFER')
  @Field(() => NoticeFormWord, { description: 'How it was made.' })
  form!: string;
}

@ObjectType({ description: 'One change that an avenant makes; only what its kind speaks of is set.' })
export class ProtocolChange {
  @Crossing('SERVICE_OFFER')
  @Field(() => InstrumentChangeKindWord, { description: 'What it does.' })
  kind!: InstrumentChange['kind'];

  @Crossing('SERVICE_OFFER')
  @Field(() => PurposeWord, { nullable: true, description: 'The purpose that is added, taken away or restricted.' })
  purpose?: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'INSEE code of the commune that is added or taken away.' })
  commune?: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { nullable: true, description: 'The new term, in months from the effect of the instrument.' })
  termMonths?: number;

  @Crossing('SERVICE_OFFER')
  @Field(() => CategoryWord, { nullable: true, description: 'The category that does not cross any more.' })
  category?: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, {
    nullable: true,
    description: 'The profession or group to which it does not cross any more; `*`: nobody.',
  })
  profession?: string;
}

@ObjectType({ description: 'An avenant. It changes nothing before all the parties have signed it.' })
export class ProtocolAmendment {
  signedBy!: string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { description: 'Its number; avenants apply in the order of their numbers.' })
  number!: number;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of its effect: the day of the last signature. Null as long as one is missing.',
  })
  effectiveOn!: Date | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => [ProtocolChange], { description: 'What it changes.' })
  changes!: readonly InstrumentChange[];
}

@ObjectType({ description: 'A prohibition that the parties added to the table of rules. It never opens anything.' })
export class ProtocolRestriction {
  @Crossing('SERVICE_OFFER')
  @Field(() => CategoryWord, { description: 'The category that does not cross under this instrument.' })
  category!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'The profession or group to which it does not cross; `*`: nobody.' })
  profession!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => PurposeWord, { description: 'The purpose for which it does not cross.' })
  purpose!: string;
}
