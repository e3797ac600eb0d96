import pg from 'pg';

/** The role that a running program connects as: it owns nothing, and so can change no table and lift no limit. */
export interface RuntimeRole {
  readonly role: string;
  readonly password: string;
  /** A running hub, body or linkage service; or who removes from the journal what is past its retention. */
  readonly kind: 'hub' | 'body' | 'linkage' | 'eraser';
}

/**
 * Gives the role what its program needs of this database and nothing more; to be repeated after each migration. It may
 * enter this database alone of those of its server.
 */
export async function grantRole(ownerUrl: string, { role, password, kind }: RuntimeRole): Promise<void> {
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
      ...RIGHTS[kind].map((right) => `${right} ${right.startsWith('GRANT') ? 'TO' : 'FROM'} ${name}`),
    ];
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

const EVERYTHING = [
  'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public',
  'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public',
  'REVOKE ALL ON "_prisma_migrations"',
];

/** What stands there stands for good: records and their place in the tree, what was signed of it, and published rules. */
const ONLY_ADDED =
  'access_record, access_salt, journal_leaf, journal_checkpoint, journal_cosignature, journal_key, rule_set, rule_set_proposal, emergency_review, contestation_act, person_link_act, frame_snapshot, frame_tally';

const RIGHTS: Readonly<Record<RuntimeRole['kind'], readonly string[]>> = {
  // What is frozen stays as it was signed, and a key that was lost could never be made again.
  // A witness that forgot what it signed could be made to sign another history.
  body: [
    ...EVERYTHING,
    'REVOKE UPDATE, DELETE ON statistic_snapshot, statistic_tally, statistic_amount, statistic_key',
    'REVOKE DELETE ON witnessed_checkpoint',
  ],
  // Who asked for how much stands for good, and so do the keys that there have been.
  linkage: [...EVERYTHING, 'REVOKE UPDATE, DELETE ON request', 'REVOKE DELETE ON oblivious_key, study'],
  hub: [
    ...EVERYTHING,
    `REVOKE UPDATE, DELETE ON ${ONLY_ADDED}`,
    // Whoever could enter a key could put figures into a body's mouth.
    'REVOKE INSERT, UPDATE, DELETE ON body_statistic_key',
    'REVOKE UPDATE ON journal_pending',
    'REVOKE DELETE ON journal_tile',
    'REVOKE INSERT, DELETE ON journal_tree, linkage_reading',
    'REVOKE INSERT, UPDATE, DELETE ON journal_erasure',
  ],
  // It finds what is past its retention by date, and may not read a word of it; policies of the tables hold it to that date.
  eraser: [
    'REVOKE ALL ON ALL TABLES IN SCHEMA public',
    'GRANT SELECT (id, recorded_at), DELETE, MAINTAIN ON access_record',
    'GRANT SELECT (record_id), DELETE, MAINTAIN ON access_salt',
    'GRANT SELECT (leaf_index, record_id) ON journal_leaf',
    'GRANT INSERT ON journal_erasure',
  ],
};
