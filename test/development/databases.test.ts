import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ProvidedDatabase, provideDatabases } from '../../development/databases.ts';
import { type Postgres, startPostgres } from '../../development/postgres.ts';

let directory: string;
let server: Postgres;
let hub: ProvidedDatabase;
let body: ProvidedDatabase;

const NAMES = [
  { name: 'hub', schema: 'hub' as const },
  { name: 'CCAS_LONGVIC', schema: 'body' as const },
];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'passerelle-databases-'));
  chmodSync(directory, 0o755);
  server = await startPostgres({ directory });
  await provide(false);
});

afterAll(async () => {
  await server.stop();
  server.remove();
  rmSync(directory, { recursive: true });
});

async function provide(anew: boolean): Promise<void> {
  const databases = await provideDatabases(server, { names: NAMES, databaseKey: 'a key of this test', anew });
  hub = databases.get('hub')!;
  body = databases.get('CCAS_LONGVIC')!;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const A_RECORD = `INSERT INTO access_record (id, at, operation, query_hash, agent, agent_body, profession, secrecy, purpose,
    owner_body, category, decision, rule, rule_set_version, count)
  VALUES (gen_random_uuid(), now(), gen_random_uuid(), 'x', 'AG-01', 'DEPT_21', 'ASS', 'SECRET', 'CASE', 'CCAS_LONGVIC',
    'HOUSING', 'PERMIT', 'R501', '1', 1)`;

test('the hub adds to the journal and to the rules, and can neither change nor remove what stands there', async () => {
  await ask(hub.url, A_RECORD);
  expect(await ask(hub.url, 'SELECT category FROM access_record')).toEqual([{ category: 'HOUSING' }]);
  // PostgreSQL only warns of a grant by somebody who has nothing to give.
  await ask(hub.url, 'GRANT UPDATE ON access_record TO hub');
  await ask(hub.url, 'GRANT UPDATE ON rule_set TO hub');
  for (const attempt of [
    "UPDATE access_record SET decision = 'DENY'",
    'DELETE FROM access_record',
    'TRUNCATE access_record',
    "UPDATE rule_set SET rules = ''",
    'DELETE FROM rule_set',
    "UPDATE rule_set_proposal SET rules = ''",
    'DROP TABLE access_record',
    'ALTER TABLE access_record OWNER TO hub',
  ]) {
    await expect(ask(hub.url, attempt), attempt).rejects.toThrow(/permission denied|must be owner/);
  }
});

test('nobody enters the database of another', async () => {
  const intruder = new URL(body.url);
  intruder.pathname = '/hub';
  await expect(ask(intruder.href, 'SELECT 1')).rejects.toThrow(/permission denied for database/);
  await expect(ask(hub.url.replace(/hub$/, 'CCAS_LONGVIC'), 'SELECT 1')).rejects.toThrow(
    /permission denied for database/,
  );
});

test('a second start finds the data; one that begins anew does not', async () => {
  const count = () => ask(hub.url, 'SELECT count(*)::int AS n FROM access_record');
  await provide(false);
  expect(await count()).toEqual([{ n: 1 }]);
  await provide(true);
  expect(await count()).toEqual([{ n: 0 }]);
});
