import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { Body } from './body.type.ts';
import type { BodyContext } from './context.ts';
import { listServiceOffers } from './service-offer.repository.ts';
import { ServiceOffer } from './service-offer.type.ts';

@Resolver(() => Body)
export class BodyResolver {
  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [ServiceOffer], {
    nullable: true,
    description: 'What this body offers (offre de service), by name. Open data; about nobody.',
  })
  serviceOffers(@Ctx() { prisma }: BodyContext): Promise<ServiceOffer[]> {
    return listServiceOffers(prisma);
  }
}
