import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCheckpoint } from '../../transparency/checkpoint.ts';
import { cosignaturesOf } from '../../transparency/cosignature.ts';
import { readTextUnverified, readVerifier } from '../../transparency/note.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';

const WITNESSES = ['DEPT_21', 'CCAS_LONGVIC', 'METRO_DIJON'] as const;
const QUESTION = '{ person(id: "CCAS_LONGVIC:7781") { birthName housing { tenure } } }';

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({
    at: parisInstant('2026-05-04T10:00'),
    bodies: [...WITNESSES, 'COMMUNE_LONGVIC'],
    witnesses: WITNESSES,
  });
});
afterAll(() => territory?.close());

const ask = () => territory.ask(QUESTION, { agent: 'AG-01', purpose: 'CASE' });

interface Keys {
  readonly keys: readonly { readonly verifier: string; readonly use: string; readonly body: string | null }[];
}

async function keysOf(): Promise<Keys['keys']> {
  const response = await fetch(`${territory.hubUrl}/journal/keys`);
  return ((await response.json()) as Keys).keys;
}

/** The newest checkpoint as an officer reads it, and the names of those who countersigned it. */
async function published(): Promise<{ size: bigint; by: readonly string[]; note: string }> {
  const headers = { authorization: `Bearer ${await territory.tokenOf('AG-14')}`, 'x-purpose': 'AUDIT' };
  const note = await (await fetch(`${territory.hubUrl}/journal/checkpoint`, { headers })).text();
  const keys = (await keysOf()).filter(({ use }) => use === 'WITNESS').map(({ verifier }) => readVerifier(verifier));
  const by = cosignaturesOf(note, keys).map(({ name }) => name);
  return { size: readCheckpoint(readTextUnverified(note)).size, by: [...by].sort(), note };
}

async function within<Found>(ms: number, look: () => Promise<Found | null>): Promise<Found> {
  for (const end = performance.now() + ms; ; await wait(20)) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > end) throw new Error(`not within ${ms} ms`);
  }
}

const all = WITNESSES.map((code) => `${code.toLowerCase()}.invalid/witness`).sort();

test('every body with a key countersigns what crossed, and the hub publishes their lines', async () => {
  await ask();
  const { size } = await territory.sequenced();
  const before = performance.now();
  const { note } = await within(10_000, async () => {
    const found = await published();
    return found.size >= size && found.by.length === all.length ? found : null;
  });
  console.log(`countersigned by ${all.length} bodies ${Math.round(performance.now() - before)} ms after it was signed`);
  expect((await published()).by).toEqual(all);
  expect(note).toContain('— journal.passerelle.invalid ');
  const listed = (await keysOf()).filter(({ use }) => use === 'WITNESS').map(({ body }) => body);
  expect(listed.sort()).toEqual([...WITNESSES].sort());
});

test('under load, what everybody has countersigned is never far behind', async () => {
  const lags: number[] = [];
  const end = performance.now() + 4_000;
  let asking = true;
  const load = (async () => {
    while (asking) await ask();
  })();
  while (performance.now() < end) {
    await ask();
    const answered = performance.now();
    const { size } = await territory.sequenced();
    await within(10_000, async () => {
      const { rows } = await territory.hubDatabase.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM (SELECT witness FROM journal_cosignature WHERE size >= $1 GROUP BY witness) w',
        [String(size)],
      );
      return rows[0]?.n === WITNESSES.length ? true : null;
    });
    lags.push(performance.now() - answered);
  }
  asking = false;
  await load;
  lags.sort((one, other) => one - other);
  console.log(
    `from an answer to its countersignatures by all: median ${lags[lags.length >> 1]!.toFixed(0)} ms, worst ${lags.at(-1)!.toFixed(0)} ms of ${lags.length}`,
  );
  expect(lags[lags.length >> 1]).toBeLessThan(2_000);
});

test('a witness that is gone costs nothing but its line', async () => {
  const address = await territory.moveBody('METRO_DIJON', 'http://127.0.0.1:9');
  const answer = await ask();
  expect(answer.body.data).toMatchObject({ person: { birthName: expect.any(String) } });
  const { size } = await territory.sequenced();
  const others = all.filter((name) => !name.startsWith('metro'));
  await within(10_000, async () => {
    const found = await published();
    return found.size >= size && others.every((name) => found.by.includes(name)) ? found : null;
  });
  expect((await published()).by).toEqual(others);

  // Once it is back it is asked again, for the newest alone.
  await territory.moveBody('METRO_DIJON', address);
  await ask();
  await territory.sequenced();
  await within(20_000, async () => ((await published()).by.length === all.length ? true : null));
});
