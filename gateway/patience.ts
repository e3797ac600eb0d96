/** A database that does not answer is one that is not there: whoever waits for it is told so. */
export const PATIENCE = { connectionTimeoutMillis: 5_000, query_timeout: 10_000, keepAlive: true };
