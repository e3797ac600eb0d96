import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

/**
 * Prisma's schema engine, run from its WebAssembly build.
 *
 * `prisma migrate` downloads a native engine and has no way to do without in 7.x. The WebAssembly build of the same
 * commit is on npm; its use like this is not documented, so its version is pinned in package.json.
 */

/** What is used of WebAssembly; the compiler knows it only as part of a browser. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

type Bindings = typeof import('@prisma/schema-engine-wasm') & { __wbg_set_wasm(exports: object): void };

let bindings: Promise<Bindings> | undefined;

/** Once per process: the bindings keep views of the engine's memory in their module, a second instance corrupts them. */
function loadBindings(): Promise<Bindings> {
  bindings ??= (async () => {
    const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const loaded = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as Bindings;
    const { instance } = await WebAssembly.instantiate(readFileSync(path.replace(/\.js$/, '.wasm')), {
      './schema_engine_bg.js': loaded,
    });
    loaded.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    return loaded;
  })();
  return bindings;
}

/**
 * Runs one step of the engine against a database and gives everything back: the engine alone would keep its
 * connections open, and with them the advisory lock that the next step waits for.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  schema: readonly { readonly path: string; readonly content: string }[],
  step: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine: Engine } = await loadBindings();
  const open = new Set<SqlDriverAdapter>();
  const engine = await Engine.new(
    { datamodels: schema.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(connectionsOf(databaseUrl, open)),
  );
  try {
    return await step(engine);
  } finally {
    engine.free();
    for (const connection of [...open]) await connection.dispose();
  }
}

/** Connections to the database and to a shadow of it, which is dropped once it has been let go. */
function connectionsOf(databaseUrl: string, open: Set<SqlDriverAdapter>): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (url: string): Promise<SqlDriverAdapter> => {
    const connection = await adaptToEngine(new pg.Pool({ connectionString: url }));
    const dispose = connection.dispose.bind(connection);
    open.add(connection);
    connection.dispose = async () => {
      if (open.delete(connection)) await dispose();
    };
    return connection;
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(databaseUrl),
    // The adapter's own would drop the shadow database while it is still connected to it.
    connectToShadowDb: async () => {
      const name = `shadow_${crypto.randomUUID().replaceAll('-', '')}`;
      const main = await connect(databaseUrl);
      await main.executeScript(`CREATE DATABASE "${name}"`);
      const url = new URL(databaseUrl);
      url.pathname = `/${name}`;
      const shadow = await connect(url.href);
      const dispose = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await dispose();
        if (open.has(main)) await main.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
        await main.dispose();
      };
      return shadow;
    },
  };
}

/** PostgreSQL's one-byte `"char"`, which the catalogue is full of and the adapter does not know, and its `text`. */
const SINGLE_BYTE = 18;
const TEXT = 25;

/** Prisma's adapter with the two things that it lacks for migrating: `"char"` columns, and scripts with `;` inside. */
async function adaptToEngine(pool: pg.Pool): Promise<SqlDriverAdapter> {
  let singleBytes: number[] = [];
  const query = pool.query.bind(pool) as (question: string | pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>;
  const queryAsText = async (question: string | pg.QueryArrayConfig) => {
    const result = await query(question);
    singleBytes = result.fields.flatMap(({ dataTypeID }, index) => (dataTypeID === SINGLE_BYTE ? [index] : []));
    for (const index of singleBytes) result.fields[index]!.dataTypeID = TEXT;
    return result;
  };
  Object.assign(pool, { query: queryAsText });

  const adapter: SqlDriverAdapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  // The engine asks one thing at a time, so the columns noted last are those of this very answer.
  adapter.queryRaw = async (question) => {
    const result = await queryRaw(question);
    for (const index of singleBytes) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  // The adapter would cut a script at every semicolon, those inside a function's body included.
  adapter.executeScript = async (script) => void (await query(script));
  return adapter;
}
