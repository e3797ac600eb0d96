import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { Postgres } from './postgres.ts';

/**
 * Gives everyone a database of its own on the one server: a role that owns it and may enter no other, as if each stood
 * on a machine of its own. Made on the first start, found again later.
 */
export async function provideDatabases(
  server: Postgres,
  names: readonly string[],
  databaseKey: string,
): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client(server.url('postgres'));
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const found = new Set(rows.map(({ datname }) => datname));
    for (const name of names) {
      if (!found.has(name)) await provide(client, name, passwordOf(name, databaseKey));
    }
  } finally {
    await client.end();
  }
  return new Map(names.map((name) => [name, addressOf(server, name, passwordOf(name, databaseKey))]));
}

/** Only plain names come from the registry's codes, so they can be written into a statement that takes no parameters. */
async function provide(client: pg.Client, name: string, password: string): Promise<void> {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error(`\`${name}\` cannot name a database`);
  const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (role.rowCount === 0) await client.query(`CREATE ROLE "${name}" LOGIN PASSWORD '${password}'`);
  await client.query(`CREATE DATABASE "${name}" OWNER "${name}"`);
  await client.query(`REVOKE CONNECT ON DATABASE "${name}" FROM PUBLIC`);
}

function passwordOf(name: string, databaseKey: string): string {
  return createHmac('sha256', databaseKey).update(name).digest('base64url');
}

function addressOf(server: Postgres, name: string, password: string): string {
  return `postgresql://${name}:${password}@127.0.0.1:${server.port}/${name}`;
}
