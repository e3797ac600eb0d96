import { buildSubgraph, type Subgraph } from '../../subgraphs/joining/build-subgraph.ts';
import { AccessAnomalyResolver } from './access-anomaly.resolver.ts';
import { AccessExportResolver } from './access-export.resolver.ts';
import { AccessRecordResolver } from './access-record.resolver.ts';
import { AccessRecord } from './access-record.type.ts';
import { AccessSampleResolver } from './access-sample.resolver.ts';
import { BodyResolver } from './body.resolver.ts';
import { Body } from './body.type.ts';
import { CompetentBodyResolver } from './competent-body.resolver.ts';
import { ConsentResolver } from './consent.resolver.ts';
import { Consent } from './consent.type.ts';
import { ConsentNarrowingResolver } from './consent-narrowing.resolver.ts';
import { ConsentReceiptResolver } from './consent-receipt.resolver.ts';
import { ConsentRegisterResolver } from './consent-register.resolver.ts';
import { ContestationReceiptResolver, ContestationResolver } from './contestation.resolver.ts';
import { Contestation } from './contestation.type.ts';
import { ContestationActResolver } from './contestation-act.resolver.ts';
import { DecisionFactResolver } from './decision-fact.resolver.ts';
import { DecisionFact } from './decision-fact.type.ts';
import { EmergencyResolver } from './emergency.resolver.ts';
import { EmergencyAccess } from './emergency.type.ts';
import { EmergencyReviewResolver } from './emergency-review.resolver.ts';
import { ExplainResolver } from './explain.resolver.ts';
import { FrameFiguresResolver } from './frame-figures.resolver.ts';
import { HandoverResolver } from './handover.resolver.ts';
import { HandoverProposal } from './handover.type.ts';
import { InstrumentResolver } from './instrument.resolver.ts';
import { JournalResolver } from './journal.resolver.ts';
import { MonthlyReportResolver } from './monthly-report.resolver.ts';
import type { RegistryOperation } from './operation.ts';
import { OverlapResolver } from './overlap.resolver.ts';
import { Participant } from './participant.type.ts';
import { PersonResolver } from './person.resolver.ts';
import { Person } from './person.type.ts';
import { PersonLinkResolver } from './person-link.resolver.ts';
import { PersonLink } from './person-link.type.ts';
import { PersonalAccountResolver } from './personal-account.resolver.ts';
import {
  AccessInPlainWordsResolver,
  ConsentInPlainWordsResolver,
  ReferralInPlainWordsResolver,
} from './plain-words.resolver.ts';
import { ProtocolResolver } from './protocol.resolver.ts';
import {
  ProtocolAmendmentResolver,
  ProtocolDenunciationResolver,
  ProtocolPartyResolver,
} from './protocol-parts.resolver.ts';
import { RecipientNoticeResolver } from './recipient-notice.resolver.ts';
import { RecipientNotice } from './recipient-notice.type.ts';
import { RecipientsOfDataResolver } from './recipients-of-data.resolver.ts';
import { ReferralHandlingResolver, ReferralResolver, ReferralSideResolver } from './referral.resolver.ts';
import { Referral, ReferralHandling, ReferralSide } from './referral.type.ts';
import { RuleSetResolver } from './rule-set.resolver.ts';
import { ParticipantResolver, SharedCaseResolver } from './shared-case.resolver.ts';
import { SharedCase } from './shared-case.type.ts';
import { shownTo } from './shown-to-person.ts';
import { StatisticsResolver } from './statistics.resolver.ts';
import { BilanResolver } from './statistics-bilan.resolver.ts';
import { StatisticsExportResolver } from './statistics-export.resolver.ts';
import { PrintedTableResolver } from './statistics-printed.resolver.ts';
import { WorkListResolver } from './work-list.resolver.ts';
import { Office } from './work-list.type.ts';

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
