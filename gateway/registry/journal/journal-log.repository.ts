import type { PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { AccessEntry } from '../../../transparency/access-entry.ts';

/** What is told of the journal beside its proofs: who signed when, under which keys, and what a leaf was made of. */
export interface JournalLogRepository {
  findSigning(size: bigint): Promise<CheckpointSigning | null>;
  listKeys(): Promise<readonly JournalKeyRow[]>;
  /** The first checkpoint that was signed at an instant or later: it is the same for whoever asks, and never changes. */
  firstRootFrom(instant: Date): Promise<Buffer | null>;
  /** Of these records those that are still kept and have a body on one of their sides, as the tree knows them. */
  listEntries(ids: readonly string[], body: string): Promise<readonly AccessEntry[]>;
}
export interface CheckpointSigning {
  readonly signedAt: Date;
  readonly witnesses: readonly { readonly name: string; readonly body: string; readonly signedAt: Date }[];
}
export interface JournalKeyRow {
  readonly verifier: string;
  readonly use: string;
  readonly body: string | null;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

export function createJournalLogRepository(prisma: PrismaClient): JournalLogRepository {
  return {
    async findSigning(size) {
      const found = await prisma.journalCheckpoint.findUnique({
        where: { size },
        select: { signedAt: true, cosignatures: { orderBy: { witness: 'asc' } } },
      });
      if (found === null) return null;
      const witnesses = found.cosignatures.map(({ witness: name, bodyCode: body, signedAt }) => ({
        ...{ name, body, signedAt },
      }));
      return { signedAt: found.signedAt, witnesses };
    },
    async listKeys() {
      const keys = await prisma.journalKey.findMany({ orderBy: [{ validFrom: 'asc' }, { verifier: 'asc' }] });
      return keys.map(({ bodyCode: body, ...key }) => ({ ...key, body }));
    },
    async firstRootFrom(instant) {
      const found = await prisma.journalCheckpoint.findFirst({
        where: { signedAt: { gte: instant } },
        orderBy: { size: 'asc' },
        select: { root: true },
      });
      return found && Buffer.from(found.root);
    },
    async listEntries(ids, body) {
      const own = await prisma.$queryRaw<{ id: string }[]>`
        SELECT t.id FROM access_record t WHERE t.id = ANY(${[...ids]}::uuid[])
           AND (t.owner_body = ${body} OR t.agent_body = ${body}
                OR t.consent IN (SELECT c.id FROM consent c WHERE c.collecting_body = ${body}))`;
      return prisma.accessRecord.findMany({ where: { id: { in: own.map(({ id }) => id) } } });
    },
  };
}
