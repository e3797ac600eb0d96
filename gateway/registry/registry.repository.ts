import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/hub/client.ts';
import { type AccessRecordRepository, createAccessRecordRepository } from './access-record.repository.ts';
import { type BodyRepository, createBodyRepository } from './body.repository.ts';
import {
  type CompetentBodyRepository,
  createCompetentBodyRepository,
  readAllocation,
} from './competent-body.repository.ts';
import { type ConsentRepository, createConsentRepository } from './consent.repository.ts';
import { type ConsentNarrowing, createConsentNarrowing } from './consent-narrowing.repository.ts';
import { type ConsentRegister, createConsentRegister } from './consent-register.repository.ts';
import { type ContestationRepository, createContestationRepository } from './contestation.repository.ts';
import { createDecisionFactRepository, type DecisionFactRepository } from './decision-fact.repository.ts';
import { createEmergencyRepository, type EmergencyRepository } from './emergency.repository.ts';
import { createEmergencyReviews, type EmergencyReviews } from './emergency-review.repository.ts';
import { createHandoverRepository, type HandoverRepository } from './handover.repository.ts';
import { createInstrumentActRepository, type InstrumentActRepository } from './instrument-act.repository.ts';
import { createJournalLogRepository, type JournalLogRepository } from './journal-log.repository.ts';
import { createMonthlyReportRepository, type MonthlyReportRepository } from './monthly-report.repository.ts';
import { createOverlapRepository, type OverlapRepository } from './overlap.repository.ts';
import { createPersonRepository, type PersonRepository } from './person.repository.ts';
import { createPersonLinkRepository, type PersonLinkRepository } from './person-link.repository.ts';
import { createPersonalAccountRepository, type PersonalAccountRepository } from './personal-account.repository.ts';
import { createProtocolRepository, type ProtocolRepository } from './protocol.repository.ts';
import { createRecipientNoticeRepository, type RecipientNoticeRepository } from './recipient-notice.repository.ts';
import { createRecipientsOfDataRepository, type RecipientsOfDataRepository } from './recipients-of-data.repository.ts';
import { createReferralRepository, type ReferralRepository } from './referral.repository.ts';
import { createRuleSetRepository, type RuleSetRepository } from './rule-set.repository.ts';
import { createSharedCaseRepository, type SharedCaseRepository } from './shared-case.repository.ts';

/** All that the registry reads and writes, for one operation. */
export interface RegistryRepositories {
  readonly bodies: BodyRepository;
  readonly protocols: ProtocolRepository;
  readonly instrumentActs: InstrumentActRepository;
  readonly competence: CompetentBodyRepository;
  readonly handovers: HandoverRepository;
  readonly people: PersonRepository;
  readonly accounts: PersonalAccountRepository;
  readonly cases: SharedCaseRepository;
  readonly referrals: ReferralRepository;
  readonly accessRecords: AccessRecordRepository;
  readonly consents: ConsentRepository;
  readonly register: ConsentRegister;
  readonly narrowing: ConsentNarrowing;
  readonly facts: DecisionFactRepository;
  readonly notices: RecipientNoticeRepository;
  readonly ruleSets: RuleSetRepository;
  readonly emergencies: EmergencyRepository;
  readonly emergencyReviews: EmergencyReviews;
  readonly contestations: ContestationRepository;
  readonly links: PersonLinkRepository;
  readonly monthlyReports: MonthlyReportRepository;
  readonly recipientsOfData: RecipientsOfDataRepository;
  readonly journalLog: JournalLogRepository;
  readonly overlaps: OverlapRepository;
}

export interface RegistryDatabase {
  /** New repositories, which remember what they read: one set per operation, never longer. */
  forOperation(): RegistryRepositories;
  close(): Promise<void>;
}

/** A database that does not answer is one that is not there. */
const PATIENCE = { connectionTimeoutMillis: 5_000, query_timeout: 10_000 };

/** Opens the hub's database for the registry. `onStatement` is told each SQL statement, so that a test can count them. */
export function openRegistryDatabase(
  databaseUrl: string,
  options: { readonly connections?: number; readonly onStatement?: (sql: string) => void } = {},
): RegistryDatabase {
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl, max: options.connections ?? 4, ...PATIENCE }),
    log: [{ emit: 'event', level: 'query' }],
  });
  const allocation = readAllocation();
  const { onStatement } = options;
  if (onStatement) prisma.$on('query', ({ query }) => onStatement(query));
  return {
    forOperation: () => ({
      bodies: createBodyRepository(prisma),
      protocols: createProtocolRepository(prisma),
      instrumentActs: createInstrumentActRepository(prisma),
      competence: createCompetentBodyRepository(prisma, allocation),
      handovers: createHandoverRepository(prisma),
      people: createPersonRepository(prisma),
      accounts: createPersonalAccountRepository(prisma),
      cases: createSharedCaseRepository(prisma),
      referrals: createReferralRepository(prisma),
      accessRecords: createAccessRecordRepository(prisma),
      consents: createConsentRepository(prisma),
      register: createConsentRegister(prisma),
      narrowing: createConsentNarrowing(prisma),
      facts: createDecisionFactRepository(prisma),
      notices: createRecipientNoticeRepository(prisma),
      ruleSets: createRuleSetRepository(prisma),
      emergencies: createEmergencyRepository(prisma),
      emergencyReviews: createEmergencyReviews(prisma),
      contestations: createContestationRepository(prisma),
      links: createPersonLinkRepository(prisma),
      monthlyReports: createMonthlyReportRepository(prisma),
      recipientsOfData: createRecipientsOfDataRepository(prisma),
      journalLog: createJournalLogRepository(prisma),
      overlaps: createOverlapRepository(prisma),
    }),
    close: () => prisma.$disconnect(),
  };
}
