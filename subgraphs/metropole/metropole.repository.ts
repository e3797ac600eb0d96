import type { PrismaClient } from '../../prisma/generated/body/client.ts';
import { perRequest } from '../contract/per-request.ts';
import { readOneTogether } from '../contract/read-together.ts';

/** What only a Métropole holds, for one request. */
export class MetropoleRepository {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  readonly firstReception = readOneTogether(
    (ids) => this.prisma.firstReception.findMany({ where: { personId: { in: ids } } }),
    (row) => row.personId,
  );

  receptionPoints(): Promise<{ name: string; address: string }[]> {
    return this.prisma.receptionPoint.findMany({ orderBy: { name: 'asc' } });
  }
}

export const metropoleRecords = perRequest(({ prisma }) => new MetropoleRepository(prisma));
