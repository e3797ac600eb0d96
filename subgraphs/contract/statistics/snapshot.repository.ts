import type { KeyObject } from 'node:crypto';
import { AmountTally } from '../../../disclosure/amount-tally.ts';
import { type Breakdown, nameBreakdown } from '../../../disclosure/breakdown.ts';
import type { Dimension } from '../../../disclosure/dimensions.ts';
import type { SmallestCount } from '../../../disclosure/perturbation-table.ts';
import {
  type FrozenAmount,
  type FrozenContent,
  type FrozenTally,
  isSealed,
  readPrivateKey,
  sealSnapshot,
} from '../../../disclosure/sign-snapshot.ts';
import type { AmountBreakdown } from '../../../disclosure/sum-amounts.ts';
import { Tally } from '../../../disclosure/tally.ts';
import { Prisma, type PrismaClient, type StatisticKey } from '../../../prisma/generated/body/client.ts';

/** What is known of a snapshot without its tallies. */
export interface Snapshot {
  readonly id: number;
  readonly version: number;
  readonly smallest: SmallestCount;
  readonly frozenAt: Date;
  readonly signature: Uint8Array;
}

/** What is to be frozen. */
export interface Freezing {
  readonly indicator: string;
  readonly period: string;
  readonly smallest: SmallestCount;
  readonly at: Date;
  readonly breakdowns: ReadonlyMap<string, Breakdown>;
  /** Empty where the indicator has no amount. */
  readonly amounts: ReadonlyMap<string, AmountBreakdown>;
}

/** The key of this body: the newest version. Made once, by whoever comes first. */
export async function ensureKey(
  prisma: PrismaClient,
  make: () => Omit<StatisticKey, 'createdAt'>,
  at: Date,
): Promise<StatisticKey> {
  await prisma.statisticKey.createMany({ data: [{ ...make(), createdAt: at }], skipDuplicates: true });
  return prisma.statisticKey.findFirstOrThrow({ orderBy: { version: 'desc' } });
}

export function findKey(prisma: PrismaClient): Promise<StatisticKey | null> {
  return prisma.statisticKey.findFirst({ orderBy: { version: 'desc' } });
}

/** The key under which this body signs what it releases: whatever has been frozen, there is one. */
export async function findSigningKey(prisma: PrismaClient): Promise<KeyObject> {
  const { signingKey } = await prisma.statisticKey.findFirstOrThrow({ orderBy: { version: 'desc' } });
  return readPrivateKey(signingKey);
}

/** What the steering committee has set for an indicator; null where it has set nothing. */
export async function findThreshold(prisma: PrismaClient, indicator: string): Promise<SmallestCount | null> {
  const found = await prisma.statisticThreshold.findUnique({ where: { indicator } });
  return found === null ? null : smallestOf(found.smallest);
}

/** The snapshot that speaks for a period: the last of its versions. */
export async function findSnapshot(
  prisma: PrismaClient,
  indicator: string,
  period: string,
  version: number | null = null,
): Promise<Snapshot | null> {
  const found = await prisma.statisticSnapshot.findFirst({
    where: { indicator, period, ...(version === null ? {} : { version }) },
    orderBy: { version: 'desc' },
  });
  return found && { ...found, smallest: smallestOf(found.smallest) };
}

/** The tallies of some breakdowns of a snapshot, sealed again. */
export async function readBreakdowns(
  prisma: PrismaClient,
  snapshot: Snapshot,
  sets: readonly (readonly Dimension[])[],
): Promise<ReadonlyMap<string, Breakdown>> {
  const names = sets.map(nameBreakdown);
  const rows = await prisma.$queryRaw<FrozenTally[]>`
    SELECT "by", bins, persons, keys::text AS keys FROM statistic_tally
     WHERE snapshot_id = ${snapshot.id} AND "by" = ANY (${names})`;
  const found = new Map<string, Map<string, Tally>>(names.map((name) => [name, new Map()]));
  for (const { by, bins, persons, keys } of rows) found.get(by)?.set(bins, Tally.fromStore({ persons, keys }));
  return found;
}

/** The sums of one breakdown of a snapshot, sealed again; empty where the indicator has no amount. */
export async function readAmounts(
  prisma: PrismaClient,
  snapshot: Snapshot,
  by: readonly Dimension[],
): Promise<AmountBreakdown> {
  const rows = await readFrozenAmounts(prisma, snapshot.id, nameBreakdown(by));
  return new Map(rows.map(({ by: _, bins, ...stored }) => [bins, AmountTally.fromStore(stored)]));
}

function readFrozenAmounts(prisma: PrismaClient, id: number, by: string | null): Promise<FrozenAmount[]> {
  return prisma.$queryRaw<FrozenAmount[]>`
    SELECT "by", bins, contributors, total, largest, keys::text AS keys FROM statistic_amount
     WHERE snapshot_id = ${id} AND (${by}::text IS NULL OR "by" = ${by})`;
}

/**
 * Writes a snapshot, hashed and signed, all or nothing. Null where another process has written this version already: what
 * is frozen stays as it is.
 */
export async function writeSnapshot(
  prisma: PrismaClient,
  key: StatisticKey,
  freezing: Freezing,
  version: number,
): Promise<number | null> {
  const { indicator, period, smallest, at, breakdowns } = freezing;
  const amounts = [...freezing.amounts].flatMap(([by, cells]) =>
    [...cells].map(([bins, amount]): FrozenAmount => ({ by, bins, ...amount.toStore() })),
  );
  const tallies = [...breakdowns].flatMap(([by, cells]) =>
    [...cells].map(([bins, tally]): FrozenTally => ({ by, bins, ...tally.toStore() })),
  );
  const content: FrozenContent = { indicator, period, version, keyVersion: key.version, smallest, tallies, amounts };
  const seal = bytesOf(sealSnapshot(content, readPrivateKey(key.signingKey)));
  return prisma.$transaction(
    async (transaction) => {
      const heading = { indicator, period, version, smallest, keyVersion: key.version, frozenAt: at };
      const [written] = await transaction.statisticSnapshot.createManyAndReturn({
        data: [{ ...heading, ...seal }],
        skipDuplicates: true,
      });
      if (!written) return null;
      await transaction.$executeRaw`
        INSERT INTO statistic_tally (snapshot_id, "by", bins, persons, keys)
        SELECT ${written.id}, * FROM unnest(${tallies.map(({ by }) => by)}::text[], ${tallies.map(({ bins }) => bins)}::text[],
          ${tallies.map(({ persons }) => persons)}::int[], ${tallies.map(({ keys }) => keys)}::numeric[])`;
      await transaction.$executeRaw`
        INSERT INTO statistic_amount (snapshot_id, "by", bins, contributors, total, largest, keys)
        SELECT ${written.id}, * FROM unnest(${amounts.map(({ by }) => by)}::text[], ${amounts.map(({ bins }) => bins)}::text[],
          ${amounts.map(({ contributors }) => contributors)}::int[], ${amounts.map(({ total }) => total)}::bigint[],
          ${amounts.map(({ largest }) => largest)}::bigint[], ${amounts.map(({ keys }) => keys)}::numeric[])`;
      return version;
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
}

/** The snapshots that are not what this body has signed: changed, cut short or added to behind its back. */
export async function findBroken(prisma: PrismaClient): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { id, sha256, signature, publicKey, ...heading } of await prisma.statisticSnapshot.findMany()) {
    const tallies = await prisma.$queryRaw<FrozenTally[]>(
      Prisma.sql`SELECT "by", bins, persons, keys::text AS keys FROM statistic_tally WHERE snapshot_id = ${id}`,
    );
    const seal = { sha256: Buffer.from(sha256), signature: Buffer.from(signature), publicKey: Buffer.from(publicKey) };
    const amounts = await readFrozenAmounts(prisma, id, null);
    if (!isSealed({ ...heading, tallies, amounts }, seal)) broken.push(`${heading.indicator} ${heading.period}`);
  }
  return broken;
}

/** The database's own type of bytes. */
function bytesOf<Name extends string>(seal: Readonly<Record<Name, Buffer>>): Record<Name, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(
    Object.entries<Buffer>(seal).map(([name, bytes]) => [name, new Uint8Array(bytes)]),
  ) as Record<Name, Uint8Array<ArrayBuffer>>;
}

function smallestOf(smallest: number): SmallestCount {
  return smallest === 5 ? 5 : 11;
}
