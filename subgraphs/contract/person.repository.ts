import type { PrismaClient } from '../../prisma/generated/body/client.ts';
import { readOneTogether, readTogether } from './read-together.ts';

/**
 * The people of this body, for one request. Each table is read at most once per step of the answer, for all the people
 * asked about, and only when a field that stands in it was asked.
 */
export class PersonRepository {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  /** Reads the key alone: that somebody has a file is all that a reference needs. */
  readonly exists = readOneTogether(
    (id) => this.prisma.person.findMany({ where: { id: { in: id } }, select: { id: true } }),
    (row) => row.id,
  );

  readonly identity = readOneTogether(
    (id) => this.prisma.person.findMany({ where: { id: { in: id } } }),
    (row) => row.id,
  );
  readonly contact = readOneTogether((id) => this.prisma.contact.findMany(of(id)), personOf);
  readonly memberships = readTogether(
    (id) =>
      this.prisma.membership.findMany({
        ...of(id),
        include: { household: { include: { members: { orderBy: [{ role: 'asc' }, { personId: 'asc' }] } } } },
      }),
    personOf,
  );
  readonly parentalHolders = readTogether((id) => this.prisma.parentalHolder.findMany(inOrder(id)), personOf);
  readonly housing = readOneTogether((id) => this.prisma.housing.findMany(of(id)), personOf);
  readonly budget = readOneTogether((id) => this.prisma.budget.findMany(of(id)), personOf);
  readonly benefits = readTogether((id) => this.prisma.benefitEntitlement.findMany(inOrder(id)), personOf);
  readonly fundApplications = readTogether((id) => this.prisma.fundApplication.findMany(inOrder(id)), personOf);
  readonly apa = readOneTogether((id) => this.prisma.apaEntitlement.findMany(of(id)), personOf);
  readonly employment = readOneTogether((id) => this.prisma.employment.findMany(of(id)), personOf);
  readonly education = readOneTogether((id) => this.prisma.education.findMany(of(id)), personOf);
  readonly preEnrolment = readOneTogether((id) => this.prisma.preEnrolment.findMany(of(id)), personOf);
  readonly childcareNeed = readOneTogether((id) => this.prisma.childcareNeed.findMany(of(id)), personOf);
  readonly health = readOneTogether((id) => this.prisma.health.findMany(of(id)), personOf);
  readonly mentalHealth = readOneTogether((id) => this.prisma.mentalHealth.findMany(of(id)), personOf);
  readonly disability = readOneTogether((id) => this.prisma.disability.findMany(of(id)), personOf);
  readonly socialReports = readTogether((id) => this.prisma.socialReport.findMany(inOrder(id)), personOf);
  readonly violence = readOneTogether((id) => this.prisma.violence.findMany(of(id)), personOf);
  readonly legalCapacity = readOneTogether((id) => this.prisma.legalCapacity.findMany(of(id)), personOf);
  readonly rightOfResidence = readOneTogether((id) => this.prisma.rightOfResidence.findMany(of(id)), personOf);
  readonly followUp = readOneTogether((id) => this.prisma.followUp.findMany(of(id)), personOf);
  readonly note = readOneTogether((id) => this.prisma.note.findMany(of(id)), personOf);

  /** By school: the designations that a body knows of. */
  readonly designations = readTogether(
    (school) => this.prisma.schoolDesignation.findMany({ where: { school: { in: school } }, orderBy: { id: 'asc' } }),
    (row) => row.school,
  );
}

const of = (ids: string[]) => ({ where: { personId: { in: ids } } });
const inOrder = (ids: string[]) => ({ ...of(ids), orderBy: { id: 'asc' as const } });
const personOf = (row: { personId: string }) => row.personId;
