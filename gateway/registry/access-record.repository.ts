import type { Prisma, PrismaClient } from '../../prisma/generated/hub/client.ts';
import type { Caller } from '../policy/caller.ts';
import type { AccessRecord } from './access-record.type.ts';
import { byKey, createLoader } from './loader.ts';

export interface AccessRecordFilter {
  readonly from: Date;
  /** Excluded. */
  readonly to: Date;
  readonly agent: string | null;
  readonly purpose: string | null;
  readonly decision: string | null;
  readonly category: string | null;
}

export interface AccessRecordRepository {
  findAccessRecord(id: string): Promise<AccessRecord | null>;
  /**
   * Of those in which the caller's body is owner or recipient, or of those that are about the person who asks; newest
   * first, `count` from the `skip`-th on.
   */
  listCandidates(
    caller: Pick<Caller, 'body' | 'self'>,
    filter: AccessRecordFilter,
    skip: number,
    count: number,
  ): Promise<readonly AccessRecord[]>;
}

export function createAccessRecordRepository(prisma: PrismaClient): AccessRecordRepository {
  const records = createLoader<AccessRecord>(async (ids) => {
    const rows = await prisma.accessRecord.findMany({ where: { id: { in: ids.filter((id) => UUID.test(id)) } } });
    return byKey(rows.map(accessRecordOf), ({ id }) => id);
  });
  return {
    findAccessRecord: (id) => records.load(id.toLowerCase()),
    async listCandidates({ body, self }, { from, to, agent, purpose, decision, category }, skip, take) {
      const where: Prisma.AccessRecordWhereInput = {
        at: { gte: from, lt: to },
        ...(self.length > 0 ? { subject: { in: [...self] } } : { OR: [{ ownerBody: body }, { agentBody: body }] }),
        ...(agent !== null && { agent }),
        ...(purpose !== null && { purpose }),
        ...(decision !== null && { decision }),
        ...(category !== null && { category }),
      };
      const rows = await prisma.accessRecord.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], skip, take });
      const found = rows.map(accessRecordOf);
      for (const record of found) records.prime(record.id, record);
      return found;
    },
  };
}

/** The columns hold the codes of the two bodies; the graph shows the bodies themselves. */
function accessRecordOf(row: Prisma.AccessRecordGetPayload<object>): AccessRecord {
  const { ownerBody, agentBody, ...rest } = row;
  return { ...rest, ownerCode: ownerBody, agentBodyCode: agentBody };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
