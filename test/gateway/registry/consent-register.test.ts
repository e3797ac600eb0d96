import { graphql } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRegistryDatabase, type RegistryDatabase } from '../../../gateway/registry/registry.repository.ts';
import { registrySubgraph } from '../../../gateway/registry/subgraph.ts';
import { agentNamed } from '../../support/agents.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { seededHub } from '../../support/hub-database.ts';

let database: FreshDatabase;
let registry: RegistryDatabase;
let sql: pg.Pool;
beforeAll(async () => {
  database = await freshDatabase('hub', seededHub);
  registry = openRegistryDatabase(database.url);
  sql = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterAll(async () => {
  await sql?.end();
  await registry?.close();
  await database?.drop();
});

/** Asks the registry alone; `meanwhile` is what happens between the commit and the moment at which all replicas know. */
async function ask(source: string, variables: object, meanwhile: () => Promise<void>): Promise<unknown> {
  const { schema } = await registrySubgraph();
  const at = new Date('2026-05-04T10:00:00+02:00');
  const result = await graphql({
    schema,
    source,
    variableValues: { ...variables },
    contextValue: {
      caller: { ...agentNamed('AG-02'), self: [], represents: false },
      at,
      now: () => at,
      awaitRevocation: meanwhile,
      mayKnow: async (records: readonly object[]) => records.map(() => true),
      repositories: registry.forOperation(),
    },
  });
  if (result.errors) throw result.errors[0];
  return JSON.parse(JSON.stringify(result.data));
}

const WITHDRAW = 'mutation { withdrawConsent(id: "C-1", channel: LETTER) { id } }';
const RECORD = `mutation($supersedes: ID, $kind: ConsentKind!) { recordConsent(input: {
  kind: $kind, person: "CCAS_LONGVIC:7781", categories: [HOUSING], fromBodies: ["CCAS_LONGVIC"], toBodies: ["DEPT_21"],
  purposes: [CASE], validTo: "2027-05-04", grantedBy: [SELF], channel: TABLET, informationNoticeVersion: "2026-01",
  supersedes: $supersedes }) { id } }`;

async function standsOf(id: string): Promise<unknown> {
  const { rows } = await sql.query('SELECT withdrawn_at IS NULL AS stands FROM consent WHERE id = $1', [id]);
  return rows[0]?.stands;
}

/** The Département receives something under C-1. */
const receive = () =>
  sql.query(
    `INSERT INTO access_record (id, at, operation, query_hash, agent, agent_body, profession, secrecy, purpose, owner_body,
                                subject, category, decision, rule, rule_set_version, consent, count)
     SELECT gen_random_uuid(), '2026-05-04', gen_random_uuid(), '', 'AG-01', 'DEPT_21', 'ASS', 'PROFESSION', 'CASE',
            'CCAS_LONGVIC', subject, 'HOUSING', 'PERMIT', 'R501', '1', 'C-1', 1 FROM consent WHERE id = 'C-1'`,
  );
const notices = async () =>
  (await sql.query(`SELECT kind FROM recipient_notice WHERE consent_id = 'C-1'`)).rows.map(({ kind }) => kind);

beforeEach(async () => {
  await sql.query(`UPDATE consent SET withdrawn_at = NULL, superseded_by = NULL WHERE id = 'C-1'`);
  await sql.query(`DELETE FROM access_record; DELETE FROM recipient_notice`);
});

test('a withdrawal is durable before anything is waited for, and answered when all replicas know', async () => {
  const happened: unknown[] = [];
  await ask(WITHDRAW, {}, async () => {
    happened.push(await standsOf('C-1'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    happened.push('all replicas know');
  });
  happened.push('answered');
  expect(happened).toEqual([false, 'all replicas know', 'answered']);
});

test('one that is done already is waited for again: the first who did it may not have waited to the end', async () => {
  let waited = 0;
  const wait = async () => {
    waited += 1;
  };
  await ask(WITHDRAW, {}, wait);
  await ask(WITHDRAW, {}, wait);
  expect(waited).toBe(2);
});

test('two who write about one person write one after the other', async () => {
  const other = await sql.connect();
  const happened: string[] = [];
  try {
    await other.query('BEGIN');
    await other.query(`SELECT pg_advisory_xact_lock(hashtextextended(subject, 0)) FROM consent WHERE id = 'C-1'`);
    const withdrawn = ask(WITHDRAW, {}, async () => void happened.push('withdrawn'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    happened.push('the other is done');
    await other.query('COMMIT');
    await withdrawn;
  } finally {
    other.release();
  }
  expect(happened).toEqual(['the other is done', 'withdrawn']);
});

test.each(['ACCORD', 'OBJECTION'])('what narrows is waited for as well: %s', async (kind) => {
  let stands: unknown;
  await ask(RECORD, { kind, supersedes: kind === 'ACCORD' ? 'C-1' : null }, async () => {
    stands = await standsOf('C-1');
  });
  expect(stands).toBe(kind !== 'ACCORD');
});

test('whoever receives something while the withdrawal is being heard of is told too, once', async () => {
  await ask(WITHDRAW, {}, async () => {
    expect(await notices()).toEqual([]);
    await receive();
  });
  expect(await notices()).toEqual(['WITHDRAWN']);
  await ask(WITHDRAW, {}, async () => {});
  expect(await notices()).toEqual(['WITHDRAWN']);
});

test('and so it is where an accord was narrowed', async () => {
  await ask(RECORD, { kind: 'ACCORD', supersedes: 'C-1' }, async () => void (await receive()));
  expect(await notices()).toEqual(['NARROWED']);
});
