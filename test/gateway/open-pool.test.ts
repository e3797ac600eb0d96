import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPool } from '../../gateway/open-pool.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
let watching: pg.Client;
beforeEach(async () => {
  database = await freshDatabase('body');
  watching = new pg.Client({ connectionString: database.url });
  await watching.connect();
});
afterEach(async () => {
  await watching.end();
  await database.drop();
});

/** How many others the server serves on this database. */
async function others(): Promise<number> {
  const { rows } = await watching.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  return rows[0]!.n;
}

test('a pool that has closed has nothing left at the server', async () => {
  const errors: Error[] = [];
  for (let round = 0; round < 20; round += 1) {
    const { pool, close } = openPool({ connectionString: database.url, max: 8 }, (error) => errors.push(error));
    await Promise.all(Array.from({ length: 8 }, () => pool.query('SELECT pg_sleep(0.005)')));
    await close();
    expect(await others()).toBe(0);
  }
  expect(errors).toEqual([]);
});

test('what is still at work when it is told to close comes to its end first', async () => {
  const { pool, close } = openPool({ connectionString: database.url, max: 2 }, () => {});
  const client = await pool.connect();
  const told: string[] = [];
  const last = client.query('SELECT pg_sleep(0.2)').then(() => {
    told.push('answered');
    client.release();
  });
  await close();
  told.push('closed');
  await last;
  expect(told).toEqual(['answered', 'closed']);
  expect(await others()).toBe(0);
});

test('one that was never used closes as well, and one whose connections were lost', async () => {
  await openPool({ connectionString: database.url }, () => {}).close();
  const errors: Error[] = [];
  const { pool, close } = openPool({ connectionString: database.url, max: 3 }, (error) => errors.push(error));
  await Promise.all(Array.from({ length: 3 }, () => pool.query('SELECT pg_sleep(0.01)')));
  await watching.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  while (errors.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  await close();
  expect(await others()).toBe(0);
});
