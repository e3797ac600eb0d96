import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HIS_FILE, HIS_OTHER_FILE, nodesOf, type Office, openOffice, ROWS, type Rows, wordsOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-05-04T09:00');
  await office.at('2026-05-04T09:00', 'AG-01', HIS_FILE, 'birthName housing { tenure } benefits { kind }');
  await office.at('2026-05-04T09:30', 'AG-02', HIS_OTHER_FILE, 'housing { tenure }');
  office.setClock('2026-05-04T10:00');
});
afterAll(() => office?.close());

const list = async (args: string, agent?: string): Promise<Rows> =>
  (await office.audit<{ accessRecords: Rows }>(`{ accessRecords${args} ${ROWS} }`, {}, agent)).accessRecords;

describe('an officer of the body lists', () => {
  test.each([
    ['(purpose: CASE, side: OWNER)', ['AG-01 BENEFITS DENY', 'AG-01 HOUSING PERMIT', 'AG-01 IDENTITY PERMIT']],
    ['(purpose: CASE, side: RECIPIENT)', ['AG-02 HOUSING DENY']],
    ['(purpose: CASE, side: COLLECTOR)', ['AG-01 HOUSING PERMIT', 'AG-01 IDENTITY PERMIT']],
    ['(consent: "C-1", category: HOUSING)', ['AG-01 HOUSING PERMIT']],
    ['(instrument: "P-21-LONGVIC", decision: DENY)', ['AG-01 BENEFITS DENY', 'AG-02 HOUSING DENY']],
    [`(purpose: CASE, person: "${HIS_FILE}", agent: "AG-02")`, ['AG-02 HOUSING DENY']],
    ['(purpose: CASE, ruleSetVersion: "no-such-version")', []],
    ['(purpose: CASE, instrument: "P-OTHER")', []],
    ['(purpose: CASE, to: "2026-05-04T07:15:00Z", decision: DENY)', ['AG-01 BENEFITS DENY']],
  ])('%s', async (args, expected) => {
    expect(wordsOf(await list(args))).toEqual(expected);
  });

  test('what rests on a declared emergency', async () => {
    await office.world.declareEmergency(HIS_OTHER_FILE, 'AG-02', 'CCAS_LONGVIC', new Date('2026-05-04T07:50:00Z'), {
      ownerBody: 'DEPT_21',
    });
    await office.at('2026-05-04T09:55', 'AG-02', HIS_OTHER_FILE, 'phone', { purpose: 'EMERGENCY' });
    office.setClock('2026-05-04T10:00');
    expect(wordsOf(await list('(emergency: true)'))).toEqual(['AG-02 CONTACT PERMIT']);
    expect(wordsOf(await list('(emergency: false, category: CONTACT)'))).toEqual([]);
  });
});

test('what a body collected the accord for is its business, though it held nothing and received nothing', async () => {
  await office.world.share(
    'SP-COLLECTED',
    [HIS_OTHER_FILE],
    [
      { body: 'DEPT_21', agent: 'AG-01' },
      { body: 'METRO_DIJON', agent: 'AG-08' },
    ],
  );
  const accord = (collectingBody: string) =>
    office.world.consent(HIS_OTHER_FILE, {
      ...{ categories: ['HOUSING'], fromBodies: ['DEPT_21'], toBodies: ['METRO_DIJON'], purposes: ['CASE'] },
      collectingBody,
    });
  const held = await accord('CCAS_LONGVIC');
  const read = await office.at('2026-05-04T09:58', 'AG-08', HIS_OTHER_FILE, 'housing { tenure }');
  const [line] = await office.territory.linesOf(read.operation);
  office.setClock('2026-05-04T10:00');
  expect(line).toMatchObject({ decision: 'PERMIT', consent: held });
  expect(wordsOf(await list('(side: COLLECTOR, agent: "AG-08")'))).toEqual(['AG-08 HOUSING PERMIT']);
  expect(wordsOf(await list('(agent: "AG-08")', 'AG-22'))).toEqual(['AG-08 HOUSING PERMIT']);
});

test('the file of another body, a file that there is not and an empty list are the same bytes', async () => {
  const ask = (person: string) =>
    office.answer(`query($person: ID) { accessRecords(person: $person) ${ROWS} }`, { person });
  const [foreign, unknown, nobody] = [
    await ask(HIS_OTHER_FILE),
    await ask('CCAS_LONGVIC:no-such-file'),
    await ask('DEPT_21:no-such-file'),
  ];
  expect(foreign.text).toBe(unknown.text);
  expect(nobody.text).toBe(unknown.text);
  expect(await office.territory.linesOf(foreign.operation)).toEqual([]);
  expect(nodesOf(await list(`(person: "${HIS_FILE}")`)).length).toBeGreaterThan(0);
});

test('who controls nothing is shown nothing, and that she asked is on record', async () => {
  const told = await office.territory.ask(`{ accessRecords ${ROWS} }`, { agent: 'AG-02', purpose: 'CASE' });
  expect(told.body.data).toMatchObject({
    accessRecords: { totalCount: 0, edges: [], pageInfo: { hasNextPage: false } },
  });
  const lines = await office.territory.linesOf(told.operation);
  expect(new Set(lines.map(({ category, decision }) => `${category} ${decision}`))).toEqual(
    new Set(['AUDIT_TRACE DENY']),
  );
});

test('reading the journal adds one line per person and owner, and pages end although each adds some', async () => {
  const size = async () =>
    Number((await office.territory.hubDatabase.query('SELECT count(*) FROM access_record')).rows[0].count);
  const lengths: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const before = await size();
    let after: string | null = null;
    let pages = 0;
    do {
      const { accessRecords }: { accessRecords: Rows } = await office.audit(
        `query($after: String) { accessRecords(first: 5, after: $after) ${ROWS} }`,
        { after },
      );
      after = accessRecords.pageInfo.hasNextPage ? accessRecords.pageInfo.endCursor : null;
      pages += 1;
      expect(pages).toBeLessThan(100);
    } while (after !== null);
    lengths.push(((await size()) - before) / pages);
    office.setClock(`2026-05-04T1${round + 1}:00`);
  }
  // One person, two owners: never more than two lines a page, however long the journal has become.
  expect(Math.max(...lengths)).toBeLessThanOrEqual(2);
});
