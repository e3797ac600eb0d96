import { join } from 'node:path';
import { applyMigrations } from '../prisma/apply-migrations.ts';
import { projectRoot } from '../schema/files.ts';
import { grantRole } from './grant-role.ts';

/** What a migration reads from its environment. The compose file is held against this list. */
export const MIGRATION_VARIABLES = {
  SCHEMA: 'hub, body or linkage',
  OWNER_DATABASE_URL: 'the database, as the role that owns it',
  RUNTIME_ROLE: 'the role that the program connects as',
  RUNTIME_PASSWORD: 'its password',
  ERASER_ROLE: 'hub only: the role that removes records past their retention',
  ERASER_PASSWORD: 'its password',
} as const;

/** Brings one database up to this version of the code, before the programs of this version start, and says what it did. */
async function main(): Promise<void> {
  const schema = read('SCHEMA');
  if (schema !== 'hub' && schema !== 'body' && schema !== 'linkage')
    throw new Error('`SCHEMA` is none of hub, body and linkage');
  const owner = read('OWNER_DATABASE_URL');
  const applied = await applyMigrations(owner, join(projectRoot(), 'prisma', schema, 'migrations'));
  await grantRole(owner, { role: read('RUNTIME_ROLE'), password: read('RUNTIME_PASSWORD'), kind: schema });
  if (schema === 'hub')
    await grantRole(owner, { role: read('ERASER_ROLE'), password: read('ERASER_PASSWORD'), kind: 'eraser' });
  console.log(applied.length === 0 ? 'nothing to apply' : `applied: ${applied.join(', ')}`);
}

function read(name: keyof typeof MIGRATION_VARIABLES): string {
  const value = process.env[name];
  if (!value) throw new Error(`\`${name}\` is missing: ${MIGRATION_VARIABLES[name]}`);
  return value;
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
