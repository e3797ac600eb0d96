import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CivilDate } from '../gateway/policy/civil-date.ts';
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
  /** Fills them on the first start, and tells the registry the new addresses on the others. */
  prepare(addresses: Addresses, today: CivilDate): Promise<void>;
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
  return {
    databaseOf(name) {
      const database = databases.get(name);
      if (database === undefined) throw new Error(`\`${name}\` has no database in this run`);
      return database;
    },
    async prepare(addresses, today) {
      const seed = isFirst ? { today, linkageKey: secrets.linkageKey } : null;
      const owners = Object.fromEntries([...databases].map(([name, { ownerUrl }]) => [name, ownerUrl]));
      const { linkageKey, sealingKey } = secrets;
      const linkage: LinkagePreparation = { database: owners.linkage ?? '', linkageKey, sealingKey };
      await Promise.all([
        runPreparation('prepare', { seed, addresses, databases: owners }),
        runPreparation('prepare-linkage', linkage),
      ]);
      if (isFirst) seeded.write({ today });
    },
  };
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
