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
import type { Secrets } from './secrets.ts';

/** The ten databases of the town. */
export interface Town {
  databaseOf(name: string): ProvidedDatabase;
  /** Fills them on the first start, and tells the registry the new addresses on the others. */
  prepare(addresses: Addresses, today: CivilDate): Promise<void>;
}

const NAMES = [
  { name: 'hub', schema: 'hub' as const },
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
      await runPreparation({ seed, addresses, databases: owners });
      if (isFirst) seeded.write({ today });
    },
  };
}

function runPreparation(preparation: Preparation): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot(), 'dist/development/prepare.js')], {
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('the town could not be prepared'))));
    child.stdin.end(JSON.stringify(preparation));
  });
}
