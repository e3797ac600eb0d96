import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { BodyContext } from '../contract/context.ts';
import { Crossing } from '../joining/crossing.ts';
import { Body } from './body.type.ts';
import { metropoleRecords } from './metropole.repository.ts';

@Resolver(() => Body)
export class BodyResolver {
  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Where the Métropole holds first reception (accueil social), each with its address.',
  })
  async receptionPoints(@Ctx() context: BodyContext): Promise<string[]> {
    const points = await metropoleRecords(context).receptionPoints();
    return points.map(({ name, address }) => `${name}, ${address}`);
  }
}
