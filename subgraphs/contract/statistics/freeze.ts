import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { CATALOGUE } from '../../../disclosure/catalogue.ts';
import { type Indicator, isMadeBy } from '../../../disclosure/indicator.ts';
import { daysOf, endedPeriods } from '../../../disclosure/periods.ts';
import { smallestFor } from '../../../disclosure/perturbation-table.ts';
import { RECORD_KEY_VERSION, recordKey } from '../../../disclosure/record-key.ts';
import { readPrivateKey } from '../../../disclosure/sign-snapshot.ts';
import { startSumming } from '../../../disclosure/sum-amounts.ts';
import type { PrismaClient, StatisticKey } from '../../../prisma/generated/body/client.ts';
import { countPersons } from './count-persons.ts';
import { readPersons } from './person-source.repository.ts';
import { ensureKey, findKey, findSnapshot, findThreshold, writeSnapshot } from './snapshot.repository.ts';

/** The body that freezes, and how its noise is made. */
export interface FreezingBody {
  readonly prisma: PrismaClient;
  readonly kind: string;
  readonly capabilities: readonly string[];
  /** The instant of freezing; what has ended by this day in France is frozen. */
  readonly at: Date;
  readonly today: string;
  /** Random bytes, where the body has no key yet; given by those who must have the same noise in every run. */
  readonly newRecordKey?: Uint8Array;
}

/**
 * Freezes every period since a day that has ended and is not frozen yet, and says which: `N2 2025`. Done every month;
 * doing it again changes nothing.
 */
export async function freezeEnded(body: FreezingBody, since: string): Promise<readonly string[]> {
  const frozen: string[] = [];
  for (const indicator of CATALOGUE) {
    if (!isMadeBy(indicator, body)) continue;
    for (const period of endedPeriods(indicator.period, since, body.today)) {
      if ((await findSnapshot(body.prisma, indicator.code, period)) !== null) continue;
      if ((await freezeVersion(body, indicator, period, 1)) !== null) frozen.push(`${indicator.code} ${period}`);
    }
  }
  return frozen;
}

/** Freezes a period once more, because what was counted was wrong: a version more, and those before stay. */
export async function correctSnapshot(body: FreezingBody, indicator: Indicator, period: string): Promise<number> {
  const latest = await findSnapshot(body.prisma, indicator.code, period);
  if (latest === null) throw new Error('only what is frozen can be corrected');
  const version = await freezeVersion(body, indicator, period, latest.version + 1);
  if (version === null) throw new Error('another process corrects the same period');
  return version;
}

async function freezeVersion(
  body: FreezingBody,
  indicator: Indicator,
  period: string,
  version: number,
): Promise<number | null> {
  const { prisma, at } = body;
  const days = daysOf(indicator.period, period);
  if (days === null || days.to > body.today) throw new Error('only a period that has ended can be frozen');
  const key = (await findKey(prisma)) ?? (await ensureKey(prisma, () => newKey(body.newRecordKey), at));
  const summing = indicator.amount === null ? undefined : startSumming(indicator);
  const keyOf = (person: string) => recordKey(key.recordKey, key.version, person);
  const breakdowns = await countPersons(indicator, readPersons(prisma, indicator, days), keyOf, summing);
  const amounts = summing?.seal() ?? new Map();
  const smallest = smallestFor(indicator.sensitivity, await findThreshold(prisma, indicator.code));
  return writeSnapshot(prisma, key, { indicator: indicator.code, period, smallest, at, breakdowns, amounts }, version);
}

/** The public half (SPKI) of the key under which this body signs what it releases; made now, where it has none yet. */
export async function showStatisticKey(body: Pick<FreezingBody, 'prisma' | 'at' | 'newRecordKey'>): Promise<Buffer> {
  const { prisma, at, newRecordKey } = body;
  const { signingKey } = (await findKey(prisma)) ?? (await ensureKey(prisma, () => newKey(newRecordKey), at));
  return createPublicKey(readPrivateKey(signingKey)).export({ format: 'der', type: 'spki' });
}

function newKey(given: Uint8Array | undefined): Omit<StatisticKey, 'createdAt'> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    version: RECORD_KEY_VERSION,
    recordKey: new Uint8Array(given ?? randomBytes(32)),
    signingKey: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}
