import type { Prisma } from '../../../prisma/generated/hub/client.ts';
import { isSaidAt } from '../consents/consent.repository.ts';
import type { SaidWord } from '../consents/consent-cascade.ts';
import { refusal } from '../consents/consent-refusals.ts';

/** A file of the caller's own body, and the pseudonym that this body has computed for whom it is about, if it says so. */
export interface NamedFile {
  readonly body: string;
  /** `BODY:local`. */
  readonly file: string;
  readonly subject: string | null;
}

/**
 * The subject of a file, which from now on no other writer of the register can write about until this transaction ends.
 *
 * A file that the hub has not met gets a link, as a candidate: it becomes a confirmed one when a referral or a case
 * carries it. It would tell something of other bodies' files if it depended on them.
 */
export async function lockSubject(database: Prisma.TransactionClient, named: NamedFile): Promise<string> {
  const { body, file, subject } = named;
  const local = file.startsWith(`${body}:`) ? file.slice(body.length + 1) : '';
  if (local === '') throw refusal('NOT_OWN_FILE');
  const link = await database.personLink.findUnique({ where: { id: file } });
  if (link === null && subject === null) throw refusal('SUBJECT_MISSING');
  if (subject !== null && !PSEUDONYM.test(subject)) throw refusal('UNKNOWN_WORD');
  if (link !== null && subject !== null && subject !== link.subject) throw refusal('SUBJECT_DIFFERS');
  const known = link?.subject ?? subject!;
  await lock(database, known);
  if (link === null) {
    const { count } = await database.personLink.createMany({
      data: { id: file, bodyCode: body, localId: local, subject: known, status: 'CANDIDATE' },
      skipDuplicates: true,
    });
    // Somebody linked the same file at the same moment, and perhaps to somebody else.
    if (count === 0) return lockSubject(database, named);
  }
  return known;
}

export async function lock(database: Prisma.TransactionClient, subject: string): Promise<void> {
  await database.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
}

/** All that bodies have said of a subject by an instant and not taken back. */
export async function wordsSaid(
  database: Prisma.TransactionClient,
  subject: string,
  at: Date,
): Promise<readonly SaidWord[]> {
  const rows = await database.decisionFact.findMany({ where: { subject }, orderBy: { validFrom: 'asc' } });
  return rows.filter((row) => isSaidAt(row, at));
}

/** Thirty-two bytes in base64url, as the linkage service draws them. */
const PSEUDONYM = /^[\w-]{43}$/;
