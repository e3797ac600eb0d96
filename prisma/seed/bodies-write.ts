import type { Prisma, PrismaClient } from '../generated/body/client.ts';
import { day, type PersonFile } from './bodies-file.ts';
import type { BodyOffers } from './bodies-offer.ts';
import type { TownHousehold, Townsperson } from './town.ts';

/** All that one body holds. */
export interface BodyContent {
  readonly body: Prisma.ThisBodyCreateManyInput;
  readonly people: readonly { readonly local: string; readonly person: Townsperson; readonly file: PersonFile }[];
  /** Only members about whom the body holds a file, by their local id. */
  readonly households: readonly (Omit<TownHousehold, 'members'> & {
    readonly coupleStatus: Prisma.HouseholdCreateManyInput['coupleStatus'];
    readonly members: readonly (Omit<TownHousehold['members'][number], 'person'> & { readonly local: string })[];
  })[];
  readonly contributions: readonly Prisma.ContributionCreateManyInput[];
  readonly actions: readonly Prisma.CaseActionCreateManyInput[];
  readonly payload: readonly Prisma.PayloadFieldCreateManyInput[];
  readonly offers: BodyOffers;
  readonly designations: readonly Prisma.SchoolDesignationCreateManyInput[];
}

/** Writes it all or nothing, one statement per table. */
export async function writeContent(prisma: PrismaClient, content: BodyContent): Promise<void> {
  const { people, households, offers } = content;
  const one = <Row extends object>(pick: (file: PersonFile) => Row | undefined) =>
    people.flatMap(({ local, file }) => rowsOf(local, [pick(file)]));
  const many = <Row extends object>(pick: (file: PersonFile) => readonly Row[] | undefined) =>
    people.flatMap(({ local, file }) => rowsOf(local, pick(file) ?? []));

  await prisma.$transaction([
    prisma.thisBody.createMany({ data: [content.body] }),
    prisma.person.createMany({ data: people.map(({ local, person }) => personRow(local, person)) }),
    prisma.household.createMany({
      data: households.map(({ key, communeCode, coupleStatus }) => ({ id: key, communeCode, coupleStatus })),
    }),
    prisma.membership.createMany({
      data: households.flatMap(({ key, since, members }) =>
        members.map(({ local, role, isDependent }) => ({
          householdId: key,
          personId: local,
          role,
          isDependent,
          source: 'DECLARED' as const,
          validFrom: day(since),
        })),
      ),
    }),
    prisma.contact.createMany({ data: one((file) => file.contact) }),
    prisma.parentalHolder.createMany({ data: many((file) => file.parentalHolders) }),
    prisma.housing.createMany({ data: one((file) => file.housing) }),
    prisma.budget.createMany({ data: one((file) => file.budget) }),
    prisma.benefitEntitlement.createMany({ data: many((file) => file.benefits) }),
    prisma.fundApplication.createMany({ data: many((file) => file.fundApplications) }),
    prisma.apaEntitlement.createMany({ data: one((file) => file.apa) }),
    prisma.employment.createMany({ data: one((file) => file.employment) }),
    prisma.education.createMany({ data: one((file) => file.education) }),
    prisma.childcareNeed.createMany({ data: one((file) => file.childcareNeed) }),
    prisma.health.createMany({ data: one((file) => file.health) }),
    prisma.mentalHealth.createMany({ data: one((file) => file.mentalHealth) }),
    prisma.disability.createMany({ data: one((file) => file.disability) }),
    prisma.socialReport.createMany({ data: many((file) => file.socialReports) }),
    prisma.violence.createMany({ data: one((file) => file.violence) }),
    prisma.legalCapacity.createMany({ data: one((file) => file.legalCapacity) }),
    prisma.rightOfResidence.createMany({ data: one((file) => file.rightOfResidence) }),
    prisma.followUp.createMany({ data: one((file) => file.followUp) }),
    prisma.note.createMany({ data: one((file) => file.note) }),
    prisma.pmi.createMany({ data: one((file) => file.pmi) }),
    prisma.childProtectionMeasure.createMany({ data: many((file) => file.measures) }),
    prisma.insertionFollowUp.createMany({ data: one((file) => file.insertionFollowUp) }),
    prisma.childcareRequest.createMany({ data: one((file) => file.childcareRequest) }),
    prisma.preEnrolment.createMany({ data: one((file) => file.preEnrolment) }),
    prisma.neighbourhoodRecord.createMany({ data: many((file) => file.neighbourhoodRecords) }),
    prisma.ccasAid.createMany({ data: many((file) => file.ccasAids) }),
    prisma.domiciliation.createMany({ data: one((file) => file.domiciliation) }),
    prisma.firstReception.createMany({ data: one((file) => file.firstReception) }),
    prisma.contribution.createMany({ data: [...content.contributions] }),
    prisma.caseAction.createMany({ data: [...content.actions] }),
    prisma.payloadField.createMany({ data: [...content.payload] }),
    prisma.schoolDesignation.createMany({ data: [...content.designations] }),
    prisma.serviceOffer.createMany({ data: offers.offers.map(({ permanences: _, ...offer }) => offer) }),
    prisma.permanence.createMany({
      data: offers.offers.flatMap(({ id, permanences = [] }) =>
        permanences.map((permanence) => ({ offerId: id, reservedToFollowedPersons: false, ...permanence })),
      ),
    }),
    prisma.solidarityAgency.createMany({ data: [...(offers.agencies ?? [])] }),
    prisma.receptionPoint.createMany({ data: [...(offers.receptionPoints ?? [])] }),
    prisma.avipSeat.createMany({ data: [...(offers.avipSeats ?? [])] }),
    prisma.avipRequest.createMany({ data: [...(offers.avipRequests ?? [])] }),
  ]);
}

function rowsOf<Row extends object>(personId: string, rows: readonly (Row | undefined)[]) {
  return rows.flatMap((row) => (row === undefined ? [] : [{ ...row, personId }]));
}

function personRow(id: string, person: Townsperson): Prisma.PersonCreateManyInput {
  const { birthName, usedName, firstNames, sex, birthDate, birthPlaceCog } = person;
  return {
    id,
    birthName,
    usedName,
    firstNames: [...firstNames],
    sex,
    birthDate: birthDate === null ? null : day(birthDate),
    birthPlaceCog,
  };
}
