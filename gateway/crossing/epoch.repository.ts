import pg from 'pg';

/** What the primary database says of the present. */
export interface EpochRow {
  readonly epoch: string;
  /** Its own clock, in milliseconds. */
  readonly clock: number;
}

export interface EpochRepository {
  read(): Promise<EpochRow>;
  close(): Promise<void>;
}

/** No read may be waited for much longer than the lease that it would give. */
const PATIENCE_MS = 1_000;

const READ = {
  name: 'read-fact-epoch',
  text: `SELECT epoch::text AS epoch, extract(epoch FROM clock_timestamp())::float8 * 1000 AS clock
           FROM fact_epoch WHERE NOT pg_is_in_recovery()`,
};

/**
 * Reads the epoch on a connection of its own, so that it never waits behind anything else, and opens another when that
 * one is lost. A copy that follows the primary says nothing: what it has not heard yet it cannot tell.
 */
export function createEpochRepository(connectionString: string): EpochRepository {
  let client: Promise<pg.Client> | null = null;

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      keepAlive: true,
    });
    fresh.on('error', () => forget(fresh));
    await fresh.connect();
    return fresh;
  }

  function forget(lost?: pg.Client): void {
    client = null;
    // It is not waited for: the network may be what is missing.
    lost?.end().catch(() => {});
  }

  return {
    async read() {
      client ??= connect();
      const opened = client;
      try {
        const { rows } = await (await opened).query<EpochRow>(READ);
        const [row] = rows;
        if (!row) throw new Error('the epoch was asked of a copy, or of a database that has none');
        return row;
      } catch (error) {
        if (client === opened) forget(await opened.catch(() => undefined));
        throw error;
      }
    },
    async close() {
      const open = await client?.catch(() => undefined);
      client = null;
      await open?.end();
    },
  };
}
