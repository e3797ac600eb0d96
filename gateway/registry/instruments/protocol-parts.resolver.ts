import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { ProtocolAmendment, ProtocolDenunciation, ProtocolParty } from './protocol-parts.type.ts';

@Resolver(() => ProtocolParty)
export class ProtocolPartyResolver {
  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that is bound.' })
  body(@Root() party: ProtocolParty, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(party.bodyCode);
  }
}

@Resolver(() => ProtocolDenunciation)
export class ProtocolDenunciationResolver {
  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => Body, { nullable: true, description: 'The party whose letter it is.' })
  body(@Root() letter: ProtocolDenunciation, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(letter.bodyCode);
  }
}

@Resolver(() => ProtocolAmendment)
export class ProtocolAmendmentResolver {
  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [Body], { description: 'The parties that have signed it, in this order.' })
  async signedBy(
    @Root() { signedBy }: ProtocolAmendment,
    @Ctx() { repositories }: RegistryOperation,
  ): Promise<readonly Body[]> {
    const bodies = await Promise.all(signedBy.map((code) => repositories.bodies.findBody(code)));
    return bodies.filter((body) => body !== null);
  }
}
