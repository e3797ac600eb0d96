import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/hub/client.ts';
import { type BodyRepository, createBodyRepository } from './body.repository.ts';
import { type ConsentRepository, createConsentRepository } from './consents/consent.repository.ts';
import { type ConsentNarrowing, createConsentNarrowing } from './consents/consent-narrowing.repository.ts';
import { type ConsentRegister, createConsentRegister } from './consents/consent-register.repository.ts';
import { createDecisionFactRepository, type DecisionFactRepository } from './consents/decision-fact.repository.ts';
import {
  createRecipientNoticeRepository,
  type RecipientNoticeRepository,
} from './consents/recipient-notice.repository.ts';
import {
  createInstrumentActRepository,
  type InstrumentActRepository,
} from './instruments/instrument-act.repository.ts';
import { createProtocolRepository, type ProtocolRepository } from './instruments/protocol.repository.ts';
import { createRuleSetRepository, type RuleSetRepository } from './instruments/rule-set.repository.ts';
import { type AccessRecordRepository, createAccessRecordRepository } from './journal/access-record.repository.ts';
import { createJournalLogRepository, type JournalLogRepository } from './journal/journal-log.repository.ts';
import {
  createRecipientsOfDataRepository,
  type RecipientsOfDataRepository,
} from './journal/recipients-of-data.repository.ts';
import {
  type CompetentBodyRepository,
  createCompetentBodyRepository,
  readAllocation,
} from './missions/competent-body.repository.ts';
import { createHandoverRepository, type HandoverRepository } from './missions/handover.repository.ts';
import { createReferralRepository, type ReferralRepository } from './missions/referral.repository.ts';
import { createSharedCaseRepository, type SharedCaseRepository } from './missions/shared-case.repository.ts';
import { type ContestationRepository, createContestationRepository } from './officers/contestation.repository.ts';
import { createEmergencyRepository, type EmergencyRepository } from './officers/emergency.repository.ts';
import { createEmergencyReviews, type EmergencyReviews } from './officers/emergency-review.repository.ts';
import { createMonthlyReportRepository, type MonthlyReportRepository } from './officers/monthly-report.repository.ts';
import { createPersonRepository, type PersonRepository } from './people/person.repository.ts';
import { createPersonLinkRepository, type PersonLinkRepository } from './people/person-link.repository.ts';
import {
  createPersonalAccountRepository,
  type PersonalAccountRepository,
} from './people/personal-account.repository.ts';
import { createOverlapRepository, type OverlapRepository } from './statistics/overlap.repository.ts';

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
