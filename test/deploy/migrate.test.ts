import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { projectRoot } from '../../schema/files.ts';

const name = `migrate_${randomUUID()}`;
const role = `runtime_${randomUUID()}`;
const eraser = `eraser_${randomUUID()}`;
let owner: URL;

beforeAll(async () => {
  owner = new URL(inject('postgres'));
  await asOwner(`CREATE DATABASE "${name}"`);
  owner.pathname = `/${name}`;
});

afterAll(async () => {
  owner.pathname = '/postgres';
  await asOwner(`DROP DATABASE "${name}" WITH (FORCE)`);
  await asOwner(`DROP ROLE "${role}", "${eraser}"`);
});

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client(owner.href);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function migrate(environment: Record<string, string>): Promise<{ stdout: string }> {
  const given = {
    PATH: process.env.PATH,
    SCHEMA: 'hub',
    OWNER_DATABASE_URL: owner.href,
    RUNTIME_ROLE: role,
    ERASER_ROLE: eraser,
    ERASER_PASSWORD: 'of the eraser',
    ...environment,
  };
  return promisify(execFile)(process.execPath, [join(projectRoot(), 'dist/deploy/migrate.js')], { env: given });
}

test('a database is brought up to date once, and its program connects with the password of the last time', async () => {
  expect((await migrate({ RUNTIME_PASSWORD: 'first' })).stdout).toMatch(/^applied: \d+_\w+/);
  expect((await migrate({ RUNTIME_PASSWORD: 'second' })).stdout).toBe('nothing to apply\n');

  const program = new URL(owner);
  program.username = role;
  program.password = 'second';
  const client = new pg.Client(program.href);
  await client.connect();
  expect((await client.query('SELECT count(*)::int AS n FROM access_record')).rows).toEqual([{ n: 0 }]);
  await expect(client.query('DELETE FROM access_record')).rejects.toThrow(/permission denied/);
  await expect(client.query('SELECT 1 FROM "_prisma_migrations"')).rejects.toThrow(/permission denied/);
  await client.end();
});

test.each([
  [{ RUNTIME_PASSWORD: '' }, 'RUNTIME_PASSWORD'],
  [{ RUNTIME_PASSWORD: 'x', SCHEMA: 'both' }, 'SCHEMA'],
])('%j is refused with the name of what is wrong, and never its value', async (environment, named) => {
  const failed = await migrate(environment as Record<string, string>).catch(
    (error: { code: number; stderr: string }) => error,
  );
  expect(failed).toMatchObject({ code: 1 });
  expect(String((failed as { stderr: string }).stderr)).toContain(`\`${named}\``);
});
