import pg from 'pg';

/** The role that a running hub or body connects as: it owns nothing, and so can change no table and lift no limit. */
export interface RuntimeRole {
  readonly role: string;
  readonly password: string;
  readonly schema: 'hub' | 'body';
}

/**
 * Gives the role what its program needs of this database and nothing more; to be repeated after each migration. It may
 * enter this database alone of those of its server, and what stands in the journal, or was published as a rule table, it
 * can neither change nor remove.
 */
export async function grantRole(ownerUrl: string, { role, password, schema }: RuntimeRole): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    const name = pg.escapeIdentifier(role);
    const database = pg.escapeIdentifier(client.database ?? '');
    const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const statements = [
      `${found.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(password)}`,
      `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
      `GRANT CONNECT ON DATABASE ${database} TO ${name}`,
      `GRANT USAGE ON SCHEMA public TO ${name}`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`,
      `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${name}`,
      `REVOKE ALL ON "_prisma_migrations" FROM ${name}`,
      ...(schema === 'hub'
        ? [`REVOKE UPDATE, DELETE ON "access_record", "rule_set", "rule_set_proposal" FROM ${name}`]
        : []),
    ];
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
