import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releaseOverlap } from '../../linkage/service/release-overlap.ts';
import { FIELDS, IN_TWO, type OverlapWorld, openOverlapWorld, type Study } from './overlap-world.ts';

const TWO = 'indicator: "N4", period: "2025", bodies: ["DEPT_21", "CCAS_LONGVIC"]';
const THREE = 'indicator: "N4", period: "2025", bodies: ["METRO_DIJON", "DEPT_21", "CCAS_LONGVIC"]';
const SMALL = 'indicator: "N4", period: "2025", bodies: ["DEPT_21", "CCAS_STAPO"]';
const DPO = ['AG-22', 'AUDIT'] as const;

let world: OverlapWorld;
let hub: Awaited<ReturnType<OverlapWorld['openHub']>>;
beforeAll(async () => {
  world = await openOverlapWorld();
  hub = await world.openHub();
});
afterAll(async () => {
  await hub?.close();
  await world?.close();
});

const start = async (question: string, url = hub.url): Promise<Study> =>
  (await world.ask<{ startOverlap: Study }>(url, `mutation { startOverlap(${question}) { ${FIELDS} } }`)).data
    .startOverlap;
const approve = (study: string | null) =>
  world.ask<{ approveOverlap: { approved: boolean } }>(
    hub.url,
    `mutation { approveOverlap(study: "${study}") { approved } }`,
    ...DPO,
  );

test('an analyst asks, the officer of her body approves, and the figures are there: those of the pure function', async () => {
  const asked = await start(TWO);
  expect([asked.state, asked.approved, asked.progress]).toEqual(['QUEUED', false, 0]);
  await wait(1000);
  // Asking about it does not begin it either.
  const waiting = await world.ask<{ overlap: Study }>(hub.url, `{ overlap(${TWO}) { ${FIELDS} } }`);
  expect(waiting.data.overlap).toEqual(asked);
  const { rows } = await world.linkageDatabase.query('SELECT 1 FROM study');
  expect(rows).toEqual([]);

  const requests = await world.ask<{ overlapRequests: { study: string; bodies: string[] }[] }>(
    hub.url,
    '{ overlapRequests { study period bodies approved } }',
    ...DPO,
  );
  expect(requests.data.overlapRequests.map(({ study, bodies }) => [study, bodies])).toEqual([
    [asked.study, ['CCAS_LONGVIC', 'DEPT_21']],
  ]);
  expect((await approve(asked.study)).data.approveOverlap.approved).toBe(true);

  const { study, seen } = await world.awaitEnd(hub.url, TWO);
  expect([study.state, study.progress, study.reason]).toEqual(['DONE', 100, null]);
  expect(seen).toEqual([...seen].sort((one, other) => one - other));
  const sets = [
    { body: 'CCAS_LONGVIC', name: 'N2|2025|2', size: 600 },
    { body: 'DEPT_21', name: 'N2|2025|2', size: 900 },
  ];
  const pure = releaseOverlap({ sets, inSets: [1100, IN_TWO.departmentAndCcas] }, world.sealingKey);
  expect(study.exactly?.map(({ value }) => value)[1]).toBe(pure.shared[0]);
  expect(study.sets?.map(({ body, version }) => [body, version])).toEqual([
    ['CCAS_LONGVIC', 2],
    ['DEPT_21', 2],
  ]);
  const files = study.sets!.reduce((sum, { value }) => sum + value, 0);
  expect(study.union?.value).toBe(files - pure.shared[0]!);
  expect(study.union!.low).toBeLessThan(study.union!.value);
  expect([study.precision, study.recall]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(study.note).toContain('Valeurs perturbées');
});

test('the size of each set is the very figure that `statistics` gives of it', async () => {
  const { data } = await world.ask<{ statistics: { cells: { body: string; value: number }[] } }>(
    hub.url,
    '{ statistics(indicator: "N2", period: "2025", by: [BODY], bodies: ["DEPT_21", "CCAS_LONGVIC"]) { cells { body value } } }',
  );
  const { study } = await world.awaitEnd(hub.url, TWO);
  expect(study.sets?.map(({ body, value }) => ({ body, value }))).toEqual(data.statistics.cells);
});

test('the same question in another order, asked again, and from another hub: one study, one answer', async () => {
  const turned = 'bodies: ["CCAS_LONGVIC", "DEPT_21", "DEPT_21"], period: "2025", indicator: "N4"';
  const second = await world.openHub();
  try {
    const answers = await Promise.all(
      [hub, second].flatMap(({ url }) =>
        [TWO, turned].map((question) => world.ask(url, `{ overlap(${question}) { ${FIELDS} } }`)),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.text).toContain('"DONE"');
    const again = await start(turned, second.url);
    expect([again.study, again.state]).toEqual([(await start(TWO)).study, 'DONE']);
  } finally {
    await second.close();
  }
});

test('of three bodies: how many are known to one, to two, to three, and all of them add up', async () => {
  const { study } = await start(THREE);
  await approve(study);
  const { study: done } = await world.awaitEnd(hub.url, THREE);
  const [one, two, three] = done.exactly!.map(({ value }) => value);
  expect(Math.abs(two! - IN_TWO.exactlyTwoOfThree)).toBeLessThan(16);
  expect(Math.abs(three! - IN_TWO.allThree)).toBeLessThan(16);
  expect(one! + two! + three!).toBe(done.union!.value);
  expect(done.exactly?.map(({ label }) => label)).toEqual([
    'connues d’un seul organisme',
    'connues de deux organismes',
    'connues de trois organismes ou plus',
  ]);
});

test('a set of a few is refused, and nobody is told whose it is nor how small', async () => {
  const { study } = await start(SMALL);
  await approve(study);
  const { study: refused } = await world.awaitEnd(hub.url, SMALL);
  expect([refused.state, refused.reason, refused.union, refused.sets]).toEqual([
    'REFUSED',
    'SET_TOO_SMALL',
    null,
    null,
  ]);
});

test.each([
  [
    'another indicator',
    'indicator: "P1", period: "2025", bodies: ["DEPT_21", "CCAS_LONGVIC"]',
    'DIMENSION_NOT_ALLOWED',
  ],
  ['one body alone', 'indicator: "N4", period: "2025", bodies: ["DEPT_21", "DEPT_21"]', 'BAD_REQUEST'],
  [
    'a period of another kind',
    'indicator: "N4", period: "2025-Q1", bodies: ["DEPT_21", "CCAS_LONGVIC"]',
    'BAD_REQUEST',
  ],
  ['a filter', 'indicator: "N4", period: "2025", bodies: ["DEPT_21"], where: "x"', 'BAD_REQUEST'],
])('%s is refused', async (_, question, code) => {
  const { codes } = await world.ask(hub.url, `mutation { startOverlap(${question}) { state } }`);
  expect(codes).toEqual([code]);
});

test('only who counts may ask, only the officer of the asking body approves, and only that body cancels', async () => {
  const worker = await world.ask(hub.url, `mutation { startOverlap(${TWO}) { state } }`, 'AG-01', 'CASE');
  expect(worker.codes).toEqual(['PURPOSE_NOT_ALLOWED']);
  const { study } = await world.awaitEnd(hub.url, TWO);
  const other = await world.ask(
    hub.url,
    `mutation { approveOverlap(study: "${study.study}") { approved } }`,
    'AG-23',
    'AUDIT',
  );
  expect(other.codes).toEqual(['NOT_DISCLOSED']);
  const unknown = await world.ask(hub.url, 'mutation { cancelOverlap(study: "none") { state } }');
  expect(unknown.codes).toEqual(['NOT_DISCLOSED']);
  const withheld = await world.ask<{ overlap: Study }>(
    hub.url,
    '{ overlap(indicator: "N4", period: "2025", bodies: ["DEPT_21", "DEPT_92"]) { state reason } }',
  );
  expect(withheld.data.overlap).toEqual({ state: 'REFUSED', reason: 'NO_INSTRUMENT:DEPT_92' });
});

test('afterwards nothing of the sets is left: no key, no tag, no pseudonym, in no table of the service or the hub', async () => {
  const { rows: open } = await world.linkageDatabase.query('SELECT id FROM study WHERE sealed_key IS NOT NULL');
  const { rows: sets } = await world.linkageDatabase.query('SELECT 1 FROM study_set UNION ALL SELECT 1 FROM study_tag');
  expect([open, sets]).toEqual([[], []]);
  const words = (of: (passing: OverlapWorld['linkage']['passed'][number]) => string, path: RegExp) =>
    world.linkage.passed.filter((each) => path.test(each.path)).flatMap((each) => of(each).match(/[\w-]{43}/g) ?? []);
  const pseudonyms = words(({ answered }) => answered, /pseudonyms$/);
  const tags = words(({ sent }) => sent, /tags$/);
  expect([pseudonyms.length, tags.length].map((count) => count > 1000)).toEqual([true, true]);
  expect(tags.filter((tag) => pseudonyms.includes(tag))).toEqual([]);
  const dumps: string[] = [];
  for (const [pool, tables] of [
    [world.territory.hubDatabase, ['overlap_job', 'access_record', 'journal_pending']],
    [world.linkageDatabase, ['study', 'request', 'study_set', 'study_tag']],
  ] as const) {
    for (const table of tables) {
      const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${table}" t`);
      dumps.push(...rows.map(({ row }) => row));
    }
  }
  const kept = new Set(dumps.join('\n').match(/[\w-]{43}/g) ?? []);
  expect([...pseudonyms, ...tags].filter((word) => kept.has(word))).toEqual([]);
  expect(world.linkage.passed.some(({ sent, answered }) => /:S\d|DEPT_21:/.test(sent + answered))).toBe(false);
});

test('bodies ask for the pseudonyms of all their files, so the service is not told who is in a set', async () => {
  const { study } = await world.awaitEnd(hub.url, TWO);
  const asked = world.linkage.passed
    .filter(({ path }) => path === `/v1/studies/${study.study}/pseudonyms`)
    .flatMap(({ sent }) => (JSON.parse(sent) as { references: string[] }).references);
  const held = await Promise.all(
    ['DEPT_21', 'CCAS_LONGVIC'].map(async (code) => {
      const pool = new pg.Pool({ connectionString: world.territory.bodyDatabases.get(code), max: 1 });
      const { rows } = await pool.query<{ files: number }>('SELECT count(*)::int AS files FROM person');
      await pool.end();
      return rows[0]!.files;
    }),
  );
  expect(new Set(asked).size).toBe(held[0]! + held[1]!);
  expect(held[0]! + held[1]!).toBeGreaterThan(1500);
});
