import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { chooseSeed } from '../support/seed.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { startHubProcess } from './hub-process.ts';

const AT = '2026-05-04T10:00';
const IN_FLIGHT = 200;
const ROUNDS = process.env.PASSERELLE_LONG ? 50 : 5;
const SEED = chooseSeed();

/** What is asked, and under which categories it has to stand in the journal. */
const QUESTIONS = [
  [
    '{ person(id: "CCAS_LONGVIC:7781") { birthName housing { tenure } benefits { kind } } }',
    ['BENEFITS', 'HOUSING', 'IDENTITY'],
  ],
  ['{ person(id: "CCAS_LONGVIC:5120") { birthName } }', ['IDENTITY']],
  ['{ sharedCase(id: "SP-1") { status } }', ['CASE_META']],
  ['{ person(id: "CCAS_LONGVIC:7781") { household { members { person { birthName } } } } }', ['HOUSEHOLD', 'IDENTITY']],
  ['{ body(code: "CCAS_LONGVIC") { serviceOffers { name } } }', ['SERVICE_OFFER']],
] as const;

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant(AT), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
});
afterAll(() => territory?.close());

interface Received {
  readonly status: number | undefined;
  readonly text: string;
  readonly operation: string;
  readonly categories: readonly string[];
}

/** Sends one question; resolves with what arrived if all of it did, and with null if the hub was gone before. */
function ask(url: string, agent: Agent, headers: Record<string, string>, nth: number): Promise<Received | null> {
  const [query, categories] = QUESTIONS[nth % QUESTIONS.length]!;
  return new Promise((resolve) => {
    const sending = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('error', () => resolve(null));
      response.on('close', () => {
        if (!response.complete) return resolve(null);
        const { statusCode: status, headers: said } = response;
        resolve({ status, text, operation: String(said['x-operation']), categories });
      });
    });
    sending.on('error', () => resolve(null));
    sending.end(JSON.stringify({ query }));
  });
}

/** Two hundred questions at a time, each answered one followed by the next, until the hub is killed under them. */
async function killUnderLoad(delay: number): Promise<{ received: Received[]; lost: number }> {
  const hub = await startHubProcess(territory, parisInstant(AT).toISOString());
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
    'x-purpose': 'CASE',
  };
  const received: Received[] = [];
  let lost = 0;
  let firstAnswer = () => {};
  const answering = new Promise<void>((resolve) => {
    firstAnswer = resolve;
  });
  async function keepAsking(nth: number): Promise<void> {
    for (let i = nth; ; i += IN_FLIGHT + 1) {
      const answer = await ask(hub.url, agent, headers, i);
      if (answer === null) {
        lost += 1;
        return;
      }
      received.push(answer);
      firstAnswer();
    }
  }
  const asking = Array.from({ length: IN_FLIGHT }, (_, nth) => keepAsking(nth));
  await answering;
  await wait(delay);
  await hub.kill();
  await Promise.all(asking);
  agent.destroy();
  return { received, lost };
}

test('the hub’s database keeps what it accepts', async () => {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await territory.hubDatabase.query(`SHOW ${setting}`);
    expect([setting, Object.values(rows[0])]).toEqual([setting, ['on']]);
  }
});

test(`every answer that a client received is in the journal, ${ROUNDS} times killed (seed ${SEED})`, {
  timeout: ROUNDS * 20_000,
}, async () => {
  const random = mulberry(SEED);
  let answers = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const delay = Math.floor(random() * 1_200);
    const { received, lost } = await killUnderLoad(delay);
    const { rows } = await territory.hubDatabase.query<{ operation: string; categories: string[] }>(
      `SELECT operation, array_agg(DISTINCT category ORDER BY category) AS categories FROM access_record
        WHERE operation = ANY($1::uuid[]) GROUP BY operation`,
      [received.map(({ operation }) => operation)],
    );
    const recorded = new Map(rows.map(({ operation, categories }) => [operation, categories]));
    for (const { status, text, operation, categories } of received) {
      expect([status, Object.keys(JSON.parse(text))[0]]).toEqual([200, 'data']);
      expect(recorded.get(operation), `round ${round}, killed after ${delay} ms, seed ${SEED}`).toEqual(categories);
    }
    // The hub was killed while it had something to answer, and had answered before.
    expect(lost).toBe(IN_FLIGHT);
    expect(received.length).toBeGreaterThan(0);
    answers += received.length;
  }
  console.log(
    `killed ${ROUNDS} times under ${IN_FLIGHT} requests, seed ${SEED}: ${answers} answers, all in the journal`,
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
