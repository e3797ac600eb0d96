import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../development/postgres.ts';
import { freshDatabase } from '../support/database.ts';

const isRoot = process.getuid?.() === 0;
const running: Postgres[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) {
    await server.stop();
    server.remove();
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-postgres-test-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

async function start(directory: string): Promise<Postgres> {
  const server = await startPostgres({ directory });
  running.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('what was committed is found again by the next start, and nothing less than durable is on', async () => {
  const directory = aFolder();
  const first = await start(directory);
  await ask(first.url('postgres'), 'CREATE TABLE kept (word text)');
  await ask(first.url('postgres'), "INSERT INTO kept VALUES ('yes')");
  await first.stop();

  const second = await start(directory);
  expect(await ask(second.url('postgres'), 'SELECT word FROM kept')).toEqual([{ word: 'yes' }]);
  expect(
    await ask(second.url('postgres'), "SELECT current_setting('fsync') || current_setting('synchronous_commit') AS s"),
  ).toEqual([{ s: 'onon' }]);
});

test('the server of a killed run gives way to the next one, and loses nothing', async () => {
  const directory = aFolder();
  const first = await start(directory);
  await ask(first.url('postgres'), 'CREATE TABLE kept (word text)');

  const second = await start(directory);
  expect(first.process.exitCode).toBe(0);
  expect(await ask(second.url('postgres'), 'SELECT * FROM kept')).toEqual([]);
});

test('a lock file whose number now belongs to another process blocks nothing and harms nobody', async () => {
  const directory = aFolder();
  const first = await start(directory);
  await first.stop();
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const cluster = join(directory, 'postgres', 'cluster');
  writeFileSync(join(cluster, 'postmaster.pid'), `${bystander.pid}\n${cluster}\n0\n${first.port}\n`);

  const second = await start(directory);
  expect(await ask(second.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
  bystander.kill();
});

test('a server whose data folder was removed starts again from nothing', async () => {
  const directory = aFolder();
  const first = await start(directory);
  await ask(first.url('postgres'), 'CREATE TABLE forgotten (word text)');
  await first.stop();
  rmSync(join(directory, 'keys'), { recursive: true });

  const second = await start(directory);
  expect(await ask(second.url('postgres'), "SELECT to_regclass('forgotten') AS found")).toEqual([{ found: null }]);
});

test('nobody connects without the password', async () => {
  const server = await start(aFolder());
  const address = new URL(server.url('postgres'));
  address.password = 'guess';
  await expect(ask(address.href, 'SELECT 1')).rejects.toThrow(/password/);
});

test.runIf(isRoot)('a clone that only root may enter keeps its data below the temporary folder', async () => {
  const locked = aFolder(0o700);
  const directory = join(locked, 'data');
  mkdirSync(directory);
  const server = await start(directory);
  expect(await ask(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(existsSync(join(directory, 'postgres'))).toBe(false);
});

test('two fresh databases of one schema have its tables and know nothing of each other', async () => {
  const [one, other] = await Promise.all([freshDatabase('hub'), freshDatabase('hub')]);
  await ask(
    one.url,
    "INSERT INTO body (code, kind, name, capabilities, registered_on) VALUES ('X', 'COMMUNE', 'X', '{}', '2026-01-01')",
  );
  expect(await ask(one.url, 'SELECT count(*)::int AS n FROM body')).toEqual([{ n: 1 }]);
  expect(await ask(other.url, 'SELECT count(*)::int AS n FROM body')).toEqual([{ n: 0 }]);
  await one.drop();
  await other.drop();
});
