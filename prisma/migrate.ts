import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { applyMigrations } from './apply-migrations.ts';
import { withSchemaEngine } from './schema-engine.ts';

/**
 * `npm run migrate -- dev|deploy|diff|status hub|body [name]`, against the database of `DATABASE_URL`.
 *
 * dev     applies what is there, writes what the schema has more as a new migration called `name`, applies it too
 * deploy  applies what is there
 * diff    prints the SQL of the whole schema
 * status  says whether database and migrations agree
 */

const NO_FILTER = { externalTables: [], externalEnums: [] };

/** One of the two schemas: its datamodel, its migrations, and the database that the command works on. */
interface Workspace {
  readonly databaseUrl: string;
  readonly migrations: string;
  readonly schema: { path: string; content: string }[];
}

const COMMANDS: Readonly<Record<string, (workspace: Workspace, name: string) => Promise<string>>> = {
  async deploy({ databaseUrl, migrations }) {
    return said('applied', await applyMigrations(databaseUrl, migrations));
  },

  async diff(workspace) {
    const { stdout } = await withEngine(workspace, (engine) =>
      engine.diff({
        from: { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files: workspace.schema },
        script: true,
        exitCode: null,
        filters: NO_FILTER,
      }),
    );
    return stdout ?? '';
  },

  async status(workspace) {
    const { history, editedMigrationNames, failedMigrationNames } = await withEngine(workspace, (engine) =>
      engine.diagnoseMigrationHistory({
        migrationsList: listMigrations(workspace.migrations),
        optInToShadowDatabase: false,
        filters: NO_FILTER,
      }),
    );
    if (history === null && editedMigrationNames.length + failedMigrationNames.length === 0) return 'up to date';
    return JSON.stringify({ history, edited: editedMigrationNames, failed: failedMigrationNames }, null, 2);
  },

  async dev(workspace, name) {
    const { databaseUrl, migrations } = workspace;
    mkdirSync(migrations, { recursive: true });
    await withEngine(workspace, (engine) => refuseReset(engine, migrations));
    await applyMigrations(databaseUrl, migrations);
    const created = await withEngine(workspace, async (engine) => {
      // The engine finds its shadow database only after a diagnosis of its own.
      await refuseReset(engine, migrations);
      return engine.createMigration({
        draft: false,
        migrationName: name,
        migrationsList: listMigrations(migrations),
        schema: { files: workspace.schema },
        filters: NO_FILTER,
      });
    });
    if (created.migrationScript === null) return 'no change';
    mkdirSync(join(migrations, created.generatedMigrationName));
    writeFileSync(join(migrations, created.generatedMigrationName, 'migration.sql'), created.migrationScript);
    writeFileSync(join(migrations, 'migration_lock.toml'), `provider = "${created.connectorType}"\n`);
    return said('created and applied', await applyMigrations(databaseUrl, migrations));
  },
};

/** The engine proposes to drop a database whose history it does not recognise; that is for a human to do. */
async function refuseReset(engine: SchemaEngine, migrations: string): Promise<void> {
  const { action } = await engine.devDiagnostic({ migrationsList: listMigrations(migrations), filters: NO_FILTER });
  if (action.tag === 'reset') throw new Error(`the database must be dropped and made anew: ${action.reason}`);
}

function withEngine<T>({ databaseUrl, schema }: Workspace, step: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  return withSchemaEngine(databaseUrl, schema, step);
}

function listMigrations(baseDir: string): MigrationList {
  const lock = join(baseDir, 'migration_lock.toml');
  const names = existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }) : [];
  return {
    baseDir,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    migrationDirectories: names
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
        },
      })),
  };
}

function said(done: string, names: readonly string[]): string {
  return names.length === 0 ? 'nothing to apply' : `${done}: ${names.join(', ')}`;
}

const [command = '', database = '', name = 'change'] = process.argv.slice(2);
const run = COMMANDS[command];
const databaseUrl = process.env.DATABASE_URL;
if (!run || !['hub', 'body'].includes(database)) {
  console.error('usage: npm run migrate -- dev|deploy|diff|status hub|body [name]');
  process.exitCode = 2;
} else if (!databaseUrl) {
  console.error('DATABASE_URL is not set: migrations are made and tried on a live database');
  process.exitCode = 2;
} else {
  const dir = resolve('prisma', database);
  const schema = readdirSync(dir)
    .filter((file) => file.endsWith('.prisma'))
    .sort()
    .map((file) => ({ path: join(dir, file), content: readFileSync(join(dir, file), 'utf8') }));
  console.log(await run({ databaseUrl, migrations: join(dir, 'migrations'), schema }, name));
}
