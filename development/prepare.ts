import { text } from 'node:stream/consumers';
import { PrismaPg } from '@prisma/adapter-pg';
import type { CivilDate } from '../gateway/policy/civil-date.ts';
import { PrismaClient as BodyDatabase } from '../prisma/generated/body/client.ts';
import { PrismaClient as HubDatabase } from '../prisma/generated/hub/client.ts';
import { seedBody } from '../prisma/seed/bodies.ts';
import { type Addresses, moveHub, seedHub } from '../prisma/seed/hub.ts';
import { BODIES } from '../prisma/seed/town.ts';
import { showStatisticKey } from '../subgraphs/contract/statistics/freeze.ts';
import { complain } from './complain.ts';

/** What the town is prepared with; given on standard input, since it holds the keys of everything. */
export interface Preparation {
  /** Null where the town stands already: then only addresses are new. */
  readonly seed: { readonly today: CivilDate; readonly linkageKey: string } | null;
  readonly addresses: Addresses;
  /** The databases of the hub (`hub`) and of each body, by code, as their owners. */
  readonly databases: Readonly<Record<string, string>>;
}

/**
 * Fills ten empty databases with the fictitious town, each with what its owner would know, or tells the registry where
 * bodies and issuers stand this time. A process of its own, so that a run does not carry the memory of its first minute.
 */
async function main(): Promise<void> {
  const { seed, addresses, databases } = JSON.parse(await text(process.stdin)) as Preparation;
  const hub = new HubDatabase({ adapter: adapterTo(databases.hub), transactionOptions: PATIENCE });
  const [, ...statisticKeys] = await Promise.all([
    seed && seedHub(hub, { ...addresses, linkageKey: seed.linkageKey }),
    ...BODIES.map(({ code }) => {
      const body = new BodyDatabase({ adapter: adapterTo(databases[code]), transactionOptions: PATIENCE });
      return using(body, async () => {
        if (seed) await seedBody(code, body, seed.today);
        return { bodyCode: code, publicKey: await showStatisticKey({ prisma: body, at: new Date() }) };
      });
    }),
  ]);
  await using(hub, () => moveHub(hub, { ...addresses, statisticKeys }));
}

/** Twelve processes start at once: on a busy machine a connection may take longer than the client would wait by itself. */
const PATIENCE = { maxWait: 60_000, timeout: 60_000 };

function adapterTo(connectionString: string | undefined): PrismaPg {
  if (connectionString === undefined) throw new Error('the town has fewer databases than bodies');
  return new PrismaPg({ connectionString, max: 2 });
}

async function using<Result>(client: { $disconnect(): Promise<void> }, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    await client.$disconnect();
  }
}

main().then(() => process.exit(0), complain);
