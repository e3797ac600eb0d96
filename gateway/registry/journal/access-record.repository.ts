import { Prisma, type PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { byKey, createLoader } from '../loader.ts';
import {
  type AccessScope,
  type AccessSide,
  type AccessWindow,
  readAccesses,
  readLeast,
  within,
} from './access-reading.repository.ts';
import type { AccessRecord } from './access-record.type.ts';

export interface AccessRecordFilter {
  readonly from: Date;
  /** Excluded. */
  readonly to: Date;
  /** On which side of the access the caller's body must stand; any where null. */
  readonly side: AccessSide | null;
  readonly agent: string | null;
  readonly purpose: string | null;
  readonly decision: string | null;
  readonly category: string | null;
  /** Whether the release rested on a declared emergency. */
  readonly emergency: boolean | null;
  readonly ruleSetVersion: string | null;
  readonly instrument: string | null;
  readonly consent: string | null;
  /** The pseudonym of the person of a file of the caller's own body. */
  readonly subject: string | null;
}

export interface AccessRecordRepository {
  findAccessRecord(id: string): Promise<AccessRecord | null>;
  /** One window of the rows of a scope, in the order of the list. Whoever shows one has it decided first. */
  listCandidates(
    scope: AccessScope,
    conditions: readonly Prisma.Sql[],
    window: AccessWindow,
  ): Promise<readonly AccessRecord[]>;
  /** The one row of a scope that has the least of something, as a list of one. */
  listLeast(
    scope: AccessScope,
    conditions: readonly Prisma.Sql[],
    of: Prisma.Sql,
    window: AccessWindow,
  ): Promise<readonly AccessRecord[]>;
}

export function createAccessRecordRepository(prisma: PrismaClient): AccessRecordRepository {
  const records = createLoader<AccessRecord>(async (ids) => {
    const rows = await prisma.accessRecord.findMany({ where: { id: { in: ids.filter((id) => UUID.test(id)) } } });
    return byKey(rows.map(accessRecordOf), ({ id }) => id);
  });
  return {
    findAccessRecord: (id) => records.load(id.toLowerCase()),
    async listCandidates(scope, conditions, window) {
      const found = await prisma.$queryRaw<AccessRecord[]>(readAccesses(scope, conditions, window));
      for (const record of found) records.prime(record.id, record);
      return found;
    },
    async listLeast(scope, conditions, of, window) {
      const [least] = await prisma.$queryRaw<{ id: string }[]>(readLeast(scope, conditions, of));
      if (least === undefined) return [];
      return this.listCandidates(scope, [Prisma.sql`t.id = ${least.id}::uuid`], window);
    },
  };
}

/** What a filter asks of a row, apart from whose it is. */
export function conditionsOf(filter: AccessRecordFilter): readonly Prisma.Sql[] {
  const { agent, purpose, decision, category, emergency, ruleSetVersion, instrument, consent, subject } = filter;
  return [
    within(filter),
    ...equal(Prisma.sql`t.agent`, agent),
    ...equal(Prisma.sql`t.purpose`, purpose),
    ...equal(Prisma.sql`t.decision`, decision),
    ...equal(Prisma.sql`t.category`, category),
    ...equal(Prisma.sql`t.rule_set_version`, ruleSetVersion),
    ...equal(Prisma.sql`t.instrument`, instrument),
    ...equal(Prisma.sql`t.consent`, consent),
    ...equal(Prisma.sql`t.subject`, subject),
    ...(emergency === null ? [] : [emergency ? RESTS_ON_EMERGENCY : Prisma.sql`NOT (${RESTS_ON_EMERGENCY})`]),
  ];
}

/** Rule R001 is the declared emergency (CP 223-6 and 122-7); where it did not open, nothing was released. */
export const RESTS_ON_EMERGENCY = Prisma.sql`t.rule = 'R001' AND t.decision = 'PERMIT'`;

function equal(column: Prisma.Sql, value: string | null): readonly Prisma.Sql[] {
  return value === null ? [] : [Prisma.sql`${column} = ${value}`];
}

/** The columns hold the codes of the two bodies; the graph shows the bodies themselves. */
function accessRecordOf(row: Prisma.AccessRecordGetPayload<object>): AccessRecord {
  const { ownerBody, agentBody, ...rest } = row;
  return { ...rest, ownerCode: ownerBody, agentBodyCode: agentBody };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
