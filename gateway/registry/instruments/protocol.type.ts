import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import type { CarryingInstrument } from '../../policy/instruments.ts';
import { InstrumentKindWord, TerminationModeWord } from '../words.ts';
import { AlertWhatWord, NoticeFormWord } from './instrument-words.ts';
import { ProtocolAmendment, ProtocolAxis, ProtocolDenunciation, ProtocolParty } from './protocol-parts.type.ts';

/** An instrument as it was signed. How it stands on a day is computed from these dates, and stored nowhere. */
@ObjectType({
  description:
    'A protocol, convention or charter under which bodies may share. Without one in force between owner and recipient, nothing personal crosses.',
})
export class Protocol {
  /** The same facts in the words of the policy, which computes effect, end and status from them. */
  record!: CarryingInstrument;
  /** As signed; avenants add to them and take from them. */
  signedCommunes!: readonly string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Identifier, as decisions and access records name it.' })
  id!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => InstrumentKindWord, { description: 'What kind of instrument it is.' })
  kind!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Its title, in French.' })
  title!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => [ProtocolParty], { description: 'The bodies that are bound by it.' })
  parties!: ProtocolParty[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [ProtocolAxis], { description: 'Its axes of work, by code.' })
  axes!: ProtocolAxis[];

  @Crossing('SERVICE_OFFER')
  @Field(() => Boolean, { description: 'Whether it renews for another period of its term unless it is denounced.' })
  tacitRenewal!: boolean;

  @Crossing('SERVICE_OFFER')
  @Field(() => TerminationModeWord, { description: 'What a denunciation does.' })
  terminationMode!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { description: 'Notice of a denunciation, in months.' })
  noticeMonths!: number;

  @Crossing('SERVICE_OFFER')
  @Field(() => NoticeFormWord, { description: 'How a denunciation is to be made.' })
  noticeForm!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => [ProtocolDenunciation], { description: 'The letters that denounced it, the oldest first.' })
  denunciations!: ProtocolDenunciation[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [ProtocolAmendment], { description: 'Its avenants, by number; those not signed by all included.' })
  amendments!: ProtocolAmendment[];

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'The court that it names, as it is written.' })
  courtAsWritten!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'The court that has jurisdiction.' })
  courtEffective!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, {
    nullable: true,
    name: 'predecessor',
    description: 'Identifier of the instrument that it took the place of.',
  })
  predecessorId!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => Boolean, {
    description: 'True where the dates are not those of the signed document but assumed for the reference data set.',
  })
  datesAssumed!: boolean;
}

@ObjectType({ description: 'One day of the countdown to the end of a period of an instrument.' })
export class ProtocolAlert {
  @Crossing('SERVICE_OFFER')
  @Field(() => Protocol, { description: 'The instrument.' })
  protocol!: Protocol;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { description: 'Days left: 180, when the parties decide on the renewal, then 90, 30 and 7.' })
  daysBefore!: number;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateScalar, { description: 'The day of the alert.' })
  dueOn!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateScalar, { description: 'First day after the period, or after the notice.' })
  target!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => AlertWhatWord, { description: 'What happens on that day if nobody does anything.' })
  what!: string;
}
