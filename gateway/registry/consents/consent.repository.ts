import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { DatedWord } from '../../policy/subject-words.ts';
import { byGroup, byKey, createLoader } from '../loader.ts';
import type { Consent } from './consent.type.ts';

/** Narrows what is read; whether the caller may know of a row is decided on every one of them afterwards. */
export interface ConsentFilter {
  /** The subject whose statements are asked for; null: everyone's. */
  readonly subject: string | null;
  /** Only what ends after the first instant and by the second. */
  readonly ending: { readonly after: Date; readonly by: Date } | null;
}

/** Whose register is read: that of a body, or what concerns the person herself. */
export type ConsentReader = { readonly body: string } | { readonly self: readonly string[] };

export interface ConsentRepository {
  findConsent(id: string): Promise<Consent | null>;
  /** Newest first, `count` from the `skip`-th on. */
  listCandidates(
    reader: ConsentReader,
    filter: ConsentFilter,
    skip: number,
    count: number,
  ): Promise<readonly Consent[]>;
  /** All that bodies have said of a subject by an instant and not taken back. */
  wordsOf(subject: string, at: Date): Promise<readonly DatedWord[]>;
  /** The subject of a file, whatever became of its link; null for a file that the hub has not met. */
  subjectOf(file: string): Promise<string | null>;
  /** The body's own file about a subject, if its link is confirmed. */
  fileOf(subject: string, body: string): Promise<string | null>;
  /** What was read is read anew from now on: something has been written. */
  forget(): void;
}

export function createConsentRepository(prisma: PrismaClient): ConsentRepository {
  const open = () => ({
    consents: createLoader<Consent>(async (ids) =>
      byKey(await prisma.consent.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
    ),
    words: createLoader<readonly WordRow[]>(async (subjects) =>
      byGroup(
        await prisma.decisionFact.findMany({
          where: { subject: { in: [...subjects] } },
          orderBy: { validFrom: 'asc' },
        }),
        ({ subject }) => subject,
      ),
    ),
  });
  let read = open();
  return {
    findConsent: (id) => read.consents.load(id),
    async listCandidates(reader, { subject, ending }, skip, take) {
      const where: Prisma.ConsentWhereInput = {
        ...('self' in reader
          ? { subject: { in: [...reader.self] } }
          : {
              OR: [
                { collectingBody: reader.body },
                { fromBodies: { has: reader.body } },
                { toBodies: { has: reader.body } },
              ],
            }),
        AND: [
          subject === null ? {} : { subject },
          ending === null ? {} : { validTo: { gt: ending.after, lte: ending.by }, withdrawnAt: null },
        ],
      };
      const rows = await prisma.consent.findMany({
        where,
        orderBy: [{ grantedAt: 'desc' }, { id: 'desc' }],
        skip,
        take,
      });
      for (const row of rows) read.consents.prime(row.id, row);
      return rows;
    },
    async wordsOf(subject, at) {
      const rows = (await read.words.load(subject)) ?? [];
      return rows.filter((row) => isSaidAt(row, at));
    },
    async subjectOf(file) {
      const link = await prisma.personLink.findUnique({ where: { id: file }, select: { subject: true } });
      return link?.subject ?? null;
    },
    async fileOf(subject, body) {
      const link = await prisma.personLink.findFirst({
        where: { subject, bodyCode: body, status: 'CONFIRMED' },
        orderBy: { id: 'asc' },
      });
      return link?.id ?? null;
    },
    forget: () => {
      read = open();
    },
  };
}

type WordRow = Prisma.DecisionFactGetPayload<object>;

/** A word counts from the moment it was pushed until it was taken back; the seed's words were there from the start. */
export function isSaidAt({ pushedAt, revokedAt }: Pick<WordRow, 'pushedAt' | 'revokedAt'>, at: Date): boolean {
  return (pushedAt === null || pushedAt <= at) && (revokedAt === null || revokedAt > at);
}
