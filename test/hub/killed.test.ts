import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkJournal } from '../../gateway/journal/check-journal.repository.ts';
import { awaitSequenced } from '../support/await-sequenced.ts';
import { parisInstant } from '../support/paris.ts';
import { chooseSeed } from '../support/seed.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { type HubProcess, startHubProcess } from './hub-process.ts';
import { keepAsking, type Load, type Received } from './keep-asking.ts';
import { copyToOwnServer, type OwnServer } from './own-server.ts';

const AT = '2026-05-04T10:00';
const AT_A_TIME = 60;
const ROUNDS = process.env.PASSERELLE_LONG ? 300 : 10;
const SEED = chooseSeed();

const VICTIMS = ['hub', 'database', 'both'] as const;
type Victim = (typeof VICTIMS)[number];

let territory: Territory;
let server: OwnServer;
let database: pg.Pool;
let hub: HubProcess;
let headers: Record<string, string>;

beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant(AT), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  server = await copyToOwnServer(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  database = new pg.Pool({ connectionString: server.ownerUrl, max: 2 });
  database.on('error', () => {});
  headers = { authorization: `Bearer ${await territory.tokenOf('AG-01')}`, 'x-purpose': 'CASE' };
  hub = await startHub();
});
afterAll(async () => {
  await hub?.kill();
  await database?.end();
  await server?.close();
  await territory?.close();
});

/** On the server that is killed, under the role that a hub has in production. */
function startHub(): Promise<HubProcess> {
  const environment = { ...territory.hubEnvironment, PASSERELLE_DATABASE_URL: server.hubUrl };
  return startHubProcess({ ...territory, hubEnvironment: environment }, parisInstant(AT).toISOString());
}

test('the hub’s database keeps what it accepts', async () => {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await database.query(`SHOW ${setting}`);
    expect([setting, Object.values(rows[0])]).toEqual([setting, ['on']]);
  }
});

/** Kills under load, brings back what was killed, and waits until the hub answers as before. */
async function killUnderLoad(victim: Victim, delay: number): Promise<{ received: readonly Received[]; lost: number }> {
  const load = keepAsking({ url: hub.url, headers, atATime: AT_A_TIME });
  await answering(load);
  await wait(delay);
  await Promise.all([victim !== 'database' && hub.kill(), victim !== 'hub' && server.kill()]);
  await load.stop();
  if (victim !== 'hub') await server.restart();
  if (victim !== 'database') hub = await startHub();
  const again = keepAsking({ url: hub.url, headers, atATime: 1 });
  await answering(again);
  await again.stop();
  return { received: [...load.received, ...again.received], lost: load.lost };
}

/** A hub outlives its database: one that ends by itself would never answer again. */
function answering(load: Load): Promise<void> {
  const ended = hub.gone.then(() => {
    throw new Error('the hub ended, and nobody had killed it');
  });
  return Promise.race([load.answering, ended]);
}

/** What was answered stands in the journal, the journal holds in full, each record has one place, and nothing is left waiting. */
async function expectWhole(received: readonly Received[], round: string): Promise<bigint> {
  const { rows } = await database.query<{ operation: string; categories: string[] }>(
    `SELECT operation, array_agg(DISTINCT category ORDER BY category) AS categories FROM access_record
      WHERE operation = ANY($1::uuid[]) GROUP BY operation`,
    [received.filter(({ tells }) => tells).map(({ operation }) => operation)],
  );
  const recorded = new Map(rows.map(({ operation, categories }) => [operation, categories]));
  for (const { operation, isWhole, tells, categories } of received) {
    if (tells) expect(recorded.has(operation), round).toBe(true);
    if (isWhole) expect(recorded.get(operation), round).toEqual(categories);
  }
  const newest = await awaitSequenced(database);
  const checked = await checkJournal(database, territory.hubEnvironment.PASSERELLE_LOG_ORIGIN ?? '');
  expect(checked.leaves, round).toBe(newest.size);
  const places = await database.query<{ records: string; leaves: string; waiting: string }>(
    `SELECT (SELECT count(*) FROM access_record) AS records, (SELECT count(*) FROM journal_pending) AS waiting,
            (SELECT count(DISTINCT record_id) FROM journal_leaf) AS leaves`,
  );
  expect(places.rows[0], round).toEqual({ records: String(newest.size), leaves: String(newest.size), waiting: '0' });
  return newest.size;
}

test(`hub, database or both killed ${ROUNDS} times under load (seed ${SEED}): every answer is in the journal, the tree holds`, {
  timeout: ROUNDS * 30_000,
}, async () => {
  const random = mulberry(SEED);
  const covered = { hub: 0, database: 0, both: 0, answers: 0, partly: 0, refused: 0, lost: 0, leaves: 0n };
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each in turn first, so that ten rounds have seen all of them; the instant is left to chance.
    const victim = VICTIMS[(round + SEED) % VICTIMS.length]!;
    const delay = Math.floor(random() * 1_200);
    const { received, lost } = await killUnderLoad(victim, delay);
    covered.leaves = await expectWhole(received, `round ${round}, ${victim} killed after ${delay} ms, seed ${SEED}`);
    // It was killed while it had something to answer, and had answered before.
    if (victim !== 'database') expect(lost).toBeGreaterThan(0);
    expect(received.filter(({ isWhole }) => isWhole).length).toBeGreaterThan(1);
    covered[victim] += 1;
    covered.lost += lost;
    covered.answers += received.filter(({ isWhole }) => isWhole).length;
    covered.partly += received.filter(({ isWhole, tells }) => tells && !isWhole).length;
    covered.refused += received.filter(({ tells }) => !tells).length;
  }
  console.log(
    `killed under ${AT_A_TIME} requests, seed ${SEED}: hub ${covered.hub}, database ${covered.database}, both ${covered.both} times; ` +
      `${covered.answers} whole answers and ${covered.partly} partial ones, all in the journal; ${covered.refused} refused, ` +
      `${covered.lost} lost; ${covered.leaves} leaves, each record once, verified in full after each`,
  );
});

/** Small numbers that follow from a seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
