import { buildSubgraph, type Subgraph } from '../joining/build-subgraph.ts';
import { ApaResolver } from './apa.resolver.ts';
import { BenefitResolver } from './benefit.resolver.ts';
import { resolveBody } from './body.reference.ts';
import { BodyResolver } from './body.resolver.ts';
import { Body } from './body.type.ts';
import { BudgetResolver } from './budget.resolver.ts';
import { ChildcareResolver } from './childcare.resolver.ts';
import './codes.ts';
import { ContactResolver } from './contact.resolver.ts';
import type { BodyContext } from './context.ts';
import { ContributeResolver } from './contribute.resolver.ts';
import { DisabilityResolver } from './disability.resolver.ts';
import { EducationResolver } from './education.resolver.ts';
import { EmploymentResolver } from './employment.resolver.ts';
import { FollowUpResolver } from './follow-up.resolver.ts';
import { HealthResolver } from './health.resolver.ts';
import { HouseholdResolver } from './household.resolver.ts';
import { HousingResolver } from './housing.resolver.ts';
import { IdentityResolver } from './identity.resolver.ts';
import { LegalCapacityResolver } from './legal-capacity.resolver.ts';
import { MentalHealthResolver } from './mental-health.resolver.ts';
import { NeverHeldResolver } from './never-held.resolver.ts';
import { NoteResolver } from './note.resolver.ts';
import { resolveParticipant } from './participant.reference.ts';
import { ParticipantResolver } from './participant.resolver.ts';
import { Participant } from './participant.type.ts';
import { resolvePerson } from './person.reference.ts';
import { Person } from './person.type.ts';
import { resolveReferralSide } from './referral-side.reference.ts';
import { ReferralSideResolver } from './referral-side.resolver.ts';
import { ReferralSide } from './referral-side.type.ts';
import { RightOfResidenceResolver } from './right-of-residence.resolver.ts';
import { SocialReportResolver } from './social-report.resolver.ts';
import { StatisticResolver } from './statistics/statistic.resolver.ts';
import { StudyPartResolver } from './statistics/study-part.resolver.ts';
import { ViolenceResolver } from './violence.resolver.ts';

/** The contract that every body exposes, whatever its kind. */
export function bodySubgraph(): Promise<Subgraph<BodyContext>> {
  return buildSubgraph<BodyContext>({
    name: 'body',
    resolvers: [
      IdentityResolver,
      ContactResolver,
      HouseholdResolver,
      HousingResolver,
      BudgetResolver,
      BenefitResolver,
      ApaResolver,
      EmploymentResolver,
      EducationResolver,
      ChildcareResolver,
      HealthResolver,
      MentalHealthResolver,
      DisabilityResolver,
      SocialReportResolver,
      ViolenceResolver,
      LegalCapacityResolver,
      RightOfResidenceResolver,
      FollowUpResolver,
      NoteResolver,
      NeverHeldResolver,
      BodyResolver,
      StatisticResolver,
      StudyPartResolver,
      ParticipantResolver,
      ReferralSideResolver,
      ContributeResolver,
    ],
    types: [Person, Body, Participant, ReferralSide],
    references: {
      Person: resolvePerson,
      Body: resolveBody,
      Participant: resolveParticipant,
      ReferralSide: resolveReferralSide,
    },
  });
}
