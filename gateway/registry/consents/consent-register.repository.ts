import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { lock, lockSubject, wordsSaid } from '../people/subject-file.repository.ts';
import { isNarrower } from './consent-cascade.ts';
import { endWhatRested, tellRecipients } from './consent-end.repository.ts';
import { type ConsentCollection, type Recording, rowOf, sameStatement } from './consent-recording.repository.ts';
import { refusal } from './consent-refusals.ts';
import { receiptsOf, writeNotices } from './recipient-notice.repository.ts';

export interface Withdrawal {
  readonly id: string;
  readonly channel: string;
  /** `BODY:agent`. */
  readonly by: string;
  readonly at: Date;
}

/** The register as it is written. Each call is one transaction: all of it or nothing. */
export interface ConsentRegister {
  /** Gives the id back; for a request that was recorded before, the id that it was given then. */
  record(recording: Recording): Promise<string>;
  /** Idempotent: what has ended stays as it ended. */
  withdraw(withdrawal: Withdrawal): Promise<void>;
  /** Tells those who received something while the withdrawal was being written. */
  tellLate(id: string, at: Date): Promise<void>;
}

export function createConsentRegister(prisma: PrismaClient): ConsentRegister {
  return {
    record: (recording) => prisma.$transaction((database) => record(database, recording)),
    withdraw: ({ id, channel, by, at }) =>
      prisma.$transaction(async (database) => {
        const { subject } = await database.consent.findUniqueOrThrow({ where: { id }, select: { subject: true } });
        await lock(database, subject);
        const standing = await database.consent.findUniqueOrThrow({ where: { id } });
        if (standing.withdrawnAt !== null) return;
        const data = { withdrawnAt: at, withdrawalChannel: channel, withdrawnBy: by };
        await database.consent.update({ where: { id }, data });
        if (standing.kind === 'ACCORD') await endWhatRested(database, standing, 'WITHDRAWN', at);
        else if (standing.kind === 'INFORMATION_NO_OBJECTION')
          await tellRecipients(database, standing, 'WITHDRAWN', at);
      }),
    tellLate: (id, at) =>
      prisma.$transaction(async (database) => {
        const ended = await database.consent.findUnique({ where: { id } });
        if (ended?.withdrawnAt == null) return;
        await lock(database, ended.subject);
        const later = ended.supersededBy && (await database.consent.findUnique({ where: { id: ended.supersededBy } }));
        if (!later) await tellRecipients(database, ended, 'WITHDRAWN', at);
        else if (isNarrower(later, ended)) await tellRecipients(database, ended, 'NARROWED', at);
      }),
  };
}

async function record(database: Prisma.TransactionClient, recording: Recording): Promise<string> {
  const { named, scope, collection, request, at } = recording;
  const subject = await lockSubject(database, named);
  const row = rowOf(recording, subject);
  if (request !== null) {
    const before = await database.consent.findUnique({ where: { id: row.id } });
    if (before !== null) return sameStatement(before, row) ? before.id : conflict();
  }
  await assertFrames(database, collection, named.body, subject);
  recording.assess(await wordsSaid(database, subject, at));
  const created = await database.consent.create({ data: row });
  if (recording.supersedes !== null) await supersede(database, recording, created);
  if (scope.kind === 'OBJECTION') await tellObjected(database, created, at);
  return created.id;
}

async function supersede(
  database: Prisma.TransactionClient,
  { supersedes, at, named, agent, collection }: Recording,
  created: Prisma.ConsentGetPayload<object>,
): Promise<void> {
  const earlier = await database.consent.findUnique({ where: { id: supersedes! } });
  const isStanding = earlier?.kind === 'ACCORD' && earlier.withdrawnAt === null && earlier.supersededBy === null;
  if (!isStanding || earlier.subject !== created.subject || created.kind !== 'ACCORD')
    throw refusal('SUPERSEDES_NOTHING');
  const data = {
    supersededBy: created.id,
    // Withdrawn as well: whoever looks at the dates alone must not find it standing.
    withdrawnAt: at,
    withdrawalChannel: collection.channel,
    withdrawnBy: `${named.body}:${agent}`,
  };
  await database.consent.update({ where: { id: earlier.id }, data });
  await endWhatRested(database, earlier, isNarrower(created, earlier) ? 'NARROWED' : null, at);
}

/** An objection is told to those whom it names and who have received what it is about. */
async function tellObjected(
  database: Prisma.TransactionClient,
  objection: Prisma.ConsentGetPayload<object>,
  at: Date,
): Promise<void> {
  const { id, subject, fromBodies, toBodies, categories } = objection;
  const received = await receiptsOf(database, {
    subject,
    ownerBody: { in: fromBodies },
    agentBody: { in: toBodies },
    category: { in: categories },
  });
  await writeNotices(database, received, { subject, kind: 'NARROWED', consentId: id, at });
}

/** A case or referral that a statement was given for is one of the collecting body, about this very person. */
async function assertFrames(
  database: Prisma.TransactionClient,
  { caseId, referralId }: ConsentCollection,
  body: string,
  subject: string,
): Promise<void> {
  if (caseId !== null) {
    const where = { id: caseId, subjects: { some: { subject } }, participants: { some: { bodyCode: body } } };
    if ((await database.sharedCase.count({ where })) === 0) throw refusal('FRAME_UNKNOWN');
  }
  if (referralId !== null) {
    const OR = [{ senderBody: body }, { recipientBody: body }];
    const where = { id: referralId, subjects: { some: { subject } }, OR };
    if ((await database.referral.count({ where })) === 0) throw refusal('FRAME_UNKNOWN');
  }
}

function conflict(): never {
  throw refusal('REQUEST_REUSED');
}
