import { Field, ID, InputType } from 'type-graphql';
import type { Category, Granter, Profession, Purpose, Transform } from '../../../schema/vocabulary.ts';
import { CategoryWord } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar, DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { ProfessionWord, PurposeWord, TransformWord } from '../words.ts';
import {
  ConsentChannelWord,
  type ConsentKind,
  ConsentKindWord,
  GranterWord,
  MinorAssentWord,
} from './consent-words.ts';

@InputType('ConsentGeneralisationInput', {
  description: 'What the person would give in a general form only: her age band and not her date of birth.',
})
export class ConsentGeneralisationInput {
  @Field(() => CategoryWord, { description: 'A category that the accord names.' })
  category!: Category;

  @Field(() => TransformWord, { description: 'AGE_BAND, COMMUNE_ONLY or MONTH.' })
  transform!: Transform;
}

@InputType('RecordConsentInput', {
  description:
    'What a person said to an agent of the collecting body. Everything is named: data, owners, recipients, purposes and an end.',
})
export class RecordConsentInput {
  @Field(() => ConsentKindWord, { description: 'What kind of statement it is.' })
  kind!: ConsentKind;

  @Field(() => ID, { description: 'The file that your own body holds about the person, `BODY:local`.' })
  person!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The pseudonym that your body has computed from her civil traits; needed for a file that the hub has not met.',
  })
  subject?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A name that you give to this request: sent again under it, the same statement is recorded once.',
  })
  request?: string | null;

  @Field(() => [CategoryWord], { description: 'The categories that it is about.' })
  categories!: Category[];

  @Field(() => [CategoryWord], {
    nullable: true,
    description: 'The categories that the person named expressly, as those of health must be. They are in its scope.',
  })
  explicitCategories?: Category[] | null;

  @Field(() => [ID], { description: 'Codes of the bodies whose data it is about.' })
  fromBodies!: string[];

  @Field(() => [ID], { description: 'Codes of the bodies that it lets have them, or keeps them from.' })
  toBodies!: string[];

  @Field(() => [ProfessionWord], {
    nullable: true,
    description: 'Only these professions at the recipients; all where it is left out.',
  })
  toProfessions?: Profession[] | null;

  @Field(() => [PurposeWord], { description: 'The purposes that it is about.' })
  purposes!: Purpose[];

  @Field(() => [ConsentGeneralisationInput], { nullable: true, description: 'What she gives in a general form only.' })
  generalisations?: ConsentGeneralisationInput[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day; the day of the question where it is left out.' })
  validFrom?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'First day on which it no longer holds, twelve months after the first at the latest. An objection or a refusal may do without.',
  })
  validTo?: string | null;

  @Field(() => [GranterWord], { description: 'Who gave it.' })
  grantedBy!: Granter[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was given; the instant of the question where it is left out.',
  })
  grantedAt?: Date | null;

  @Field(() => ConsentChannelWord, { description: 'How it was given.' })
  channel!: string;

  @Field(() => String, { description: 'Version of the information notice that the person was given.' })
  informationNoticeVersion!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was explained in easy-to-read words (FALC).' })
  explainedEasyToRead?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Language in which it was explained, as `fr` or `ar`.' })
  language?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether an interpreter was there.' })
  interpreter?: boolean | null;

  @Field(() => MinorAssentWord, { nullable: true, description: 'For a minor: what she said of it herself.' })
  minorAssent?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'For an adult under protection: whether she could consent herself, as you saw it.',
  })
  ableToConsent?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The shared case that it was given for.' })
  case?: string | null;

  @Field(() => ID, { nullable: true, description: 'The referral that it was given for.' })
  referral?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The accord of the same person that this one takes the place of, from now on.',
  })
  supersedes?: string | null;
}
