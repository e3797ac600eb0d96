import type { PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { Caller } from '../../policy/caller.ts';
import { addresseesOf } from '../consents/addressees.ts';
import { byGroup, byKey, createLoader } from '../loader.ts';
import type { Participant } from './participant.type.ts';
import type { SharedCase } from './shared-case.type.ts';

export interface SharedCaseRepository {
  findCase(id: string): Promise<SharedCase | null>;
  /** The cases in which the caller, or her service, takes part for her body on this day; newest first. */
  listCandidates(caller: Caller, on: string, status: string | null): Promise<readonly SharedCase[]>;
  findParticipant(id: string): Promise<Participant | null>;
  /** By role of the list, the pilot first. */
  participantsOf(caseId: string): Promise<readonly Participant[]>;
}

export function createSharedCaseRepository(prisma: PrismaClient): SharedCaseRepository {
  const cases = createLoader<SharedCase>(async (ids) =>
    byKey(await prisma.sharedCase.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
  );
  const participants = createLoader<Participant>(async (ids) =>
    byKey(await prisma.caseParticipant.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
  );
  const ofCases = createLoader<readonly Participant[]>(async (ids) => {
    const rows = await prisma.caseParticipant.findMany({
      where: { caseId: { in: [...ids] } },
      include: { case: { select: { pilotBody: true } } },
      orderBy: { bodyCode: 'asc' },
    });
    for (const row of rows) participants.prime(row.id, row);
    const pilotFirst = rows.toSorted(
      (a, b) => Number(b.bodyCode === b.case.pilotBody) - Number(a.bodyCode === a.case.pilotBody),
    );
    return byGroup(pilotFirst, ({ caseId }) => caseId);
  });
  return {
    findCase: (id) => cases.load(id),
    async listCandidates(caller, on, status) {
      const day = new Date(`${on}T00:00:00Z`);
      const found = await prisma.sharedCase.findMany({
        where: {
          // A case is suspended where it was left active: whoever picks by status looks at it once more.
          ...(status !== null && { status: { in: status === 'SUSPENDED' ? ['ACTIVE', 'SUSPENDED'] : [status] } }),
          participants: {
            some: {
              bodyCode: caller.body,
              validFrom: { lte: day },
              AND: [{ OR: [{ validTo: null }, { validTo: { gt: day } }] }, { OR: [...addresseesOf(caller)] }],
            },
          },
        },
        orderBy: [{ openedOn: 'desc' }, { id: 'desc' }],
      });
      for (const row of found) cases.prime(row.id, row);
      return found;
    },
    findParticipant: (id) => participants.load(id),
    participantsOf: async (caseId) => (await ofCases.load(caseId)) ?? [],
  };
}
