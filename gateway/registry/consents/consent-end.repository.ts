import type { Prisma } from '../../../prisma/generated/hub/client.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { columnOf } from '../paris-day.ts';
import { wordsSaid } from '../people/subject-file.repository.ts';
import { LAPSING, referralsEnding, UNDER_WAY } from './consent-cascade.ts';
import type { NoticeKind } from './consent-words.ts';
import { receiptsOf, writeNotices } from './recipient-notice.repository.ts';

type ConsentRow = Prisma.ConsentGetPayload<object>;

/**
 * What follows from the end of an accord, in the same transaction: referrals that rested on nothing else are withdrawn,
 * and whoever received something under it is told. A case stays as it is; nothing crosses in it under this accord.
 */
export async function endWhatRested(
  database: Prisma.TransactionClient,
  ended: ConsentRow,
  kind: Exclude<NoticeKind, 'RECTIFIED'> | null,
  at: Date,
): Promise<void> {
  const ending = await referralsToEnd(database, ended, at);
  await database.referral.updateMany({
    where: { id: { in: ending.map(({ id }) => id) } },
    data: { state: 'WITHDRAWN', waitlistPosition: null },
  });
  const told = kind ?? (ending.length > 0 ? 'NARROWED' : null);
  if (told === null) return;
  const receipts = ending.map(({ recipientBody, senderBody }) => ({ recipient: recipientBody, owner: senderBody }));
  await writeNotices(database, receipts, { subject: ended.subject, kind: told, consentId: ended.id, at });
  await tellRecipients(database, ended, told, at);
}

/** Tells whoever has received something under an accord; those that have been told already are not told twice. */
export async function tellRecipients(
  database: Prisma.TransactionClient,
  { id, subject }: Pick<ConsentRow, 'id' | 'subject'>,
  kind: Exclude<NoticeKind, 'RECTIFIED'>,
  at: Date,
): Promise<void> {
  const received = await receiptsOf(database, { subject, consent: id });
  await writeNotices(database, received, { subject, kind, consentId: id, at });
}

async function referralsToEnd(database: Prisma.TransactionClient, ended: ConsentRow, at: Date) {
  const { subject } = ended;
  const rows = await database.referral.findMany({
    where: {
      subjects: { some: { subject } },
      state: { in: [...UNDER_WAY] },
      // What has lapsed by its date is over, whatever state is written.
      OR: [{ state: { notIn: [...LAPSING] } }, { expiresOn: null }, { expiresOn: { gt: columnOf(civilDateOf(at)) } }],
    },
    include: { payload: true },
  });
  if (rows.length === 0) return [];
  const kinds = await database.body.findMany({
    where: { code: { in: rows.map(({ recipientBody }) => recipientBody) } },
    select: { code: true, kind: true },
  });
  const open = rows.map(({ payload, payloadVersion, ...referral }) => ({
    ...referral,
    recipientKind: kinds.find(({ code }) => code === referral.recipientBody)?.kind ?? '',
    payload: payload.filter(({ version }) => version === payloadVersion).map(({ category }) => category),
  }));
  const others = await database.consent.findMany({ where: { subject, kind: 'ACCORD', id: { not: ended.id } } });
  return referralsEnding(open, ended, others, await wordsSaid(database, subject, at), at);
}
