import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import { connectionOf } from '../connection.type.ts';
import { HandoverCauseWord } from './handover-words.ts';

/** A proposal to the present referent, and never a transfer: her body stays responsible until the other has accepted. */
@ObjectType({
  description:
    'That another body is competent by now for somebody whom your body follows. It proposes a hand-over (relais) and changes nothing: your body stays responsible until the other has accepted one.',
})
@Directive('@key(fields: "id")')
export class HandoverProposal {
  fromBody!: string;
  toBody!: string;
  subject!: string;
  /** As it was answered; that it has lapsed is told from its dates. */
  state!: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque id of the proposal.' })
  id!: string;

  @Crossing('REFERRAL_META')
  @Field(() => HandoverCauseWord, { nullable: true, description: 'Why it is proposed, as far as it may be told.' })
  cause!: string;

  @Crossing('REFERRAL_META')
  @Field(() => String, {
    nullable: true,
    description: 'The row of the table by which the other body is competent: `ALLOC-L2`.',
  })
  allocation!: string;

  @Crossing('REFERRAL_META')
  @Field(() => DateScalar, { nullable: true, description: 'Day of the proposal.' })
  proposedOn!: Date;

  @Crossing('REFERRAL_META')
  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it can be answered.' })
  dueOn!: Date;

  @Crossing('REFERRAL_META')
  @Field(() => DateScalar, { nullable: true, description: 'Day of the answer; null as long as there is none.' })
  answeredOn!: Date | null;
}

export const HandoverProposalConnection = connectionOf(HandoverProposal, 'REFERRAL_META');
