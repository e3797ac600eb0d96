import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';

const QUESTION = JSON.stringify({
  query: '{ person(id: "CCAS_LONGVIC:7781") { birthName housing { tenure } } sharedCase(id: "SP-1") { status } }',
});
const AT_ONCE = 8;
const FOR_MS = 4_000;
const MOVES_EVERY_MS = 5;

let territory: Territory;
let headers: Record<string, string>;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
    'x-purpose': 'CASE',
  };
});
afterAll(() => territory?.close());

/** Asks for a while, several at a time; resolves with every answer. */
async function keepAsking(): Promise<readonly string[]> {
  const answers: string[] = [];
  const until = performance.now() + FOR_MS;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) {
        const answer = await fetch(`${territory.hubUrl}/graphql`, { method: 'POST', headers, body: QUESTION });
        answers.push(`${answer.status} ${await answer.text()}`);
      }
    }),
  );
  return answers;
}

/** Somebody else's accord is written again and again: nothing of it concerns what is asked. */
async function keepMoving(work: () => Promise<void>): Promise<number> {
  const epoch = async () => {
    const { rows } = await territory.hubDatabase.query<{ epoch: string }>('SELECT epoch FROM fact_epoch');
    return Number(rows[0]?.epoch);
  };
  const before = await epoch();
  const write = () =>
    territory.hubDatabase.query(`UPDATE consent SET withdrawn_at = withdrawn_at WHERE id = 'C-1-WIFE'`);
  const writing = setInterval(() => void write(), MOVES_EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(writing);
  }
  return (await epoch()) - before;
}

test('where facts move two hundred times a second, and none narrows, every question is answered', async () => {
  await keepAsking();
  const calm = await keepAsking();
  const askedBefore = territory.received.length;
  let moving: readonly string[] = [];
  const moves = await keepMoving(async () => {
    moving = await keepAsking();
  });
  const asked = territory.received.length - askedBefore;

  const [one] = calm;
  expect(one).toContain('PONS');
  expect(new Set([...calm, ...moving])).toEqual(new Set([one]));
  expect(asked).toBe(moving.length);
  expect(moves).toBeGreaterThan((FOR_MS / 1000) * 20);
  console.log(
    `${calm.length} answers in calm, ${moving.length} while facts moved ${moves} times in ${FOR_MS / 1000} s: ` +
      `${((100 * moving.length) / calm.length).toFixed(0)} % of the throughput`,
  );
  expect(moving.length).toBeGreaterThan(calm.length / 5);
});
