import type { PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { hashOfTables, type RuleTables } from '../../../schema/rule-tables.ts';
import { HubError } from '../../errors.ts';
import { assertNotice, type NewVersion } from './rule-set-checks.ts';
import { refuseRules } from './rule-set-refusals.ts';

/** A version as it was published or proposed. */
export interface PublishedVersion extends RuleTables {
  readonly version: string;
  readonly validFrom: Date;
  readonly sha256: string;
  readonly shortNotice: string | null;
  /** `BODY:agent`; one of a proposal, two of a publication, none of the reference data set. */
  readonly by: readonly string[];
  /** Null while it is proposed. */
  readonly publishedAt: Date | null;
}

/** Who signs, and when. */
export interface Signing {
  readonly body: string;
  readonly agent: string;
  readonly at: Date;
}

export interface RuleSetRepository {
  /** Published ones by the instant from which they decide, the newest first, after those that are still proposed. */
  listVersions(): Promise<readonly PublishedVersion[]>;
  findVersion(version: string): Promise<PublishedVersion | null>;
  /**
   * The first to say it proposes a version; a data-protection officer of another body publishes it by saying the same.
   * Said twice by one, it is said once. What stands is never changed: another text under the name is a CONFLICT.
   */
  publish(wanted: NewVersion, by: Signing): Promise<void>;
}

/** One publication at a time, of all replicas. */
const LOCK = 0x72756c65;

export function createRuleSetRepository(prisma: PrismaClient): RuleSetRepository {
  const read = async (where?: { version: string }): Promise<PublishedVersion[]> => {
    const [proposed, published] = await Promise.all([
      prisma.ruleSetProposal.findMany({ ...(where && { where }), orderBy: { validFrom: 'desc' } }),
      prisma.ruleSet.findMany({ ...(where && { where }), orderBy: { validFrom: 'desc' } }),
    ]);
    const names = new Set(published.map(({ version }) => version));
    return [
      ...proposed
        .filter(({ version }) => !names.has(version))
        .map(({ proposedBy, proposedAt: _, ...row }) => ({ ...row, by: [proposedBy], publishedAt: null })),
      ...published.map(({ publishedBy, ...row }) => ({ ...row, by: publishedBy })),
    ];
  };

  return {
    listVersions: () => read(),
    findVersion: async (version) => (await read({ version }))[0] ?? null,

    publish: (wanted, { body, agent, at }) =>
      prisma.$transaction(async (database) => {
        await database.$queryRaw`SELECT pg_advisory_xact_lock(${LOCK})::text`;
        const { version, validFrom, shortNotice, ...tables } = wanted;
        const row = { version, validFrom, shortNotice, ...tables, sha256: hashOfTables(tables) };
        const me = `${body}:${agent}`;

        const published = await database.ruleSet.findUnique({ where: { version } });
        if (published) {
          if (isSame(published, row) && published.publishedBy.includes(me)) return;
          throw new HubError('CONFLICT', 'a version of this name is published, and is not changed any more');
        }
        if (await database.ruleSet.findUnique({ where: { validFrom } })) {
          throw new HubError('CONFLICT', 'another version comes into force at this instant');
        }
        assertNotice(wanted, at);
        const proposal = await database.ruleSetProposal.findUnique({ where: { version } });
        if (!proposal) {
          await database.ruleSetProposal.create({ data: { ...row, proposedBy: me, proposedAt: at } });
          return;
        }
        if (!isSame(proposal, row)) throw new HubError('CONFLICT', 'the proposal of this name says something else');
        if (proposal.proposedBy === me) return;
        if (proposal.proposedBy.startsWith(`${body}:`)) {
          throw refuseRules('TWO_BODIES');
        }
        await database.ruleSet.create({ data: { ...row, publishedBy: [proposal.proposedBy, me], publishedAt: at } });
      }),
  };
}

interface Said {
  readonly validFrom: Date;
  readonly sha256: string;
  readonly shortNotice: string | null;
}

function isSame(a: Said, b: Said): boolean {
  return a.sha256 === b.sha256 && a.validFrom.getTime() === b.validFrom.getTime() && a.shortNotice === b.shortNotice;
}
