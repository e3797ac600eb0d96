import { spawn } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import type { CivilDate } from '../gateway/policy/civil-date.ts';
import { openKey, publishedKeys } from '../linkage/service/key.repository.ts';
import type { Addresses } from '../prisma/seed/hub.ts';
import { BODIES } from '../prisma/seed/town.ts';
import { projectRoot } from '../schema/files.ts';
import { type ProvidedDatabase, provideDatabases } from './databases.ts';
import { KeptFile } from './kept-file.ts';
import type { Postgres } from './postgres.ts';
import type { Preparation } from './prepare.ts';
import type { LinkagePreparation } from './prepare-linkage.ts';
import type { Secrets } from './secrets.ts';

/** The databases of the town: the hub's, one per body, and the linkage service's. */
export interface Town {
  databaseOf(name: string): ProvidedDatabase;
  /** The public keys of the linkage service, as its bodies trust them: `1=…,2=…`. */
  readonly trustedKeys: string;
  /**
   * Fills them on the first start, and tells the registry the new addresses on the others. Resolves once the hub can start;
   * the linkage service, which nobody asks in the first seconds, may still be told of the town: `settled` says when all is done.
   */
  prepare(addresses: Addresses, today: CivilDate): Promise<{ readonly settled: Promise<void> }>;
}

const NAMES = [
  { name: 'hub', schema: 'hub' as const },
  { name: 'linkage', schema: 'linkage' as const },
  ...BODIES.map(({ code }) => ({ name: code, schema: 'body' as const })),
];

export async function openTown(server: Postgres, data: string, secrets: Secrets): Promise<Town> {
  // Written last, so that a first start that was interrupted begins again from nothing.
  const seeded = new KeptFile<{ readonly today: CivilDate }>(join(data, 'town.json'));
  const isFirst = seeded.read() === null;
  const databases = await provideDatabases(server, { names: NAMES, databaseKey: secrets.databaseKey, anew: isFirst });
  const owners = Object.fromEntries([...databases].map(([name, { ownerUrl }]) => [name, ownerUrl]));
  const { linkageKey, sealingKey } = secrets;
  const trustedKeys = await openLinkageKeys(owners.linkage ?? '', sealingKey);
  const linked = isFirst
    ? runPreparation('prepare-linkage', { database: owners.linkage ?? '', linkageKey, sealingKey })
    : Promise.resolve();
  // Awaited with the rest of what is prepared; until then, that it failed is nobody's error.
  linked.catch(() => undefined);
  return {
    databaseOf(name) {
      const database = databases.get(name);
      if (database === undefined) throw new Error(`\`${name}\` has no database in this run`);
      return database;
    },
    trustedKeys,
    async prepare(addresses, today) {
      await runPreparation('prepare', { seed: isFirst ? { today, linkageKey } : null, addresses, databases: owners });
      const settled = linked.then(() => {
        if (isFirst) seeded.write({ today });
      });
      settled.catch(() => undefined);
      return { settled };
    },
  };
}

/** What bodies would compare among themselves before they trust it. The service's first key is made if there is none. */
async function openLinkageKeys(ownerUrl: string, sealingKey: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  try {
    await openKey(pool, Buffer.from(sealingKey, 'base64url'));
    const keys = await publishedKeys(pool);
    return keys.map(({ version, publicKey }) => `${version}=${publicKey}`).join();
  } finally {
    await pool.end();
  }
}

function runPreparation(program: string, preparation: Preparation | LinkagePreparation): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot(), `dist/development/${program}.js`)], {
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('the town could not be prepared'))));
    child.stdin.end(JSON.stringify(preparation));
  });
}
