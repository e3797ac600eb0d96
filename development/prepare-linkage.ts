import { text } from 'node:stream/consumers';
import pg from 'pg';
import { seedLinkage } from '../prisma/seed/linkage.ts';
import { crowd, town } from '../prisma/seed/town.ts';
import { complain } from './complain.ts';
import { elementsOnAllCores } from './elements-on-all-cores.ts';

/** What the linkage service is prepared with; given on standard input, since it holds keys. */
export interface LinkagePreparation {
  /** Its database, as the owner. */
  readonly database: string;
  readonly linkageKey: string;
  /** In base64url. */
  readonly sealingKey: string;
}

/** Tells the linkage service of the town, once. A process of its own, beside the one that fills the other databases. */
async function main(): Promise<void> {
  const { database, linkageKey, sealingKey } = JSON.parse(await text(process.stdin)) as LinkagePreparation;
  const pool = new pg.Pool({ connectionString: database, max: 2 });
  const people = [...town, ...crowd()];
  const elementsOf = elementsOnAllCores;
  await seedLinkage(pool, { people, linkageKey, sealingKey: Buffer.from(sealingKey, 'base64url'), elementsOf });
  await pool.end();
}

main().then(() => process.exit(0), complain);
