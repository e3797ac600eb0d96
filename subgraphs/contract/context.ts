import type { PrismaClient } from '../../prisma/generated/body/client.ts';
import type { ServingKind } from '../../schema/vocabulary.ts';
import type { CaseRepository } from './case.repository.ts';
import type { PersonRepository } from './person.repository.ts';
import type { StudyParts } from './statistics/study-parts.ts';

/** What the resolvers of a body are given for one request. */
export interface BodyContext {
  readonly code: string;
  readonly kind: ServingKind;
  /** What moves between kinds from one territory to another and this body serves (HOUSING_FUND, YOUTH_FUND). */
  readonly capabilities: readonly string[];
  /** The instant of the request by the body's clock; derived fields are as of this day in France. */
  readonly at: Date;
  readonly today: string;
  /** The agent for whom the hub asks, as her body names her; null where nobody is named. */
  readonly agent: string | null;
  readonly people: PersonRepository;
  readonly cases: CaseRepository;
  /** Its parts in studies of distinct persons. */
  readonly studies: StudyParts;
  /** For repositories of a kind; resolvers do not query. */
  readonly prisma: PrismaClient;
}
