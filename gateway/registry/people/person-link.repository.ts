import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { receiptsOf, writeNotices } from '../consents/recipient-notice.repository.ts';
import { officerRefusal } from '../officers/officer-refusals.ts';
import type { PersonLink } from './person-link.type.ts';
import { lock } from './subject-file.repository.ts';

export interface LinkAct {
  readonly file: string;
  readonly body: string;
  readonly agent: string;
  readonly at: Date;
}

/** Which files are about whom, as bodies confirm and break it. Each write is one transaction: all of it or nothing. */
export interface PersonLinkRepository {
  findLink(file: string): Promise<PersonLink | null>;
  /** The links of a body that wait to be confirmed, by file. */
  listCandidates(body: string): Promise<readonly PersonLink[]>;
  /** On the accord of the person to let it be known where she is known. Idempotent. */
  confirm(act: LinkAct): Promise<void>;
  /** A candidate is rejected, a link in force is broken; whoever received something of the file is told. Idempotent. */
  break(act: LinkAct): Promise<void>;
}

export function createPersonLinkRepository(prisma: PrismaClient): PersonLinkRepository {
  return {
    findLink: (file) => prisma.personLink.findUnique({ where: { id: file } }),
    listCandidates: (bodyCode) =>
      prisma.personLink.findMany({ where: { bodyCode, status: 'CANDIDATE' }, orderBy: { id: 'asc' } }),
    confirm: (act) =>
      prisma.$transaction(async (database) => {
        const link = await lockLink(database, act);
        if (link.status === 'CONFIRMED') return;
        if (link.status !== 'CANDIDATE') throw officerRefusal('LINK_NOT_CANDIDATE');
        if (!(await mayBeKnown(database, link, act))) throw officerRefusal('LINK_WITHOUT_ACCORD');
        await write(database, act, 'CONFIRMED');
      }),
    break: (act) =>
      prisma.$transaction(async (database) => {
        const link = await lockLink(database, act);
        if (link.status === 'BROKEN' || link.status === 'REJECTED') return;
        await write(database, act, link.status === 'CANDIDATE' ? 'REJECTED' : 'BROKEN');
        await takeBack(database, link, act);
      }),
  };
}

async function lockLink(database: Prisma.TransactionClient, { file }: LinkAct): Promise<PersonLink> {
  const { subject } = await database.personLink.findUniqueOrThrow({ where: { id: file } });
  await lock(database, subject);
  return database.personLink.findUniqueOrThrow({ where: { id: file } });
}

async function write(database: Prisma.TransactionClient, act: LinkAct, kind: 'CONFIRMED' | 'REJECTED' | 'BROKEN') {
  const { file, body, agent, at } = act;
  await database.personLink.update({ where: { id: file }, data: { status: kind } });
  await database.personLinkAct.create({ data: { id: randomUUID(), linkId: file, kind, bodyCode: body, agent, at } });
}

/** The person has said, of this body, that it may be known where she is known, and has not taken it back. */
async function mayBeKnown(
  database: Prisma.TransactionClient,
  { subject, bodyCode }: PersonLink,
  { at }: LinkAct,
): Promise<boolean> {
  const accord = await database.consent.findFirst({
    where: {
      ...{ subject, kind: 'ACCORD', categories: { has: 'PRESENCE' }, supersededBy: null },
      ...{ fromBodies: { has: bodyCode }, validFrom: { lte: at }, validTo: { gt: at } },
      OR: [{ withdrawnAt: null }, { withdrawnAt: { gt: at } }],
    },
    select: { id: true },
  });
  return accord !== null;
}

/**
 * What the body said of the person through this file was said of somebody else: its words are taken back, but for one that
 * only closes (a protected address stays so until somebody says otherwise). Who received something of the file is told.
 */
async function takeBack(
  database: Prisma.TransactionClient,
  { subject, bodyCode }: PersonLink,
  { at }: LinkAct,
): Promise<void> {
  const others = await database.personLink.count({
    where: { subject, bodyCode, status: { notIn: ['BROKEN', 'REJECTED'] } },
  });
  if (others === 0) {
    await database.decisionFact.updateMany({
      where: { subject, bodyCode, revokedAt: null, NOT: { word: 'PROTECTED_ADDRESS', value: 'yes' } },
      data: { revokedAt: at },
    });
  }
  const received = await receiptsOf(database, { subject, ownerBody: bodyCode });
  await writeNotices(database, received, { subject, kind: 'RECTIFIED', consentId: null, at });
}
