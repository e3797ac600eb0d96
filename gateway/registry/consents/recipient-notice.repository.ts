import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { Category, Purpose } from '../../../schema/vocabulary.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { byKey, createLoader } from '../loader.ts';
import { addDays, columnOf } from '../paris-day.ts';
import { refusal } from './consent-refusals.ts';
import type { NoticeKind } from './consent-words.ts';
import type { RecipientNotice } from './recipient-notice.type.ts';

/** A body that received something, and whose data it was. */
export interface Receipt {
  readonly recipient: string;
  readonly owner: string;
}

export interface RecipientNoticeRepository {
  findNotice(id: string): Promise<RecipientNotice | null>;
  /** Those that the body is to answer, or that concern data of its own; newest first. */
  listCandidates(body: string, isAnswered: boolean | null): Promise<readonly RecipientNotice[]>;
  /** Once said, a statement stands: the same again changes nothing, another one is refused. */
  acknowledge(id: string, body: string, statement: string, at: Date): Promise<void>;
  /** Tells whoever received something of a subject from this owner that the owner has put it right. */
  rectify(o: {
    readonly subject: string;
    readonly owner: string;
    /** Only who received one of these; null: all. */
    readonly categories: readonly string[] | null;
    readonly at: Date;
  }): Promise<void>;
}

/** Days within which a recipient states what it keeps, and why (hub). */
const DAYS_TO_STATE = 30;

export function createRecipientNoticeRepository(prisma: PrismaClient): RecipientNoticeRepository {
  const open = () =>
    createLoader<RecipientNotice>(async (ids) =>
      byKey(await prisma.recipientNotice.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
    );
  let notices = open();
  return {
    findNotice: (id) => notices.load(id),
    async listCandidates(body, isAnswered) {
      const found = await prisma.recipientNotice.findMany({
        where: {
          OR: [{ bodyCode: body }, { ownerBody: body }],
          ...(isAnswered === null ? {} : { acknowledgedAt: isAnswered ? { not: null } : null }),
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
      });
      for (const row of found) notices.prime(row.id, row);
      return found;
    },
    async acknowledge(id, body, statement, at) {
      const { count } = await prisma.recipientNotice.updateMany({
        where: { id, bodyCode: body, acknowledgedAt: null },
        data: { acknowledgedAt: at, statement },
      });
      notices = open();
      if (count === 1) return;
      const stated = await prisma.recipientNotice.findUnique({ where: { id }, select: { statement: true } });
      if (stated?.statement !== statement) throw refusal('STATED_OTHERWISE');
    },
    async rectify({ subject, owner, categories, at }) {
      await prisma.$transaction(async (database) => {
        const received = await receiptsOf(database, {
          subject,
          ownerBody: owner,
          ...(categories !== null && { category: { in: [...categories] } }),
        });
        await writeNotices(database, received, { subject, kind: 'RECTIFIED', consentId: null, at });
      });
    },
  };
}

/**
 * Who received something of a subject, and from whom, as the journal has it. What a body read of its own, what was read
 * to control, and what the person read of herself, told nobody anything new of her.
 */
export async function receiptsOf(
  database: Prisma.TransactionClient,
  where: Prisma.AccessRecordWhereInput & { readonly subject: string },
): Promise<readonly Receipt[]> {
  const lines = await database.accessRecord.findMany({
    where: {
      AND: [where, { decision: 'PERMIT', purpose: { notIn: NOT_FOR_USE }, category: { notIn: NOT_OF_THE_FILE } }],
    },
    distinct: ['agentBody', 'ownerBody'],
    select: { agentBody: true, ownerBody: true },
    orderBy: [{ agentBody: 'asc' }, { ownerBody: 'asc' }],
  });
  return lines
    .filter(({ agentBody, ownerBody }) => agentBody !== ownerBody)
    .map(({ agentBody, ownerBody }) => ({ recipient: agentBody, owner: ownerBody }));
}

/** One notice per recipient and owner; for one and the same accord, never a second of its kind. */
export async function writeNotices(
  database: Prisma.TransactionClient,
  receipts: readonly Receipt[],
  o: { readonly subject: string; readonly kind: NoticeKind; readonly consentId: string | null; readonly at: Date },
): Promise<void> {
  const { subject, kind, consentId, at } = o;
  const written =
    consentId === null ? [] : await database.recipientNotice.findMany({ where: { consentId, kind }, select: PAIR });
  const known = new Set(written.map(({ bodyCode, ownerBody }) => `${bodyCode} ${ownerBody}`));
  const due = columnOf(addDays(civilDateOf(at), DAYS_TO_STATE));
  const rows: Prisma.RecipientNoticeCreateManyInput[] = [];
  for (const { recipient, owner } of receipts) {
    if (known.has(`${recipient} ${owner}`)) continue;
    known.add(`${recipient} ${owner}`);
    rows.push({ id: randomUUID(), bodyCode: recipient, ownerBody: owner, subject, kind, consentId, at, dueOn: due });
  }
  await database.recipientNotice.createMany({ data: rows });
}

const NOT_FOR_USE = ['AUDIT', 'SUBJECT_RIGHTS'] satisfies Purpose[];
const NOT_OF_THE_FILE = ['AUDIT_TRACE', 'CONSENT_RECORD'] satisfies Category[];
const PAIR = { bodyCode: true, ownerBody: true } as const;
