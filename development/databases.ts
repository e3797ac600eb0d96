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
  /** As the one who removes records past their retention: of the hub's database only. */
  readonly eraserUrl: string | null;
}

const ERASER = 'eraser';

/**
 * Gives everyone a database of its own on the one server, up to date, and a role that may enter no other: as if each
 * stood on a machine of its own. With `anew`, what they held is forgotten first.
 */
export async function provideDatabases(
  server: Postgres,
  o: {
    readonly names: readonly { name: string; schema: 'hub' | 'body' | 'linkage' }[];
    readonly databaseKey: string;
    readonly anew: boolean;
  },
): Promise<ReadonlyMap<string, ProvidedDatabase>> {
  const provided = await Promise.all(
    o.names.map(async ({ name, schema }) => {
      await create(server, name, o.anew);
      const ownerUrl = server.url(name);
      const passwordOf = (role: string) => createHmac('sha256', o.databaseKey).update(role).digest('base64url');
      const urlOf = (role: string) => `postgresql://${role}:${passwordOf(role)}@127.0.0.1:${server.port}/${name}`;
      await applyMigrations(ownerUrl, join(projectRoot(), 'prisma', schema, 'migrations'));
      await grantRole(ownerUrl, { role: name, password: passwordOf(name), kind: schema });
      if (schema !== 'hub') return { name, ownerUrl, url: urlOf(name), eraserUrl: null };
      await grantRole(ownerUrl, { role: ERASER, password: passwordOf(ERASER), kind: 'eraser' });
      return { name, ownerUrl, url: urlOf(name), eraserUrl: urlOf(ERASER) };
    }),
  );
  return new Map(provided.map((database) => [database.name, database]));
}

/** Each over a connection of its own: the server makes ten at once three times as fast as one after the other. */
async function create(server: Postgres, name: string, anew: boolean): Promise<void> {
  const client = new pg.Client(server.url('postgres'));
  await client.connect();
  try {
    const quoted = pg.escapeIdentifier(name);
    if (anew) await client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${quoted}`);
  } finally {
    await client.end();
  }
}
