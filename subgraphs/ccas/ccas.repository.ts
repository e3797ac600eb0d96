import type { PrismaClient } from '../../prisma/generated/body/client.ts';
import { perRequest } from '../contract/per-request.ts';
import { readOneTogether, readTogether } from '../contract/read-together.ts';

/** What only a CCAS holds, for one request. */
export class CcasRepository {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  readonly aids = readTogether(
    (ids) => this.prisma.ccasAid.findMany({ ...of(ids), orderBy: [{ grantedOn: 'asc' }, { id: 'asc' }] }),
    personOf,
  );
  readonly domiciliation = readOneTogether((ids) => this.prisma.domiciliation.findMany(of(ids)), personOf);
}

export const ccasRecords = perRequest(({ prisma }) => new CcasRepository(prisma));

const of = (ids: string[]) => ({ where: { personId: { in: ids } } });
const personOf = (row: { personId: string }) => row.personId;
