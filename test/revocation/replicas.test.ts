import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { awaitRevocation } from '../../gateway/crossing/lease.ts';
import { parisInstant } from '../support/paris.ts';
import { size } from '../support/size.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { type Replica, startReplica } from './replica.ts';
import { type SlowBody, slowDown } from './slow-body.ts';
import { layWire, type Wire } from './wire.ts';

const AT = parisInstant('2026-05-04T10:00');
const QUESTION = '{ person(id: "CCAS_LONGVIC:7781") { birthName housing { tenure } } }';
/** What stands in the file, and must stand in no answer once the withdrawal is acknowledged. */
const DATA = /PONS|SOCIAL_TENANT/;

let territory: Territory;
let ccas: SlowBody;
let wire: Wire;
let replica: Replica;
let headers: Record<string, string>;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  ccas = await slowDown(territory, 'CCAS_LONGVIC');
  wire = await layWire(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  replica = await startReplica(territory, { clock: AT, databaseUrl: wire.url });
  headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
    'x-purpose': 'CASE',
  };
});
afterAll(async () => {
  await replica?.close();
  await wire?.close();
  await ccas?.close();
  await territory?.close();
});
afterEach(() => restore());

interface Heard {
  readonly status: number;
  readonly text: string;
}

async function askReplica(): Promise<Heard> {
  const body = JSON.stringify({ query: QUESTION });
  const response = await fetch(`${replica.url}/graphql`, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

/** As the other hub does it: committed, then waited for. Resolves with how long it took. */
async function withdraw(): Promise<number> {
  const started = performance.now();
  await territory.hubDatabase.query(`UPDATE consent SET withdrawn_at = $1 WHERE id = 'C-1'`, [AT]);
  await awaitRevocation();
  return performance.now() - started;
}

const restore = () => territory.hubDatabase.query(`UPDATE consent SET withdrawn_at = NULL WHERE id = 'C-1'`);

/** Resolves when the replica has decided, asked, and been given the data by the body; it is told once `then` is done. */
function whileHolding(then: () => Promise<void>): void {
  ccas.onAnswer = async () => {
    ccas.onAnswer = async () => {};
    await then();
  };
}

test('the replica answers with the data as long as nothing is withdrawn', async () => {
  whileHolding(() => sleep(250));
  const heard = await askReplica();
  expect(heard.text).toMatch(DATA);
});

const TRIES = size(60, 1_000);

/** Each is done to the replica while it holds a decision that the withdrawal takes back. */
const DISTURBANCES: Readonly<Record<string, { disturb(): void; mend(): void }>> = {
  'stopped before its body answers, and woken when all is over': {
    disturb: () => replica.pause(),
    mend: () => replica.resume(),
  },
  'cut off from the database': { disturb: () => wire.cut(), mend: () => wire.mend() },
  'cut off, and stopped as well': {
    disturb() {
      wire.cut();
      replica.pause();
    },
    mend() {
      replica.resume();
      wire.mend();
    },
  },
};

describe('after a withdrawal is acknowledged, no answer holds the data any more: the replica was', () => {
  const names = Object.keys(DISTURBANCES);

  test.each(names)('%s', { timeout: 1_200_000 }, async (name) => {
    const { disturb, mend } = DISTURBANCES[name]!;
    const tries = Math.ceil(TRIES / names.length);
    let longest = 0;
    let asked = 0;
    const leaks: string[] = [];
    for (let i = 0; i < tries; i += 1) {
      const acknowledged = Promise.withResolvers<void>();
      whileHolding(async () => {
        disturb();
        // Half of the answers are on their way to the replica before it is told of anything, half come afterwards.
        if (i % 2 === 0) void withdraw().then(note);
        else await withdraw().then(note);
      });
      function note(waited: number): void {
        longest = Math.max(longest, waited);
        acknowledged.resolve();
      }
      const answer = askReplica();
      await acknowledged.promise;
      asked += 1;
      mend();
      const { status, text } = await answer;
      if (DATA.test(text)) leaks.push(`try ${i}: ${status}`);
      expect([200, 401, 500, 503]).toContain(status);
      await restore();
    }
    console.log(`${asked} tries, ${leaks.length} leaks; the longest withdrawal took ${longest.toFixed(0)} ms`);
    expect(leaks).toEqual([]);
    expect(asked).toBe(tries);
    expect((await answerOnceMended()).text).toMatch(DATA);
  });

  /** A replica that was cut off comes back by itself. */
  async function answerOnceMended(): Promise<Heard> {
    for (let i = 0; i < 50; i += 1) {
      const heard = await askReplica();
      if (heard.status === 200) return heard;
      await sleep(100);
    }
    return askReplica();
  }
});

test('a replica that has lost its database answers nothing, and says so', { timeout: 60_000 }, async () => {
  whileHolding(async () => wire.cut());
  const { status, text } = await askReplica();
  wire.mend();
  expect(status).toBe(503);
  expect(JSON.parse(text)).not.toHaveProperty('data');
  expect(text).toMatch(/"code":"(JOURNAL_UNAVAILABLE|RETRY)"/);
});
