import { buildSubgraph, type Subgraph } from '../../subgraphs/joining/build-subgraph.ts';
import { BodyResolver } from './body.resolver.ts';
import { Body } from './body.type.ts';
import { ConsentResolver } from './consents/consent.resolver.ts';
import { Consent } from './consents/consent.type.ts';
import { ConsentNarrowingResolver } from './consents/consent-narrowing.resolver.ts';
import { ConsentReceiptResolver } from './consents/consent-receipt.resolver.ts';
import { ConsentRegisterResolver } from './consents/consent-register.resolver.ts';
import { DecisionFactResolver } from './consents/decision-fact.resolver.ts';
import { DecisionFact } from './consents/decision-fact.type.ts';
import { RecipientNoticeResolver } from './consents/recipient-notice.resolver.ts';
import { RecipientNotice } from './consents/recipient-notice.type.ts';
import { ExplainResolver } from './explaining/explain.resolver.ts';
import { InstrumentResolver } from './instruments/instrument.resolver.ts';
import { ProtocolResolver } from './instruments/protocol.resolver.ts';
import {
  ProtocolAmendmentResolver,
  ProtocolDenunciationResolver,
  ProtocolPartyResolver,
} from './instruments/protocol-parts.resolver.ts';
import { RuleSetResolver } from './instruments/rule-set.resolver.ts';
import { AccessAnomalyResolver } from './journal/access-anomaly.resolver.ts';
import { AccessExportResolver } from './journal/access-export.resolver.ts';
import { AccessRecordResolver } from './journal/access-record.resolver.ts';
import { AccessRecord } from './journal/access-record.type.ts';
import { AccessSampleResolver } from './journal/access-sample.resolver.ts';
import { JournalResolver } from './journal/journal.resolver.ts';
import { RecipientsOfDataResolver } from './journal/recipients-of-data.resolver.ts';
import { CompetentBodyResolver } from './missions/competent-body.resolver.ts';
import { HandoverResolver } from './missions/handover.resolver.ts';
import { HandoverProposal } from './missions/handover.type.ts';
import { Participant } from './missions/participant.type.ts';
import { ReferralHandlingResolver, ReferralResolver, ReferralSideResolver } from './missions/referral.resolver.ts';
import { Referral, ReferralHandling, ReferralSide } from './missions/referral.type.ts';
import { ParticipantResolver, SharedCaseResolver } from './missions/shared-case.resolver.ts';
import { SharedCase } from './missions/shared-case.type.ts';
import { ContestationReceiptResolver, ContestationResolver } from './officers/contestation.resolver.ts';
import { Contestation } from './officers/contestation.type.ts';
import { ContestationActResolver } from './officers/contestation-act.resolver.ts';
import { EmergencyResolver } from './officers/emergency.resolver.ts';
import { EmergencyAccess } from './officers/emergency.type.ts';
import { EmergencyReviewResolver } from './officers/emergency-review.resolver.ts';
import { MonthlyReportResolver } from './officers/monthly-report.resolver.ts';
import { WorkListResolver } from './officers/work-list.resolver.ts';
import { Office } from './officers/work-list.type.ts';
import type { RegistryOperation } from './operation.ts';
import { PersonResolver } from './people/person.resolver.ts';
import { Person } from './people/person.type.ts';
import { PersonLinkResolver } from './people/person-link.resolver.ts';
import { PersonLink } from './people/person-link.type.ts';
import { PersonalAccountResolver } from './people/personal-account.resolver.ts';
import {
  AccessInPlainWordsResolver,
  ConsentInPlainWordsResolver,
  ReferralInPlainWordsResolver,
} from './people/plain-words.resolver.ts';
import { shownTo } from './people/shown-to-person.ts';
import { FrameFiguresResolver } from './statistics/frame-figures.resolver.ts';
import { OverlapResolver } from './statistics/overlap.resolver.ts';
import { StatisticsResolver } from './statistics/statistics.resolver.ts';
import { BilanResolver } from './statistics/statistics-bilan.resolver.ts';
import { StatisticsExportResolver } from './statistics/statistics-export.resolver.ts';
import { PrintedTableResolver } from './statistics/statistics-printed.resolver.ts';

/**
 * The hub's own subgraph. It runs in process, behind the crossing, which decides its records like those of a body; so
 * there is no pass to check here, and what its lock asks for is that the operation has a caller.
 */
export function registrySubgraph(): Promise<Subgraph<RegistryOperation>> {
  return buildSubgraph<RegistryOperation>({
    name: 'registry',
    resolvers: [
      BodyResolver,
      ProtocolResolver,
      ProtocolPartyResolver,
      ProtocolDenunciationResolver,
      ProtocolAmendmentResolver,
      InstrumentResolver,
      CompetentBodyResolver,
      HandoverResolver,
      PersonResolver,
      SharedCaseResolver,
      ParticipantResolver,
      ReferralResolver,
      ReferralHandlingResolver,
      ReferralSideResolver,
      AccessRecordResolver,
      AccessAnomalyResolver,
      AccessSampleResolver,
      AccessExportResolver,
      JournalResolver,
      RecipientsOfDataResolver,
      ConsentResolver,
      ConsentRegisterResolver,
      DecisionFactResolver,
      RecipientNoticeResolver,
      RuleSetResolver,
      ExplainResolver,
      StatisticsResolver,
      OverlapResolver,
      FrameFiguresResolver,
      StatisticsExportResolver,
      BilanResolver,
      PrintedTableResolver,
      PersonalAccountResolver,
      ConsentInPlainWordsResolver,
      ConsentReceiptResolver,
      ConsentNarrowingResolver,
      AccessInPlainWordsResolver,
      ReferralInPlainWordsResolver,
      EmergencyResolver,
      EmergencyReviewResolver,
      ContestationResolver,
      ContestationReceiptResolver,
      ContestationActResolver,
      PersonLinkResolver,
      WorkListResolver,
      MonthlyReportResolver,
    ],
    types: [
      Body,
      Person,
      SharedCase,
      Participant,
      Referral,
      ReferralHandling,
      ReferralSide,
      AccessRecord,
      Consent,
      DecisionFact,
      RecipientNotice,
      HandoverProposal,
      EmergencyAccess,
      Contestation,
      PersonLink,
      Office,
    ],
    references: {
      Body: ({ code }, { repositories }) => repositories.bodies.findBody(String(code)),
      Person: ({ id }, { repositories }) => repositories.people.findPerson(String(id)),
      SharedCase: ({ id }, { repositories }) => repositories.cases.findCase(String(id)),
      Participant: ({ id }, { repositories }) => repositories.cases.findParticipant(String(id)),
      Referral: ({ id }, { repositories }) => repositories.referrals.findReferral(String(id)),
      ReferralHandling: ({ id }, { repositories }) => repositories.referrals.findHandling(String(id)),
      ReferralSide: ({ id }, { repositories }) => repositories.referrals.findSide(String(id)),
      AccessRecord: async ({ id }, { repositories, caller }) =>
        shownTo(caller, await repositories.accessRecords.findAccessRecord(String(id))),
      Consent: ({ id }, { repositories }) => repositories.consents.findConsent(String(id)),
      DecisionFact: ({ id }, { repositories }) => repositories.facts.findFact(String(id)),
      HandoverProposal: ({ id }, { repositories }) => repositories.handovers.findProposal(String(id)),
      Contestation: ({ id }, { repositories }) => repositories.contestations.findContestation(String(id)),
      // The office of another body is decided before it is looked for, and there is none in any case.
      Office: async ({ id }, { caller }) => (id === caller.body ? { id: caller.body } : null),
      PersonLink: ({ id }, { repositories }) => repositories.links.findLink(String(id)),
      EmergencyAccess: ({ id }, { repositories }) => repositories.emergencies.findEmergency(String(id)),
      RecipientNotice: ({ id }, { repositories }) => repositories.notices.findNotice(String(id)),
    },
    admits: (context: Partial<RegistryOperation>) => context.caller !== undefined,
  });
}
