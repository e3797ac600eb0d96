import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar, DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { connectionOf } from '../connection.type.ts';
import { NoticeKindWord, NoticeStatementWord } from './consent-words.ts';

/** Something has changed that a body once received: that it has, and never what. The recipient owns it, and answers it. */
@ObjectType({
  description:
    'Tells a body that something which it once received has changed: an accord withdrawn or narrowed, or a file put right. It says whose data it was and whom it is about, never what changed.',
})
@Directive('@key(fields: "id")')
export class RecipientNotice {
  bodyCode!: string;
  ownerBody!: string | null;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque id of the notice. Knowing it discloses nothing.' })
  id!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => NoticeKindWord, { nullable: true, description: 'What kind of change it is.' })
  kind!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => String, { nullable: true, description: 'Pseudonym of the person, the same as in access records.' })
  subject!: string;

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it changed.' })
  at!: Date;

  @Crossing('CONSENT_RECORD')
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day by which the recipient states what it keeps, and why.',
  })
  dueOn!: Date;

  @Crossing('CONSENT_RECORD')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the recipient stated it; null until it has.' })
  acknowledgedAt!: Date | null;

  @Crossing('CONSENT_RECORD')
  @Field(() => NoticeStatementWord, { nullable: true, description: 'What the recipient stated.' })
  statement!: string | null;
}

export const RecipientNoticeConnection = connectionOf(RecipientNotice, 'CONSENT_RECORD');
