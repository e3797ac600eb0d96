import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar, DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { connectionOf } from '../connection.type.ts';
import { PurposeWord, ReferralDecisionWord, ReferralKindWord, ReferralOutcomeWord, UrgencyWord } from '../words.ts';

/** The envelope of a referral, which the sender owns. */
@ObjectType({
  description:
    'A referral from one body to another (fiche de liaison, fiche d’orientation, relais). The envelope is the sender’s, its handling the recipient’s; what was sent hangs on the two sides.',
})
@Directive('@key(fields: "id")')
export class Referral {
  /** As its handling was left: the recipient's to say, and `currentState`'s. */
  state!: string;
  senderBody!: string;
  senderService!: string | null;
  senderAgent!: string | null;
  recipientBody!: string;
  recipientService!: string | null;
  recipientAgent!: string | null;
  createdOn!: Date;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque id of the referral. Knowing it discloses nothing.' })
  id!: string;

  @Crossing('REFERRAL_META')
  @Field(() => String, {
    nullable: true,
    description: 'Number under which the two bodies speak of it (numéro de fiche).',
  })
  number!: string;

  @Crossing('REFERRAL_META')
  @Field(() => ReferralKindWord, { nullable: true, description: 'What kind of referral it is.' })
  kind!: string;

  @Crossing('REFERRAL_META')
  @Field(() => PurposeWord, { nullable: true, description: 'The purpose for which it was sent.' })
  purpose!: string;

  @Crossing('REFERRAL_META')
  @Field(() => String, {
    nullable: true,
    description: 'Why it was sent, as a code of the list of themes (HOUSING, RIGHTS…).',
  })
  reasonCode!: string;

  @Crossing('REFERRAL_META')
  @Field(() => UrgencyWord, { nullable: true, description: 'How fast an acknowledgement is due.' })
  urgency!: string;

  @Crossing('REFERRAL_META')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent; null as long as it is a draft.' })
  sentAt!: Date | null;

  @Crossing('REFERRAL_META')
  @Field(() => DateScalar, { nullable: true, description: 'Day on which it lapses where nobody has decided.' })
  expiresOn!: Date | null;
}

/** What the recipient does with a referral: another owner, so a record of its own. */
@ObjectType({ description: 'What the recipient does with a referral: its state once sent, its decision, its outcome.' })
@Directive('@key(fields: "id")')
export class ReferralHandling {
  purpose!: string;
  senderBody!: string;
  recipientBody!: string;
  /** As it was left; what it is while its instrument has ended is for `currentState` to say. */
  state!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Id of the referral that is handled.' })
  id!: string;

  @Crossing('REFERRAL_META')
  @Field(() => ReferralDecisionWord, { nullable: true, description: 'What the recipient decided; null until it has.' })
  decision!: string | null;

  @Crossing('REFERRAL_META')
  @Field(() => String, { nullable: true, description: 'Why it was refused, as a code.' })
  refusalCode!: string | null;

  @Crossing('REFERRAL_META')
  @Field(() => ReferralOutcomeWord, {
    nullable: true,
    description: 'What came of it, as a code; null until it is closed.',
  })
  outcome!: string | null;

  @Crossing('REFERRAL_META')
  @Field(() => Int, { nullable: true, description: 'Rank on the waiting list, from 1, while it is waitlisted.' })
  waitlistPosition!: number | null;

  @Crossing('REFERRAL_META')
  @Field(() => DateScalar, { nullable: true, description: 'Day on which the acknowledgement is due.' })
  ackDueOn!: Date | null;

  @Crossing('REFERRAL_META')
  @Field(() => DateScalar, { nullable: true, description: 'Day on which the decision is due.' })
  decisionDueOn!: Date | null;

  @Crossing('REFERRAL_META')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed.' })
  closedAt!: Date | null;
}

@ObjectType({
  description: 'One side of a referral, sender or recipient. What was chosen to be sent is served by that body.',
})
@Directive('@key(fields: "id")')
export class ReferralSide {
  bodyCode!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Id of the side, `BODY:referral`.' })
  id!: string;

  @Crossing('REFERRAL_META')
  @Field(() => String, { nullable: true, description: 'Code of the service, within its body.' })
  service!: string | null;

  @Crossing('REFERRAL_META')
  @Field(() => String, { nullable: true, description: 'The agent, as her body names her; null: the service.' })
  agent!: string | null;
}

export const ReferralConnection = connectionOf(Referral, 'REFERRAL_META');
