import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Prisma's own advisory lock: its tools and this one never migrate the same database at once. */
const LOCK = 72707369;

/** Prisma's own bookkeeping, so that its schema engine finds the history in order. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/**
 * Brings a database up to the migrations of `dir` and returns the names of those it applied, oldest first.
 *
 * Each migration and the row that says it was applied are one transaction: a crash leaves it done or not begun. What
 * the database has already applied must be the beginning of what `dir` holds, unchanged; anything else is refused
 * before a statement is run, because nobody can say any more which schema that database has.
 */
export async function applyMigrations(databaseUrl: string, dir: string): Promise<string[]> {
  const migrations = readMigrations(dir);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(BOOKKEEPING);
    const { rows } = await client.query<Applied>(
      `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations"
        WHERE "rolled_back_at" IS NULL ORDER BY "migration_name" COLLATE "C"`,
    );
    refuseDivergence(migrations, rows);
    const pending = migrations.slice(rows.length);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    // Ending the session also gives the lock back, after a failure too.
    await client.end();
  }
}

/** The migrations of a folder in the order of their names, which begin with the time they were made. */
function readMigrations(dir: string): Migration[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

function refuseDivergence(migrations: readonly Migration[], applied: readonly Applied[]): void {
  for (const [index, row] of applied.entries()) {
    const migration = migrations[index];
    if (row.finished_at === null) {
      throw new Error(
        `migration \`${row.migration_name}\` failed halfway under another tool: repair the database first`,
      );
    }
    if (migration?.name !== row.migration_name) {
      throw new Error(
        `the database applied \`${row.migration_name}\` where this code has \`${migration?.name ?? 'nothing'}\``,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new Error(`migration \`${migration.name}\` was changed after it was applied: add a new one instead`);
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`migration \`${name}\` was not applied`, { cause });
  }
}
