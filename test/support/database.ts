import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { applyMigrations } from '../../prisma/apply-migrations.ts';

/** A database of its own for one test, with every migration applied. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** What a template holds besides its tables; done once per run and copied from then on. */
export interface Filling {
  /** Names the template: two fillings of one schema must not share a name. */
  readonly name: string;
  readonly fill: (url: string) => Promise<void>;
}

/** Migrations (and the filling) are applied once per run; each call then copies the result, in some tens of milliseconds. */
export async function freshDatabase(schema: 'hub' | 'body' | 'linkage', filling?: Filling): Promise<FreshDatabase> {
  const template = `template_${schema}_${filling?.name ?? 'empty'}`.toLowerCase();
  const name = `${schema}_${randomUUID()}`;
  await asAdministrator(async (client) => {
    await makeTemplate(client, template, schema, filling);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  });
  return {
    url: addressOf(name),
    drop: () =>
      asAdministrator(async (client) => {
        await awaitGoodbyes(client, name);
        await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      }),
  };
}

/** How long whoever has closed may take to be gone; a test that leaves something open is cut off after it. */
const LONGEST_GOODBYE_MS = 2_000;

/**
 * A pool ends before its connections do, and to one that is cut off in between the server says so (57P01) when nobody
 * listens any more: the process of the test would end of it.
 */
async function awaitGoodbyes(client: pg.Client, name: string): Promise<void> {
  for (const end = performance.now() + LONGEST_GOODBYE_MS; performance.now() < end; ) {
    const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Test files run in processes of their own: the first to ask makes the template, the others wait for it. */
async function makeTemplate(client: pg.Client, template: string, schema: string, filling?: Filling): Promise<void> {
  await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount !== 0) return;
    const draft = `draft_${randomUUID()}`;
    await client.query(`CREATE DATABASE "${draft}"`);
    await applyMigrations(addressOf(draft), join(import.meta.dirname, '../../prisma', schema, 'migrations'));
    await filling?.fill(addressOf(draft));
    await client.query(`ALTER DATABASE "${draft}" RENAME TO "${template}"`);
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtext($1))', [template]);
  }
}

async function asAdministrator(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(inject('postgres'));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function addressOf(database: string): string {
  const address = new URL(inject('postgres'));
  address.pathname = `/${database}`;
  return address.href;
}
