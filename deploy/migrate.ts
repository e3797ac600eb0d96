import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyMigrations } from '../prisma/apply-migrations.ts';
import { projectRoot } from '../schema/files.ts';
import { grantRole } from './grant-role.ts';

/** What a migration reads from its environment. The compose file is held against this list. */
export const MIGRATION_VARIABLES = {
  SCHEMA: 'hub or body',
  OWNER_DATABASE_URL: 'the database, as the role that owns it',
  OWNER_PASSWORD_FILE: 'a file that holds the password of that role',
  RUNTIME_ROLE: 'the role that the program connects as',
  RUNTIME_PASSWORD_FILE: 'a file that holds its password',
} as const;

/** Brings one database up to this version of the code, before the programs of this version start, and says what it did. */
async function main(): Promise<void> {
  const schema = read('SCHEMA');
  if (schema !== 'hub' && schema !== 'body') throw new Error('`SCHEMA` is neither hub nor body');
  const owner = new URL(read('OWNER_DATABASE_URL'));
  owner.password = encodeURIComponent(readSecret('OWNER_PASSWORD_FILE'));
  const applied = await applyMigrations(owner.href, join(projectRoot(), 'prisma', schema, 'migrations'));
  await grantRole(owner.href, { role: read('RUNTIME_ROLE'), password: readSecret('RUNTIME_PASSWORD_FILE'), schema });
  console.log(applied.length === 0 ? 'nothing to apply' : `applied: ${applied.join(', ')}`);
}

function read(name: keyof typeof MIGRATION_VARIABLES): string {
  const value = process.env[name];
  if (!value) throw new Error(`\`${name}\` is missing: ${MIGRATION_VARIABLES[name]}`);
  return value;
}

function readSecret(name: 'OWNER_PASSWORD_FILE' | 'RUNTIME_PASSWORD_FILE'): string {
  return readFileSync(read(name), 'utf8').trim();
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
