import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/hub/client.ts';
import { type Addresses, seedHub } from '../../prisma/seed/hub.ts';
import { BODIES } from '../../prisma/seed/town.ts';
import type { Filling } from './database.ts';

/** The key that the bodies share in tests. */
export const LINKAGE_KEY = 'a linkage key of the tests, thirty-two bytes or more';

/** Addresses that nothing serves. */
export const NOWHERE: Addresses = {
  bodies: Object.fromEntries(BODIES.map(({ code }) => [code, `http://${code.toLowerCase()}.invalid`])),
  issuers: BODIES.map(({ code }) => ({
    issuer: `https://issuer.${code.toLowerCase()}.invalid`,
    bodyCode: code,
    jwksUri: `https://issuer.${code.toLowerCase()}.invalid/jwks.json`,
  })),
};

/** The hub's database with the whole reference data set. */
export const seededHub: Filling = {
  name: 'seeded',
  fill: (url) => withHub(url, (prisma) => seedHub(prisma, { ...NOWHERE, linkageKey: LINKAGE_KEY })),
};

/** Opens the hub's database for the length of one piece of work. */
export async function withHub<T>(url: string, work: (prisma: PrismaClient) => Promise<T>): Promise<T> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 2 }) });
  try {
    return await work(prisma);
  } finally {
    await prisma.$disconnect();
  }
}
