import { createHash, randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { emergencyEndsAt } from '../../policy/deadlines.ts';
import { byKey, createLoader } from '../loader.ts';
import type { EmergencyAccess } from './emergency.type.ts';

/** Serious danger as an agent declares it, of a file that the hub knows. */
export interface Declaration {
  readonly body: string;
  readonly agent: string;
  readonly owner: string;
  readonly subject: string;
  readonly motive: string;
  readonly request: string | null;
  readonly at: Date;
}

export interface EmergencyRepository {
  findEmergency(id: string): Promise<EmergencyAccess | null>;
  /** All that were declared to read files of this body, the newest first. */
  listCandidates(owner: string): Promise<readonly EmergencyAccess[]>;
  /** Whom a file is about, where its link is confirmed; a file that decides nothing is one that there is not. */
  subjectOf(file: string): Promise<string | null>;
  /** The same request of the same agent is declared once. */
  declare(declaration: Declaration): Promise<void>;
  /** What was read is read anew from now on: something has been written. */
  forget(): void;
}

export function createEmergencyRepository(prisma: PrismaClient): EmergencyRepository {
  const open = () =>
    createLoader<EmergencyAccess>(async (ids) => {
      const rows = await prisma.emergencyAccess.findMany({ where: { id: { in: [...ids] } }, include: WITH_REVIEWS });
      return byKey(rows.map(emergencyOf), ({ id }) => id);
    });
  let emergencies = open();
  return {
    findEmergency: (id) => emergencies.load(id),
    async listCandidates(ownerBody) {
      const rows = await prisma.emergencyAccess.findMany({
        where: { ownerBody },
        include: WITH_REVIEWS,
        orderBy: [{ declaredAt: 'desc' }, { id: 'desc' }],
      });
      const found = rows.map(emergencyOf);
      for (const each of found) emergencies.prime(each.id, each);
      return found;
    },
    async subjectOf(file) {
      const link = await prisma.personLink.findUnique({ where: { id: file }, select: { subject: true, status: true } });
      return link?.status === 'CONFIRMED' ? link.subject : null;
    },
    async declare({ body, agent, owner, subject, motive, request, at }) {
      const id = request === null ? randomUUID() : idOfRequest(body, agent, request);
      const row = { id, agent, agentBody: body, ownerBody: owner, subject, motive, declaredAt: at };
      await prisma.emergencyAccess.createMany({
        data: { ...row, expiresAt: emergencyEndsAt(at) },
        skipDuplicates: true,
      });
    },
    forget: () => {
      emergencies = open();
    },
  };
}

const WITH_REVIEWS = { reviews: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } } satisfies Prisma.EmergencyAccessInclude;
type Row = Prisma.EmergencyAccessGetPayload<{ include: typeof WITH_REVIEWS }>;

/** The columns hold the codes of the two bodies; the graph shows the bodies themselves. */
function emergencyOf({ ownerBody, agentBody, ...rest }: Row): EmergencyAccess {
  return { ...rest, ownerCode: ownerBody, agentBodyCode: agentBody };
}

/** The same request of the same agent has the same id, and no other has. */
function idOfRequest(body: string, agent: string, request: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['emergency', body, agent, request]))
    .digest('base64url');
}
