import { PrismaPg } from '@prisma/adapter-pg';
import type { CivilDate } from '../gateway/policy/civil-date.ts';
import { PrismaClient as BodyDatabase } from '../prisma/generated/body/client.ts';
import { PrismaClient as HubDatabase } from '../prisma/generated/hub/client.ts';
import { seedBody } from '../prisma/seed/bodies.ts';
import { type Addresses, type HubSeed, moveHub, seedHub } from '../prisma/seed/hub.ts';
import { BODIES } from '../prisma/seed/town.ts';

/** Address of the database of the hub (`hub`) or of a body, by its code, as its owner. */
export type DatabaseOf = (name: string) => string;

/** Fills ten empty databases with the fictitious town as of a civil date, each with what its owner would know. */
export async function seedTown(databaseOf: DatabaseOf, today: CivilDate, seed: HubSeed): Promise<void> {
  await Promise.all([
    withHub(databaseOf, (hub) => seedHub(hub, seed)),
    ...BODIES.map(({ code }) =>
      using(new BodyDatabase({ adapter: adapterOf(databaseOf(code)) }), (body) => seedBody(code, body, today)),
    ),
  ]);
}

/** Tells the registry where bodies and issuers stand this time. */
export function placeTown(databaseOf: DatabaseOf, addresses: Addresses): Promise<void> {
  return withHub(databaseOf, (hub) => moveHub(hub, addresses));
}

function withHub(databaseOf: DatabaseOf, work: (hub: HubDatabase) => Promise<void>): Promise<void> {
  return using(new HubDatabase({ adapter: adapterOf(databaseOf('hub')) }), work);
}

function adapterOf(connectionString: string): PrismaPg {
  return new PrismaPg({ connectionString, max: 2 });
}

async function using<Client extends { $disconnect(): Promise<void> }>(
  client: Client,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  try {
    await work(client);
  } finally {
    await client.$disconnect();
  }
}
