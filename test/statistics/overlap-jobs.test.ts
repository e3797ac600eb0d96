import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startHubProcess } from '../hub/hub-process.ts';
import { AT, FIELDS, type OverlapWorld, openOverlapWorld, type Study } from './overlap-world.ts';

const TWO = 'indicator: "N4", period: "2025", bodies: ["DEPT_21", "CCAS_LONGVIC"]';
const LAST = 'indicator: "N4", period: "2025", bodies: ["METRO_DIJON", "CCAS_LONGVIC"]';
const DOWN = 'indicator: "N4", period: "2025", bodies: ["DEPT_21", "METRO_DIJON"]';

let world: OverlapWorld;
let hub: Awaited<ReturnType<OverlapWorld['openHub']>>;
beforeAll(async () => {
  world = await openOverlapWorld();
  hub = await world.openHub();
});
afterEach(() => {
  world.linkage.delayMs = 0;
});
afterAll(async () => {
  await hub?.close();
  await world?.close();
});

/** Asks for a study and has it approved. */
async function begin(question: string, url = hub.url): Promise<string> {
  const started = await world.ask<{ startOverlap: Study }>(url, `mutation { startOverlap(${question}) { ${FIELDS} } }`);
  const study = started.data.startOverlap.study ?? '';
  await world.ask(url, `mutation { approveOverlap(study: "${study}") { approved } }`, 'AG-22', 'AUDIT');
  return study;
}

const look = async (question: string, url = hub.url): Promise<Study> =>
  (await world.ask<{ overlap: Study }>(url, `{ overlap(${question}) { ${FIELDS} } }`)).data.overlap;

async function until<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  for (let tried = 0; tried < 300; tried += 1) {
    const value = await read();
    if (isThere(value)) return value;
    await wait(50);
  }
  throw new Error('it does not come');
}

const isOnItsWay = ({ state, progress }: Study) => state === 'RUNNING' && progress > 0 && progress < 95;

test('a study is cancelled on its way: it stops at the bodies, its key is gone, and asked again it begins anew', async () => {
  world.linkage.delayMs = 400;
  const study = await begin(TWO);
  const running = await until(() => look(TWO), isOnItsWay);
  expect([running.study, running.union, running.sets]).toEqual([study, null, null]);

  const { data } = await world.ask<{ cancelOverlap: Study }>(
    hub.url,
    `mutation { cancelOverlap(study: "${study}") { ${FIELDS} } }`,
  );
  expect([data.cancelOverlap.state, data.cancelOverlap.union]).toEqual(['CANCELLED', null]);
  const { rows } = await world.linkageDatabase.query(
    'SELECT sealed_key, (SELECT count(*)::int FROM study_set) AS sets, (SELECT count(*)::int FROM study_tag) AS tags FROM study WHERE id = $1',
    [study],
  );
  expect(rows).toEqual([{ sealed_key: null, sets: 0, tags: 0 }]);
  world.linkage.delayMs = 0;
  await wait(1200);
  expect((await world.linkageDatabase.query('SELECT 1 FROM study_tag')).rows).toEqual([]);
  expect((await look(TWO)).state).toBe('CANCELLED');

  const anew = await begin(TWO);
  expect(anew).not.toBe(study);
  const { study: done, seen } = await world.awaitEnd(hub.url, TWO);
  expect([done.study, done.state]).toEqual([anew, 'DONE']);
  expect(seen).toEqual([...seen].sort((one, other) => one - other));
});

test('the replica that works on a study is killed, and another takes it over', async () => {
  await hub.close();
  const territory = { ...world.territory, hubEnvironment: world.environment };
  const victim = await startHubProcess(territory, AT.toISOString());
  world.linkage.delayMs = 700;
  let study = '';
  try {
    study = await begin(LAST, victim.url);
    const row = () =>
      world.territory.hubDatabase.query<{ state: string; progress: number; held: boolean }>(
        'SELECT state, progress, held_by IS NOT NULL AS held FROM overlap_job WHERE id = $1',
        [study],
      );
    // Nobody but the worker of that replica asks.
    await until(row, ({ rows: [job] }) => job?.state === 'RUNNING' && job.progress > 0);
  } finally {
    await victim.kill();
  }
  world.linkage.delayMs = 0;
  hub = await world.openHub();
  const done = await until(
    () =>
      world.territory.hubDatabase.query<{ id: string; state: string; progress: number }>(
        'SELECT id, state, progress FROM overlap_job WHERE id = $1',
        [study],
      ),
    ({ rows: [job] }) => job?.state === 'DONE',
  );
  expect(done.rows[0]).toEqual({ id: study, state: 'DONE', progress: 100 });
  expect((await look(LAST)).union?.value).toBeGreaterThan(500);
});

test('a body that is down fails the study, which names it; and tells nothing else', async () => {
  world.linkage.delayMs = 500;
  const study = await begin(DOWN);
  await until(
    () => look(DOWN),
    ({ state }) => state === 'RUNNING',
  );
  const was = await world.territory.moveBody('METRO_DIJON', 'http://127.0.0.1:9');
  try {
    const failed = await until(
      () => look(DOWN),
      ({ state }) => state === 'FAILED',
    );
    expect([failed.study, failed.reason, failed.union]).toEqual([study, 'BODY_UNREACHABLE:METRO_DIJON', null]);
    const { rows } = await world.linkageDatabase.query('SELECT sealed_key FROM study WHERE id = $1', [study]);
    expect(rows).toEqual([{ sealed_key: null }]);
    const again = await world.ask<{ startOverlap: Study }>(hub.url, `mutation { startOverlap(${DOWN}) { ${FIELDS} } }`);
    expect([again.data.startOverlap.study, again.data.startOverlap.reason]).toEqual([
      null,
      'BODY_UNREACHABLE:METRO_DIJON',
    ]);
  } finally {
    await world.territory.moveBody('METRO_DIJON', was);
  }
});

test('a study that a dead replica has is left to it until its time is up, and then taken over', async () => {
  const started = await world.ask<{ startOverlap: Study }>(hub.url, `mutation { startOverlap(${DOWN}) { ${FIELDS} } }`);
  const { study } = started.data.startOverlap;
  await world.territory.hubDatabase.query(
    `UPDATE overlap_job SET state = 'RUNNING', approved_at = now(), held_by = 'one that is gone',
            held_until = now() + interval '3 seconds' WHERE id = $1`,
    [study],
  );
  const opened = () => world.linkageDatabase.query('SELECT 1 FROM study WHERE id = $1', [study]);
  for (let tried = 0; tried < 10; tried += 1) {
    expect((await look(DOWN)).progress).toBe(0);
    await wait(150);
  }
  expect((await opened()).rows).toEqual([]);
  const { study: done } = await world.awaitEnd(hub.url, DOWN);
  expect([done.study, done.state]).toEqual([study, 'DONE']);
  expect((await opened()).rows).toHaveLength(1);
});
