import type { PrismaClient } from '../../prisma/generated/body/client.ts';
import { perRequest } from '../contract/per-request.ts';
import { readOneTogether, readTogether } from '../contract/read-together.ts';

/** What only a Département holds, for one request. */
export class DepartementRepository {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  readonly pmi = readOneTogether((ids) => this.prisma.pmi.findMany(of(ids)), personOf);
  readonly insertionFollowUp = readOneTogether((ids) => this.prisma.insertionFollowUp.findMany(of(ids)), personOf);
  readonly measures = readTogether(
    (ids) => this.prisma.childProtectionMeasure.findMany({ ...of(ids), orderBy: { id: 'asc' } }),
    personOf,
  );
  readonly worryingInformation = readTogether(
    (ids) => this.prisma.worryingInformation.findMany({ ...of(ids), orderBy: { receivedAt: 'asc' } }),
    personOf,
  );

  solidarityAgencies(): Promise<{ name: string; address: string }[]> {
    return this.prisma.solidarityAgency.findMany({ orderBy: { name: 'asc' } });
  }
}

export const departementRecords = perRequest(({ prisma }) => new DepartementRepository(prisma));

const of = (ids: string[]) => ({ where: { personId: { in: ids } } });
const personOf = (row: { personId: string }) => row.personId;
