import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { grantRole } from '../deploy/grant-role.ts';
import { applyMigrations } from '../prisma/apply-migrations.ts';
import { projectRoot } from '../schema/files.ts';
import type { Postgres } from './postgres.ts';

/** A database of the run: as its owner, who may change its tables, and as the program that works on it, who may not. */
export interface ProvidedDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly url: string;
}

/**
 * Gives everyone a database of its own on the one server, up to date, and a role that may enter no other: as if each
 * stood on a machine of its own. With `anew`, what they held is forgotten first.
 */
export async function provideDatabases(
  server: Postgres,
  o: {
    readonly names: readonly { name: string; schema: 'hub' | 'body' }[];
    readonly databaseKey: string;
    readonly anew: boolean;
  },
): Promise<ReadonlyMap<string, ProvidedDatabase>> {
  await createMissing(
    server,
    o.names.map(({ name }) => name),
    o.anew,
  );
  const provided = await Promise.all(
    o.names.map(async ({ name, schema }) => {
      const ownerUrl = server.url(name);
      const password = createHmac('sha256', o.databaseKey).update(name).digest('base64url');
      await applyMigrations(ownerUrl, join(projectRoot(), 'prisma', schema, 'migrations'));
      await grantRole(ownerUrl, { role: name, password, schema });
      return { name, ownerUrl, url: `postgresql://${name}:${password}@127.0.0.1:${server.port}/${name}` };
    }),
  );
  return new Map(provided.map((database) => [database.name, database]));
}

async function createMissing(server: Postgres, names: readonly string[], anew: boolean): Promise<void> {
  const client = new pg.Client(server.url('postgres'));
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const found = new Set(rows.map(({ datname }) => datname));
    for (const name of names) {
      const quoted = pg.escapeIdentifier(name);
      if (found.has(name) && anew) await client.query(`DROP DATABASE ${quoted} WITH (FORCE)`);
      if (!found.has(name) || anew) await client.query(`CREATE DATABASE ${quoted}`);
    }
  } finally {
    await client.end();
  }
}
