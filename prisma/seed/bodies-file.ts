import type { Prisma } from '../generated/body/client.ts';

type Of<Row> = Omit<Row, 'id' | 'personId'>;

/** What one body wrote about one person. Each body writes its own: two files of one person need not agree. */
export interface PersonFile {
  readonly contact?: Of<Prisma.ContactCreateManyInput>;
  readonly parentalHolders?: readonly Of<Prisma.ParentalHolderCreateManyInput>[];
  readonly housing?: Of<Prisma.HousingCreateManyInput>;
  readonly budget?: Of<Prisma.BudgetCreateManyInput>;
  readonly benefits?: readonly Of<Prisma.BenefitEntitlementCreateManyInput>[];
  readonly fundApplications?: readonly Of<Prisma.FundApplicationCreateManyInput>[];
  readonly apa?: Of<Prisma.ApaEntitlementCreateManyInput>;
  readonly employment?: Of<Prisma.EmploymentCreateManyInput>;
  readonly education?: Of<Prisma.EducationCreateManyInput>;
  readonly childcareNeed?: Of<Prisma.ChildcareNeedCreateManyInput>;
  readonly health?: Of<Prisma.HealthCreateManyInput>;
  readonly mentalHealth?: Of<Prisma.MentalHealthCreateManyInput>;
  readonly disability?: Of<Prisma.DisabilityCreateManyInput>;
  readonly socialReports?: readonly Of<Prisma.SocialReportCreateManyInput>[];
  readonly violence?: Of<Prisma.ViolenceCreateManyInput>;
  readonly legalCapacity?: Of<Prisma.LegalCapacityCreateManyInput>;
  readonly rightOfResidence?: Of<Prisma.RightOfResidenceCreateManyInput>;
  readonly followUp?: Of<Prisma.FollowUpCreateManyInput>;
  readonly note?: Of<Prisma.NoteCreateManyInput>;
  readonly pmi?: Of<Prisma.PmiCreateManyInput>;
  readonly measures?: readonly Of<Prisma.ChildProtectionMeasureCreateManyInput>[];
  readonly insertionFollowUp?: Of<Prisma.InsertionFollowUpCreateManyInput>;
  readonly childcareRequest?: Of<Prisma.ChildcareRequestCreateManyInput>;
  readonly preEnrolment?: Of<Prisma.PreEnrolmentCreateManyInput>;
  readonly neighbourhoodRecords?: readonly Of<Prisma.NeighbourhoodRecordCreateManyInput>[];
  readonly ccasAids?: readonly Of<Prisma.CcasAidCreateManyInput>[];
  readonly domiciliation?: Of<Prisma.DomiciliationCreateManyInput>;
  readonly firstReception?: Of<Prisma.FirstReceptionCreateManyInput>;
}

/** A day without time, as the database takes it. */
export function day(civil: string): Date {
  return new Date(`${civil}T00:00:00Z`);
}
