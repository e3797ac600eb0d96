import type { Permanence, PrismaClient, ServiceOffer } from '../../prisma/generated/body/client.ts';

/** All offers of this body, by name. */
export function listServiceOffers(prisma: PrismaClient): Promise<(ServiceOffer & { permanences: Permanence[] })[]> {
  return prisma.serviceOffer.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    include: { permanences: { orderBy: { id: 'asc' } } },
  });
}
