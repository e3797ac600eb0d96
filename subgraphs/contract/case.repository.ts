import type { Contribution, PayloadField, PrismaClient } from '../../prisma/generated/body/client.ts';
import type { Category } from '../../schema/vocabulary.ts';
import { type ReadMany, readTogether } from './read-together.ts';

/** What this body said in shared cases and referrals, for one request. The frames of these stand at the hub. */
export class CaseRepository {
  private readonly prisma: PrismaClient;
  private readonly contributionsBy = new Map<Category, ReadMany<Contribution>>();
  private readonly payloadBy = new Map<Category, ReadMany<PayloadField>>();

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  readonly actions = readTogether(
    (caseId) => this.prisma.caseAction.findMany({ where: { caseId: { in: caseId } }, orderBy: { id: 'asc' } }),
    (row) => row.caseId,
  );

  /** Contributions of one category; those of another are not even read. */
  contributions(caseId: string, category: Category): Promise<readonly Contribution[]> {
    const read =
      this.contributionsBy.get(category) ??
      readTogether(
        (caseIds) =>
          this.prisma.contribution.findMany({
            where: { caseId: { in: caseIds }, category },
            orderBy: [{ at: 'asc' }, { id: 'asc' }],
          }),
        (row) => row.caseId,
      );
    this.contributionsBy.set(category, read);
    return read(caseId);
  }

  /** The fields of one category that this side chose to put into a referral. */
  payload(referralId: string, category: Category): Promise<readonly PayloadField[]> {
    const read =
      this.payloadBy.get(category) ??
      readTogether(
        (referralIds) =>
          this.prisma.payloadField.findMany({
            where: { referralId: { in: referralIds }, category },
            orderBy: { id: 'asc' },
          }),
        (row) => row.referralId,
      );
    this.payloadBy.set(category, read);
    return read(referralId);
  }

  async contribute(contribution: {
    readonly caseId: string;
    readonly category: Category;
    readonly value: string;
    readonly agent: string;
    readonly at: Date;
  }): Promise<void> {
    await this.prisma.contribution.create({ data: contribution, select: { id: true } });
  }
}
