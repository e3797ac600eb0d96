import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../subgraphs/joining/scalars.ts';
import type { InstrumentRecord } from '../policy/instruments.ts';
import { InstrumentKindWord, PartyBasisWord, PurposeWord, TerminationModeWord } from './words.ts';

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
}

/** An instrument as it was signed. How it stands on a day is computed from these dates, and stored nowhere. */
@ObjectType({
  description:
    'A protocol, convention or charter under which bodies may share. Without one in force between owner and recipient, nothing personal crosses.',
})
export class Protocol {
  /** The same facts in the words of the policy, which computes effect, end and status from them. */
  record!: InstrumentRecord;

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
  @Field(() => [PurposeWord], { description: 'The purposes for which something may cross under it.' })
  purposes!: string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => TerminationModeWord, { description: 'What a denunciation does.' })
  terminationMode!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { description: 'Notice of a denunciation, in months.' })
  noticeMonths!: number;

  @Crossing('SERVICE_OFFER')
  @Field(() => Boolean, {
    description: 'True where the dates are not those of the signed document but assumed for the reference data set.',
  })
  datesAssumed!: boolean;
}
