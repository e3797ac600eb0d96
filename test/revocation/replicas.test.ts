import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { size } from '../support/size.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { type Replica, startReplica } from './replica.ts';
import { type SlowBody, slowDown } from './slow-body.ts';
import { layWire, type Wire } from './wire.ts';

const AT = parisInstant('2026-05-04T10:00');
const QUESTION = '{ person(id: "CCAS_LONGVIC:7781") { birthName housing { tenure } } }';
const WITHDRAW = 'mutation { withdrawConsent(id: "C-1", channel: PHONE_CONFIRMED) { status } }';
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
afterEach(async () => {
  replica.resume();
  wire.mend();
  await restore();
});

interface Heard {
  readonly status: number;
  readonly text: string;
  /** When the whole of it was there. */
  readonly at: number;
}

async function askReplica(): Promise<Heard> {
  const body = JSON.stringify({ query: QUESTION });
  const response = await fetch(`${replica.url}/graphql`, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  return { status: response.status, text, at: performance.now() };
}

interface Acknowledged {
  readonly waited: number;
  readonly at: number;
}

/** A worker of the CCAS records it at the other hub, and is told when it is done. */
async function withdraw(): Promise<Acknowledged> {
  const started = performance.now();
  const { body } = await territory.ask(WITHDRAW, { agent: 'AG-02', purpose: 'CASE' });
  const at = performance.now();
  expect(body).toEqual({ data: { withdrawConsent: { status: 'WITHDRAWN' } } });
  return { waited: at - started, at };
}

/** Until every replica knows of it: the next question then finds a lease for the epoch that it is decided on. */
async function restore(): Promise<void> {
  await territory.hubDatabase.query(`UPDATE consent SET withdrawn_at = NULL WHERE id = 'C-1'`);
  await sleep(200);
}

/** Has the body wait with the first answer that it gives from now on, until `then` is done. */
function whileBodyWaits(then: () => Promise<void>): void {
  ccas.onAnswer = async () => {
    ccas.onAnswer = async () => {};
    await then();
  };
}

test('the replica answers with the data as long as nothing is withdrawn', async () => {
  whileBodyWaits(() => sleep(250));
  const heard = await askReplica();
  expect(heard.text).toMatch(DATA);
});

const TRIES = size(60, 1_000);

interface Tried {
  readonly acknowledged: Acknowledged;
  readonly heard: Heard;
}

/** The replica has decided, and its body has answered. Half of the answers reach it before the withdrawal, half after. */
async function disturbWhileBodyWaits(nth: number, disturb: () => void, mend: () => void): Promise<Tried> {
  const withdrawn = Promise.withResolvers<Acknowledged>();
  whileBodyWaits(async () => {
    disturb();
    const acknowledging = withdraw();
    acknowledging.then(withdrawn.resolve, withdrawn.reject);
    if (nth % 2 === 1) await acknowledging;
  });
  const answer = askReplica();
  const acknowledged = await withdrawn.promise;
  mend();
  return { acknowledged, heard: await answer };
}

/** The replica has decided, fetched and recorded, and is about to look whether it may write. */
async function stopBeforeLook(nth: number): Promise<Tried> {
  const recording = wire.holdReplyTo('append-access-records');
  const answer = askReplica();
  await recording;
  await sleep(20);
  replica.pause();
  const acknowledged = await withdraw();
  // What it waits for is there when it wakes, or comes a little later.
  if (nth % 2 === 0) wire.mend();
  replica.resume();
  if (nth % 2 === 1) await sleep(nth % 7);
  wire.mend();
  return { acknowledged, heard: await answer };
}

/** Each is done to the replica while it holds a decision that the withdrawal takes back. */
const DISTURBANCES: Readonly<Record<string, (nth: number) => Promise<Tried>>> = {
  'stopped while its body answers': (nth) =>
    disturbWhileBodyWaits(
      nth,
      () => replica.pause(),
      () => replica.resume(),
    ),
  'stopped between the journal and the last look': stopBeforeLook,
  'cut off from the database': (nth) =>
    disturbWhileBodyWaits(
      nth,
      () => wire.cut(),
      () => wire.mend(),
    ),
  'cut off on the connection of its lease alone': (nth) =>
    disturbWhileBodyWaits(
      nth,
      () => wire.cut('read-fact-epoch'),
      () => wire.mend(),
    ),
  'cut off, and stopped as well': (nth) =>
    disturbWhileBodyWaits(
      nth,
      () => {
        wire.cut();
        replica.pause();
      },
      () => {
        replica.resume();
        wire.mend();
      },
    ),
};

describe('after a withdrawal is acknowledged, no answer holds the data any more, though the replica was', () => {
  const names = Object.keys(DISTURBANCES);

  test.each(names)('%s', { timeout: 1_200_000 }, async (name) => {
    const tries = Math.ceil(TRIES / names.length);
    const leaks: string[] = [];
    let longest = 0;
    let asked = 0;
    let before = 0;
    for (let nth = 0; nth < tries; nth += 1) {
      const { acknowledged, heard } = await DISTURBANCES[name]!(nth);
      asked += 1;
      longest = Math.max(longest, acknowledged.waited);
      // One that nobody has been told to be withdrawn may still be written.
      if (heard.at < acknowledged.at) before += 1;
      else if (DATA.test(heard.text)) leaks.push(`try ${nth}: ${heard.status}`);
      expect([200, 503]).toContain(heard.status);
      await restore();
    }
    console.log(
      `${name}: ${asked} tries, ${before} answered before the acknowledgement, ${leaks.length} leaks after it; ` +
        `the longest withdrawal took ${longest.toFixed(0)} ms`,
    );
    expect(leaks).toEqual([]);
    expect(asked).toBe(tries);
    expect(before).toBeLessThan(tries);
    // It comes back by itself.
    await expect.poll(async () => (await askReplica()).text, { timeout: 15_000, interval: 100 }).toMatch(DATA);
  });
});

test('a replica that has lost its database answers nothing, and says so', { timeout: 60_000 }, async () => {
  whileBodyWaits(async () => wire.cut());
  const { status, text } = await askReplica();
  wire.mend();
  expect(status).toBe(503);
  expect(JSON.parse(text)).not.toHaveProperty('data');
  expect(text).toMatch(/"code":"(JOURNAL_UNAVAILABLE|RETRY)"/);
});
