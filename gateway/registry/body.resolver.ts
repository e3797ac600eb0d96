import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../subgraphs/joining/crossing.ts';
import { civilDateOf } from '../policy/civil-date.ts';
import { Agent, Body, Service } from './body.type.ts';
import { Protocol } from './instruments/protocol.type.ts';
import type { RegistryOperation } from './operation.ts';
import { BodyKindWord } from './words.ts';

@Resolver(() => Body)
export class BodyResolver {
  @Crossing('SERVICE_OFFER')
  @Query(() => [Body], { description: 'The bodies of the hub, by code; of one kind, or all.' })
  bodies(
    @Ctx() { repositories }: RegistryOperation,
    @Arg('kind', () => BodyKindWord, { nullable: true, description: 'Only bodies of this kind.' }) kind?: string | null,
  ): Promise<readonly Body[]> {
    return repositories.bodies.listBodies(kind ?? null);
  }

  @Crossing('SERVICE_OFFER')
  @Query(() => Body, { nullable: true, description: 'One body, or null where no body has this code.' })
  body(
    @Ctx() { repositories }: RegistryOperation,
    @Arg('code', () => ID, { description: 'Code of the body: `CCAS_LONGVIC`.' }) code: string,
  ): Promise<Body | null> {
    return repositories.bodies.findBody(code);
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [Service], { description: 'Its services, by code.' })
  services(@Root() body: Body, @Ctx() { repositories }: RegistryOperation): Promise<readonly Service[]> {
    return repositories.bodies.servicesOf(body.code);
  }

  @Crossing('AGENT_DIRECTORY')
  @FieldResolver(() => [Agent], {
    nullable: true,
    description: 'Its agents in office, by name: for other agents, not for the public.',
  })
  agents(@Root() body: Body, @Ctx() { repositories, at }: RegistryOperation): Promise<readonly Agent[]> {
    return repositories.bodies.agentsOf(body.code, civilDateOf(at));
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [Protocol], {
    description: 'The instruments to which the body is a party, by id; ended ones included.',
  })
  protocols(@Root() body: Body, @Ctx() { repositories }: RegistryOperation): Promise<readonly Protocol[]> {
    return repositories.protocols.protocolsOf(body.code);
  }
}
