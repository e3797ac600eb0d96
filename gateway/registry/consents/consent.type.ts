import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { connectionOf } from '../connection.type.ts';
import { ProfessionWord, PurposeWord, TransformWord } from '../words.ts';
import { ConsentChannelWord, ConsentKindWord, GranterWord, MinorAssentWord } from './consent-words.ts';

@ObjectType({ description: 'What the person gives in a general form only.' })
export class ConsentGeneralisation {
  @Crossing('CONSENT_RECORD')
  @Field(() => CategoryWord, { nullable: true, description: 'Of which category.' })
  category!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => TransformWord, { nullable: true, description: 'In which form.' })
  transform!: string;
}

/** One statement of a person, as the collecting body recorded it; the columns are those of the register. */
@ObjectType({
  description:
    'What a person said of her data: an accord, a refusal, an objection, or that she was informed. It belongs to the body that collected it, and is never proof of anything but itself.',
})
@Directive('@key(fields: "id")')
export class Consent {
  fromBodies!: readonly string[];
  toBodies!: readonly string[];
  collectingBody!: string;
  validTo!: Date;
  /** `CATEGORY:TRANSFORM`. */
  generalisations!: readonly string[];
  supersededBy!: string | null;
  caseId!: string | null;
  referralId!: string | null;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque id of the statement. Knowing it discloses nothing.' })
  id!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person, the same as in access records.' })
  subject!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => ConsentKindWord, { nullable: true, description: 'What kind of statement it is.' })
  kind!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => [CategoryWord], { nullable: true, description: 'The categories that it is about.' })
  categories!: string[];

  @Crossing('CONSENT_RECORD')
  @Field(() => [CategoryWord], { nullable: true, description: 'Those among them that the person named expressly.' })
  explicitCategories!: string[];

  @Crossing('CONSENT_RECORD')
  @Field(() => [ProfessionWord], { nullable: true, description: 'The professions at the recipients; empty: all.' })
  toProfessions!: string[];

  @Crossing('CONSENT_RECORD')
  @Field(() => [PurposeWord], { nullable: true, description: 'The purposes that it is about.' })
  purposes!: string[];

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on it holds.' })
  validFrom!: Date;

  @Crossing('CONSENT_RECORD')
  @Field(() => [GranterWord], { nullable: true, description: 'Who gave it.' })
  grantedBy!: string[];

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was given.' })
  grantedAt!: Date;

  @Crossing('CONSENT_RECORD')
  @Field(() => String, { nullable: true, description: 'The agent who recorded it, as her body names her.' })
  collectedByAgent!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => ConsentChannelWord, { nullable: true, description: 'How it was given.' })
  channel!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => String, { nullable: true, description: 'Version of the information notice that the person was given.' })
  informationNoticeVersion!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => Boolean, { nullable: true, description: 'Whether it was explained in easy-to-read words (FALC).' })
  explainedEasyToRead!: boolean;

  @Crossing('CONSENT_RECORD')
  @Field(() => String, { nullable: true, description: 'Language in which it was explained.' })
  language!: string | null;

  @Crossing('CONSENT_RECORD')
  @Field(() => Boolean, { nullable: true, description: 'Whether an interpreter was there.' })
  interpreter!: boolean;

  @Crossing('CONSENT_RECORD')
  @Field(() => MinorAssentWord, { nullable: true, description: 'For a minor: what she said of it herself.' })
  minorAssent!: string | null;

  @Crossing('CONSENT_RECORD')
  @Field(() => Boolean, {
    nullable: true,
    description: 'For an adult under protection: whether she could consent herself, as the collector declared.',
  })
  ableToConsent!: boolean | null;

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was withdrawn; nothing crosses under it from then on.',
  })
  withdrawnAt!: Date | null;

  @Crossing('CONSENT_RECORD')
  @Field(() => ConsentChannelWord, { nullable: true, description: 'How it was withdrawn.' })
  withdrawalChannel!: string | null;

  @Crossing('CONSENT_RECORD')
  @Field(() => String, { nullable: true, description: 'Who recorded the withdrawal, `BODY:agent`.' })
  withdrawnBy!: string | null;
}

export const ConsentConnection = connectionOf(Consent, 'CONSENT_RECORD');
