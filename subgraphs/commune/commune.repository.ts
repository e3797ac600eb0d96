import type { PrismaClient } from '../../prisma/generated/body/client.ts';
import { perRequest } from '../contract/per-request.ts';
import { readOneTogether, readTogether } from '../contract/read-together.ts';

/** What only a commune holds, for one request. */
export class CommuneRepository {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  readonly childcareRequest = readOneTogether((ids) => this.prisma.childcareRequest.findMany(of(ids)), personOf);
  readonly neighbourhoodRecords = readTogether(
    (ids) => this.prisma.neighbourhoodRecord.findMany({ ...of(ids), orderBy: [{ on: 'asc' }, { id: 'asc' }] }),
    personOf,
  );

  avipSeats() {
    return this.prisma.avipSeat.findMany();
  }

  avipRequestsWaiting(): Promise<number> {
    return this.prisma.avipRequest.count();
  }
}

export const communeRecords = perRequest(({ prisma }) => new CommuneRepository(prisma));

const of = (ids: string[]) => ({ where: { personId: { in: ids } } });
const personOf = (row: { personId: string }) => row.personId;
