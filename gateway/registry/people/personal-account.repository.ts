import type { PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { Referral } from '../missions/referral.type.ts';
import { columnOf } from '../paris-day.ts';

/** What a person's own account must keep to itself: of others, and of child protection of which nobody was told. */
export interface PersonalLimits {
  /** The parents were told of the child protection; otherwise nothing of it is shown. */
  readonly toldOfProtection: boolean;
  /** A body says that her address is protected, or none says that it is not. */
  readonly isHiding: boolean;
  /** A frame of hers is also somebody's whose address is, or may be, protected. */
  readonly isBesideHidden: boolean;
  /** Bodies that she has named herself, in what she agreed to or refused: these she knows of. */
  readonly known: ReadonlySet<string>;
}

export interface PersonalAccountRepository {
  /** As they stand at an instant, whose civil date is `on`. */
  limitsOf(subjects: readonly string[], at: Date, on: string): Promise<PersonalLimits>;
  /** Her referrals that were sent, the newest first. */
  referralsAbout(subjects: readonly string[]): Promise<readonly Referral[]>;
}

/** The same words are heard in the crossing (`gather-records.sql.ts`), where what is asked by any other way is decided. */
export function createPersonalAccountRepository(prisma: PrismaClient): PersonalAccountRepository {
  return {
    referralsAbout: (subjects) =>
      prisma.referral.findMany({
        where: { sentAt: { not: null }, subjects: { some: { subject: { in: [...subjects] } } } },
        orderBy: [{ createdOn: 'desc' }, { id: 'desc' }],
      }),
    async limitsOf(subjects, at, on) {
      const own = [...subjects];
      const [told, beside, statements] = await Promise.all([
        prisma.sharedCase.count({
          where: {
            childProtection: true,
            parentsInformation: 'INFORMED',
            parentsInformedOn: { lte: columnOf(on) },
            subjects: { some: { subject: { in: own } } },
          },
        }),
        subjectsBeside(prisma, own),
        prisma.consent.findMany({
          where: { subject: { in: own }, grantedBy: { has: 'SELF' } },
          select: { fromBodies: true, toBodies: true, collectingBody: true },
        }),
      ]);
      const free = await subjectsFree(prisma, [...own, ...beside], at);
      return {
        toldOfProtection: told > 0,
        isHiding: !own.some((subject) => free.has(subject)),
        isBesideHidden: beside.some((subject) => !free.has(subject)),
        known: new Set(statements.flatMap((each) => [...each.fromBodies, ...each.toBodies, each.collectingBody])),
      };
    },
  };
}

async function subjectsBeside(prisma: PrismaClient, own: string[]): Promise<readonly string[]> {
  const other = { subject: { notIn: own } };
  const mine = { subjects: { some: { subject: { in: own } } } };
  const [cases, referrals] = await Promise.all([
    prisma.caseSubject.findMany({ where: { ...other, case: mine }, select: { subject: true } }),
    prisma.referralSubject.findMany({ where: { ...other, referral: mine }, select: { subject: true } }),
  ]);
  return [...new Set([...cases, ...referrals].map(({ subject }) => subject))];
}

/** Those of whom bodies say that the address need not be protected, and none says that it must. */
async function subjectsFree(prisma: PrismaClient, subjects: string[], at: Date): Promise<ReadonlySet<string>> {
  const words = await prisma.decisionFact.findMany({
    where: {
      subject: { in: subjects },
      word: 'PROTECTED_ADDRESS',
      validFrom: { lte: at },
      AND: [
        { OR: [{ validTo: null }, { validTo: { gt: at } }] },
        { OR: [{ pushedAt: null }, { pushedAt: { lte: at } }] },
        { OR: [{ revokedAt: null }, { revokedAt: { gt: at } }] },
      ],
    },
    select: { subject: true, value: true },
  });
  const hiding = new Set(words.filter(({ value }) => value !== 'no').map(({ subject }) => subject));
  return new Set(words.map(({ subject }) => subject).filter((subject) => !hiding.has(subject)));
}
