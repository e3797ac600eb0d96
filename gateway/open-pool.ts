import pg from 'pg';

export interface OpenPool {
  readonly pool: pg.Pool;
  /** Ends the pool, and resolves once the server has let every connection of it go. */
  close(): Promise<void>;
}

/** How long a server that does not answer is waited for. */
const LONGEST_GOODBYE_MS = 2_000;

/**
 * A pool that is gone when it says so. `end()` of the library resolves while connections still say goodbye; a database that is
 * dropped in that moment speaks to nobody, and what it says there ends the process.
 */
export function openPool(options: pg.PoolConfig, onError: (error: Error) => void): OpenPool {
  const pool = new pg.Pool(options);
  const open = new Set<pg.PoolClient>();
  const gone = Promise.withResolvers<void>();
  let isEnded = false;
  const look = () => {
    if (isEnded && open.size === 0) gone.resolve();
  };
  pool.on('error', onError);
  pool.on('connect', (client) => {
    open.add(client);
    // A connection that breaks while it is lent out tells its query, and then says so once more to whoever listens. Where
    // nobody does, that ends the process.
    client.on('error', () => {});
  });
  pool.on('remove', (client) => {
    open.delete(client);
    look();
  });
  return {
    pool,
    async close() {
      await pool.end();
      isEnded = true;
      look();
      const late = setTimeout(gone.resolve, LONGEST_GOODBYE_MS);
      await gone.promise;
      clearTimeout(late);
    },
  };
}
