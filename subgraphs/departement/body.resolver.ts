import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { BodyContext } from '../contract/context.ts';
import { Crossing } from '../joining/crossing.ts';
import { Body } from './body.type.ts';
import { departementRecords } from './departement.repository.ts';

@Resolver(() => Body)
export class BodyResolver {
  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Agencies of the territory (Agences Solidarités, SST), each with its address.',
  })
  async solidarityAgencies(@Ctx() context: BodyContext): Promise<string[]> {
    const agencies = await departementRecords(context).solidarityAgencies();
    return agencies.map(({ name, address }) => `${name}, ${address}`);
  }
}
