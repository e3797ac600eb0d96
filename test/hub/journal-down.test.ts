import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
});
afterAll(() => territory?.close());

const QUESTIONS = [
  '{ person(id: "CCAS_LONGVIC:7781") { birthName housing { tenure } benefits { kind } } }',
  '{ person(id: "CCAS_LONGVIC:5120") { birthName } }',
  '{ sharedCase(id: "SP-1") { status people { birthName } } }',
  '{ sharedCases { totalCount edges { node { id } } } }',
  '{ body(code: "CCAS_LONGVIC") { serviceOffers { name } } }',
  '{ a: person(id: "CCAS_LONGVIC:7781") { birthName } __schema { queryType { name } } }',
];
const ask = (query: string) => territory.ask(query, { agent: 'AG-01', purpose: 'CASE' });
const database = (text: string) => territory.hubDatabase.query(text);

async function countRecords(): Promise<number> {
  const { rows } = await territory.hubDatabase.query<{ n: number }>('SELECT count(*)::int AS n FROM access_record');
  return rows[0]?.n ?? -1;
}

const holdsNothing = ({ data }: HubAnswer['body']) => Object.values(data ?? {}).every((value) => value === null);

function expectNothing(answer: HubAnswer): void {
  expect(answer.status).toBe(503);
  expect(answer.body).toEqual({
    errors: [
      {
        message: "les accès n'ont pas pu être consignés : rien n'est communiqué",
        extensions: { code: 'JOURNAL_UNAVAILABLE' },
      },
    ],
  });
}

/** Runs the work while the journal is as `broken` makes it. */
async function whileJournal(broken: string, mended: string, work: () => Promise<void>): Promise<void> {
  await database(broken);
  try {
    await work();
  } finally {
    await database(mended);
  }
}

test('where the journal refuses a record, nothing at all is answered, and not a word of why', async () => {
  await database(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'Dupont'; END $$`,
  );
  const before = await countRecords();
  await whileJournal(
    'CREATE TRIGGER refuse BEFORE INSERT ON access_record FOR EACH ROW EXECUTE FUNCTION refuse()',
    'DROP TRIGGER refuse ON access_record',
    async () => {
      for (const query of QUESTIONS) expectNothing(await ask(query));
    },
  );
  expect(await countRecords()).toBe(before);
});

test('where it refuses the last record of several, none is written and nothing is answered', async () => {
  await database(`CREATE FUNCTION refuse_housing() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.category = 'HOUSING' THEN RAISE EXCEPTION 'Dupont'; END IF; RETURN NEW; END $$`);
  const before = await countRecords();
  await whileJournal(
    'CREATE TRIGGER refuse BEFORE INSERT ON access_record FOR EACH ROW EXECUTE FUNCTION refuse_housing()',
    'DROP TRIGGER refuse ON access_record',
    async () => expectNothing(await ask(QUESTIONS[0]!)),
  );
  expect(await countRecords()).toBe(before);
});

test('where there is no journal, nothing is answered', async () => {
  await whileJournal(
    'ALTER TABLE access_record RENAME TO gone',
    'ALTER TABLE gone RENAME TO access_record',
    async () => {
      for (const query of QUESTIONS) {
        const answer = await ask(query);
        expect(holdsNothing(answer.body)).toBe(true);
        expect(['JOURNAL_UNAVAILABLE', 'INTERNAL']).toContain(answer.body.errors?.[0]?.extensions.code);
        expect(answer.text).not.toMatch(/access_record|relation|PONS/);
      }
    },
  );
});

test('where it does not answer, the caller is told so after a while', { timeout: 60_000 }, async () => {
  const holder = new pg.Client({ connectionString: territory.hubEnvironment.PASSERELLE_DATABASE_URL });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE access_record IN SHARE ROW EXCLUSIVE MODE');
  const started = performance.now();
  try {
    expectNothing(await ask(QUESTIONS[0]!));
  } finally {
    await holder.query('ROLLBACK');
    await holder.end();
  }
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('where its connections are cut under the questions, what is answered is recorded', async () => {
  const token = await territory.tokenOf('AG-01');
  const asking = Array.from({ length: 60 }, (_, i) =>
    fetch(`${territory.hubUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': 'CASE' },
      body: JSON.stringify({ query: QUESTIONS[i % QUESTIONS.length] }),
    }).then(async (response) => ({
      status: response.status,
      operation: response.headers.get('x-operation'),
      body: (await response.json()) as HubAnswer['body'],
    })),
  );
  const holder = new pg.Client({ connectionString: territory.hubEnvironment.PASSERELLE_DATABASE_URL });
  await holder.connect();
  for (let i = 0; i < 8; i += 1) {
    await holder.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'the test'`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  await holder.end();
  const answers = await Promise.all(asking);
  expect(answers.some(({ body }) => holdsNothing(body))).toBe(true);
  for (const { status, operation, body } of answers) {
    if (!holdsNothing(body)) expect((await territory.linesOf(operation ?? '')).length).toBeGreaterThan(0);
    expect([200, 500, 503]).toContain(status);
    expect(JSON.stringify(body.errors ?? '')).not.toMatch(/terminating|prisma/i);
  }
});

test('an operation that concerns nobody needs no journal', async () => {
  await whileJournal(
    'ALTER TABLE access_record RENAME TO gone',
    'ALTER TABLE gone RENAME TO access_record',
    async () => {
      expect((await ask('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    },
  );
});

test('once it is back, everything is answered and recorded as before', async () => {
  for (const query of QUESTIONS) {
    const answer = await ask(query);
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    expect((await territory.linesOf(answer.operation)).length).toBeGreaterThan(0);
  }
});
