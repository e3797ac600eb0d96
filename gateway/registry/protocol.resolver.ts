import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../subgraphs/joining/scalars.ts';
import { civilDateOf } from '../policy/civil-date.ts';
import { instrumentStatus } from '../policy/instruments.ts';
import { Body } from './body.type.ts';
import type { RegistryOperation } from './operation.ts';
import { Protocol, ProtocolParty } from './protocol.type.ts';
import { ProtocolStatusWord } from './words.ts';

const ON_DAY = { nullable: true, description: 'The day that is asked about; today in France where it is left out.' };

@Resolver(() => Protocol)
export class ProtocolResolver {
  @Crossing('SERVICE_OFFER')
  @Query(() => [Protocol], { description: 'The instruments under which bodies may share, by id; ended ones included.' })
  protocols(@Ctx() { repositories }: RegistryOperation): Promise<readonly Protocol[]> {
    return repositories.protocols.listProtocols();
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'First day of its effect: the day of the last signature. Null until every party has signed.',
  })
  effectiveOn(@Root() protocol: Protocol, @Ctx() { at }: RegistryOperation): string | null {
    return instrumentStatus(protocol.record, civilDateOf(at)).effectiveOn;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => ProtocolStatusWord, { description: 'How it stands on a day, with what was known on that day.' })
  status(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): string {
    return instrumentStatus(protocol.record, on ?? civilDateOf(at)).word;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'First day on which nothing crosses under it any more; null as long as no end is in sight.',
  })
  endsOn(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): string | null {
    return instrumentStatus(protocol.record, on ?? civilDateOf(at)).endsOn;
  }
}

@Resolver(() => ProtocolParty)
export class ProtocolPartyResolver {
  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that is bound.' })
  body(@Root() party: ProtocolParty, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(party.bodyCode);
  }
}
