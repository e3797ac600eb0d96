import pg from 'pg';

/** What only ever grows, or only ever counts: a mutation that comes to nothing has still been asked. */
const KEPT = /^(access_|journal_|fact_epoch$|_prisma_)/;

/** The rows of every table of the hub that a mutation could have changed, as text. */
type Rows = ReadonlyMap<string, string>;

/**
 * Has the hub do something and answer it as ever, and takes back everything that it wrote, the journal excepted: what
 * comes after finds the hub as if nothing had been done. Resolves to the answer, and to the tables that were written.
 */
export async function forgotten<Answer>(
  databaseUrl: string,
  act: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly written: readonly string[] }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'the forgetful test' });
  await client.connect();
  try {
    const before = await readRows(client);
    const answer = await act();
    const after = await readRows(client);
    const written = [...before.keys()].filter((table) => before.get(table) !== after.get(table));
    await client.query('BEGIN');
    // Neither what follows from a change nor what forbids it is to run when one is taken back.
    await client.query("SET LOCAL session_replication_role = 'replica'");
    for (const table of written) {
      await client.query(`DELETE FROM "${table}"`);
      await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(null::"${table}", $1::jsonb)`, [
        before.get(table),
      ]);
    }
    await client.query('COMMIT');
    return { answer, written };
  } finally {
    await client.end();
  }
}

async function readRows(client: pg.Client): Promise<Rows> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  );
  const names = rows.map(({ name }) => name).filter((name) => !KEPT.test(name));
  const each = names.map(
    (name) =>
      `SELECT '${name}' AS name, coalesce(jsonb_agg(r ORDER BY r::text), '[]')::text AS rows FROM (SELECT to_jsonb(t) AS r FROM "${name}" t) s`,
  );
  const read = await client.query<{ name: string; rows: string }>(each.join(' UNION ALL '));
  return new Map(read.rows.map((row) => [row.name, row.rows]));
}
