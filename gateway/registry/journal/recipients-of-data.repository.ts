import { Prisma, type PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { startOfDay } from '../paris-day.ts';
import {
  type AccessScope,
  type AccessWindow,
  NO_WORRY,
  RELEASED,
  readAccesses,
  within,
} from './access-reading.repository.ts';
import type { AccessRecord } from './access-record.type.ts';

/** Under what something was released: one of these later proved wrong, or is looked at for another reason. */
export type ReleasedUnder =
  | { readonly ruleSet: string }
  | { readonly consent: string }
  | { readonly instrument: string }
  /** An agent of a body: all that one of her habilitations let her receive. */
  | {
      readonly agent: string;
      readonly agentBody: string;
      readonly profession: string;
      readonly purposes: readonly string[];
    }
  /** All that was released about a person while a word about her stood. */
  | { readonly subject: string };

export interface RecipientsOfDataRepository {
  /**
   * What other bodies were given about some people, one window at a time; nothing of an information préoccupante. The
   * scope may be the people themselves (who ask for all of it) or a body (for its part); whoever shows a row has it
   * decided first, like any row of the journal.
   */
  listReleasesAbout(
    subjects: readonly string[],
    scope: AccessScope,
    period: Period,
    window: AccessWindow,
  ): Promise<readonly AccessRecord[]>;
  /** What was released on either side of a body under a rule set, an accord, an instrument, a habilitation or a word. */
  listReleasesUnder(
    under: ReleasedUnder,
    scope: AccessScope,
    period: Period,
    window: AccessWindow,
  ): Promise<readonly AccessRecord[]>;
  /** What a habilitation let its agent receive, and when it was in force. */
  findHabilitation(id: string): Promise<{ readonly under: ReleasedUnder; readonly period: Standing } | null>;
  /** Whom a word is about, and when it stood. */
  findWord(id: string): Promise<{ readonly subject: string; readonly period: Standing } | null>;
  /** The files of one body about each of some subjects. */
  filesOf(subjects: readonly string[], body: string): Promise<ReadonlyMap<string, readonly string[]>>;
}
/** From an instant on, until another or without an end. */
export interface Standing {
  readonly from: Date;
  readonly to: Date | null;
}
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

export function createRecipientsOfDataRepository(prisma: PrismaClient): RecipientsOfDataRepository {
  return {
    listReleasesAbout: (subjects, scope, period, window) =>
      prisma.$queryRaw(
        readAccesses(
          scope,
          [Prisma.sql`t.subject = ANY(${[...subjects]}::text[])`, within(period), RELEASED, NO_WORRY],
          window,
        ),
      ),
    listReleasesUnder: (under, scope, period, window) =>
      prisma.$queryRaw(readAccesses(scope, [conditionOf(under), within(period), RELEASED], window)),
    async findHabilitation(id) {
      const held = await prisma.habilitation.findUnique({ where: { id } });
      if (held === null) return null;
      const { agent, bodyCode: agentBody, profession, purposes, validFrom, validTo } = held;
      return {
        under: { agent, agentBody, profession, purposes },
        period: { from: startOfDay(dayOf(validFrom)), to: validTo && startOfDay(dayOf(validTo)) },
      };
    },
    async findWord(id) {
      const word = await prisma.decisionFact.findUnique({ where: { id } });
      if (word === null) return null;
      const ends = [word.validTo, word.revokedAt].filter((end) => end !== null);
      const to = ends.length === 0 ? null : ends.reduce((a, b) => (a < b ? a : b));
      return { subject: word.subject, period: { from: word.validFrom, to } };
    },
    async filesOf(subjects, bodyCode) {
      const links = await prisma.personLink.findMany({
        where: { subject: { in: [...subjects] }, bodyCode, status: 'CONFIRMED' },
        select: { id: true, subject: true },
        orderBy: { id: 'asc' },
      });
      const files = Map.groupBy(links, ({ subject }) => subject);
      return new Map([...files].map(([subject, of]) => [subject, of.map(({ id }) => id)]));
    },
  };
}

function conditionOf(under: ReleasedUnder): Prisma.Sql {
  if ('ruleSet' in under) return Prisma.sql`t.rule_set_version = ${under.ruleSet}`;
  if ('consent' in under) return Prisma.sql`t.consent = ${under.consent}`;
  if ('instrument' in under) return Prisma.sql`t.instrument = ${under.instrument}`;
  if ('subject' in under) return Prisma.sql`t.subject = ${under.subject}`;
  return Prisma.sql`t.agent = ${under.agent} AND t.agent_body = ${under.agentBody} AND t.profession = ${under.profession}
    AND t.purpose = ANY(${[...under.purposes]}::text[])`;
}

/** The day that a `date` column holds. */
function dayOf(column: Date): string {
  return column.toISOString().slice(0, 10);
}
