import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { applyMigrations } from '../../prisma/apply-migrations.ts';
import { withSchemaEngine } from '../../prisma/schema-engine.ts';

let url: string;
let dir: string;

beforeEach(async () => {
  const name = `empty_${randomUUID()}`;
  await query(inject('postgres'), `CREATE DATABASE "${name}"`);
  const address = new URL(inject('postgres'));
  address.pathname = `/${name}`;
  url = address.href;
  dir = mkdtempSync(join(tmpdir(), 'migrations-'));
});

afterEach(async () => {
  rmSync(dir, { recursive: true });
  await query(inject('postgres'), `DROP DATABASE "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
});

describe('applyMigrations', () => {
  test('applies what is there in the order of the names, and nothing twice', async () => {
    write('002_second', 'ALTER TABLE a ADD COLUMN y int');
    write('001_first', 'CREATE TABLE a (x int)');
    await expect(applyMigrations(url, dir)).resolves.toEqual(['001_first', '002_second']);
    await expect(applyMigrations(url, dir)).resolves.toEqual([]);
    write('003_third', 'CREATE TABLE b (x int)');
    await expect(applyMigrations(url, dir)).resolves.toEqual(['003_third']);
  });

  test('a migration that fails leaves nothing of itself, and those before it stand', async () => {
    write('001_first', 'CREATE TABLE a (x int)');
    write('002_second', 'CREATE TABLE b (x int); SELECT 1 / 0;');
    await expect(applyMigrations(url, dir)).rejects.toThrow('migration `002_second` was not applied');
    expect(await tables()).toEqual(['_prisma_migrations', 'a']);
    write('002_second', 'CREATE TABLE b (x int)');
    await expect(applyMigrations(url, dir)).resolves.toEqual(['002_second']);
  });

  test('a migration that cannot be written down leaves nothing of itself either', async () => {
    write(
      '001_first',
      `CREATE TABLE a (x int);
       CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END; $$;
       CREATE TRIGGER refuse BEFORE INSERT ON "_prisma_migrations" FOR EACH ROW EXECUTE FUNCTION refuse();`,
    );
    await expect(applyMigrations(url, dir)).rejects.toThrow('migration `001_first` was not applied');
    expect(await tables()).toEqual(['_prisma_migrations']);
  });

  test('two that migrate at once do it once', async () => {
    write('001_first', 'CREATE TABLE a (x int); SELECT pg_sleep(0.2);');
    const both = await Promise.all([applyMigrations(url, dir), applyMigrations(url, dir)]);
    expect(both.flat()).toEqual(['001_first']);
  });

  test('a migration that was changed after it was applied is refused, and so is all that follows', async () => {
    write('001_first', 'CREATE TABLE a (x int)');
    await applyMigrations(url, dir);
    write('001_first', 'CREATE TABLE a (x bigint)');
    write('002_second', 'CREATE TABLE b (x int)');
    await expect(applyMigrations(url, dir)).rejects.toThrow('migration `001_first` was changed after it was applied');
    expect(await tables()).toEqual(['_prisma_migrations', 'a']);
  });

  test('a database that has applied what this code does not know is refused', async () => {
    write('001_first', 'CREATE TABLE a (x int)');
    write('003_third', 'CREATE TABLE c (x int)');
    await applyMigrations(url, dir);
    write('002_second', 'CREATE TABLE b (x int)');
    await expect(applyMigrations(url, dir)).rejects.toThrow('applied `003_third` where this code has `002_second`');
    rmSync(join(dir, '002_second'), { recursive: true });
    rmSync(join(dir, '003_third'), { recursive: true });
    await expect(applyMigrations(url, dir)).rejects.toThrow('applied `003_third` where this code has `nothing`');
  });

  test('a migration that another tool left halfway is refused', async () => {
    write('001_first', 'CREATE TABLE a (x int)');
    await applyMigrations(url, dir);
    await query(url, 'UPDATE "_prisma_migrations" SET finished_at = NULL');
    await expect(applyMigrations(url, dir)).rejects.toThrow('migration `001_first` failed halfway');
  });
});

describe.each(['hub', 'body'])('prisma/%s', (database) => {
  const folder = resolve('prisma', database);
  const schema = readdirSync(folder)
    .filter((file) => file.endsWith('.prisma'))
    .map((file) => ({ path: join(folder, file), content: readFileSync(join(folder, file), 'utf8') }));

  test('its migrations make exactly what its schema says', async () => {
    await applyMigrations(url, join(folder, 'migrations'));
    await expect(differenceTo(schema)).resolves.toBeNull();
  });

  test('a schema that says more than its migrations is noticed', async () => {
    await applyMigrations(url, join(folder, 'migrations'));
    const more = { path: join(folder, 'more.prisma'), content: 'model Unwritten {\n  id String @id\n}' };
    await expect(differenceTo([...schema, more])).resolves.toContain('CREATE TABLE "Unwritten"');
  });

  /** What the schema engine would still have to do to this database; null: nothing. */
  function differenceTo(files: { path: string; content: string }[]): Promise<string | null> {
    const filters = { externalTables: [], externalEnums: [] };
    const migrations = join(folder, 'migrations');
    const migrationsList = {
      baseDir: migrations,
      shadowDbInitScript: '',
      lockfile: {
        path: 'migration_lock.toml',
        content: readFileSync(join(migrations, 'migration_lock.toml'), 'utf8'),
      },
      migrationDirectories: readdirSync(migrations, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => ({
          path: name,
          migrationFile: {
            path: 'migration.sql',
            content: { tag: 'ok' as const, value: readFileSync(join(migrations, name, 'migration.sql'), 'utf8') },
          },
        })),
    };
    return withSchemaEngine(url, files, async (engine) => {
      const { action } = await engine.devDiagnostic({ migrationsList, filters });
      expect(action.tag).toBe('createMigration');
      const created = await engine.createMigration({
        draft: false,
        migrationName: 'difference',
        migrationsList,
        schema: { files },
        filters,
      });
      return created.migrationScript;
    });
  }
});

function write(name: string, sql: string): void {
  mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name, 'migration.sql'), sql);
}

async function tables(): Promise<string[]> {
  const rows = await query<{ name: string }>(
    url,
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

async function query<Row extends pg.QueryResultRow>(address: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
