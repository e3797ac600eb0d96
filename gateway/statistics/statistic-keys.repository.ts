import type pg from 'pg';

/** Under which keys (SPKI) bodies sign what they release, of those that hold at an instant. */
export type StatisticKeys = (
  bodies: readonly string[],
  at: Date,
) => Promise<ReadonlyMap<string, readonly Uint8Array[]>>;

export function createStatisticKeys(pool: pg.Pool): StatisticKeys {
  return async (bodies, at) => {
    const { rows } = await pool.query<{ body: string; key: Buffer }>(
      `SELECT body_code AS body, public_key AS key FROM body_statistic_key
        WHERE body_code = ANY ($1) AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)`,
      [bodies, at],
    );
    const grouped = Map.groupBy(rows, ({ body }) => body);
    return new Map([...grouped].map(([body, own]) => [body, own.map(({ key }) => key)]));
  };
}
