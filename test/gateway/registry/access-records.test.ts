import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Prisma } from '../../../prisma/generated/hub/client.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { seededHub, withHub } from '../../support/hub-database.ts';
import { type Asking, openRegistry, type Registry } from './registry.ts';

const NOON = '2026-05-04T12:00:00+02:00';
const officer = { caller: { agent: 'AG-14', purpose: 'AUDIT' }, at: NOON } as const;

const aRecord = (over: Partial<Prisma.AccessRecordCreateManyInput> = {}): Prisma.AccessRecordCreateManyInput => ({
  id: randomUUID(),
  at: new Date('2026-05-04T10:00:00+02:00'),
  operation: randomUUID(),
  queryHash: 'hash',
  agent: 'AG-01',
  agentBody: 'DEPT_21',
  profession: 'ASS',
  secrecy: 'PROFESSION',
  purpose: 'CASE',
  ownerBody: 'CCAS_LONGVIC',
  subject: 'pseudonym',
  category: 'HOUSING',
  decision: 'PERMIT',
  rule: 'R501',
  ruleSetVersion: 'v1',
  count: 1,
  ...over,
});

const RECORDS = {
  asOwner: aRecord(),
  asRecipient: aRecord({
    agentBody: 'CCAS_LONGVIC',
    agent: 'AG-02',
    ownerBody: 'DEPT_21',
    decision: 'DENY',
    category: 'HEALTH',
  }),
  ofOthers: aRecord({ ownerBody: 'METRO_DIJON' }),
  lastMonth: aRecord({ at: new Date('2026-04-04T11:59:59+02:00') }),
  audited: aRecord({ purpose: 'AUDIT', agent: 'AG-09', at: new Date('2026-05-04T11:00:00+02:00') }),
  now: aRecord({ at: new Date(NOON) }),
};
const nameOf = (id: string) => Object.entries(RECORDS).find(([, record]) => record.id === id)?.[0];

let database: FreshDatabase;
let registry: Registry;
beforeAll(async () => {
  database = await freshDatabase('hub', seededHub);
  registry = await openRegistry(database.url);
  await withHub(database.url, (prisma) => prisma.accessRecord.createMany({ data: Object.values(RECORDS) }));
});
afterAll(async () => {
  await registry.close();
  await database.drop();
});

async function list(args: string, over: object = {}): Promise<(string | undefined)[]> {
  const { data, codes } = await registry.ask(`{ accessRecords${args} { edges { node { id } } } }`, {
    ...officer,
    ...over,
  });
  expect(codes).toEqual([]);
  return (data.accessRecords as { edges: { node: { id: string } }[] }).edges.map(({ node }) => nameOf(node.id)).sort();
}

describe('accessRecords', () => {
  test('are those in which the body is owner or recipient, of the last thirty days', async () => {
    await expect(list('')).resolves.toEqual(['asOwner', 'asRecipient', 'audited']);
  });

  test('a period has a first instant and ends before its last', async () => {
    await expect(list('(from: "2026-04-04T09:59:59Z", to: "2026-05-04T09:00:00Z")')).resolves.toEqual([
      'asOwner',
      'asRecipient',
      'lastMonth',
    ]);
    await expect(list('(from: "2026-05-04T09:00:00Z", to: "2026-05-04T10:00:00.001Z")')).resolves.toEqual([
      'audited',
      'now',
    ]);
    const { codes } = await registry.ask(
      '{ accessRecords(from: "2026-05-04T10:00:00Z", to: "2026-05-01T10:00:00Z") { totalCount } }',
      officer,
    );
    expect(codes).toEqual(['BAD_REQUEST']);
  });

  test.each([
    ['(agent: "AG-02")', ['asRecipient']],
    ['(purpose: AUDIT)', ['audited']],
    ['(decision: DENY)', ['asRecipient']],
    ['(category: HOUSING)', ['asOwner', 'audited']],
    ['(category: HOUSING, purpose: CASE)', ['asOwner']],
  ])('%s picks them', async (args, expected) => {
    await expect(list(args)).resolves.toEqual(expected);
  });

  test('are decided one by one, and those that may not be known of are not there', async () => {
    const { data, asked } = await registry.ask('{ accessRecords { totalCount } }', {
      ...officer,
      knows: (_, __, id) => id !== RECORDS.asOwner.id,
    });
    expect(data).toEqual({ accessRecords: { totalCount: 2 } });
    expect(asked.map(([category, type]) => `${category} ${type}`)).toEqual(Array(3).fill('AUDIT_TRACE AccessRecord'));
  });

  test('show what was decided, of whom only the pseudonym, and both bodies', async () => {
    const { data } = await registry.ask(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on AccessRecord { at agent category decision rule
         reason subject count agentBody { code } ownerBody { code } } } }`,
      {
        ...officer,
        variables: {
          of: [RECORDS.asOwner.id, RECORDS.asOwner.id.toUpperCase(), 'no-uuid', randomUUID()].map((id) => ({
            __typename: 'AccessRecord',
            id,
          })),
        },
      },
    );
    const shown = {
      at: '2026-05-04T08:00:00.000Z',
      agent: 'AG-01',
      category: 'HOUSING',
      decision: 'PERMIT',
      rule: 'R501',
      reason: null,
      subject: 'pseudonym',
      count: 1,
      agentBody: { code: 'DEPT_21' },
      ownerBody: { code: 'CCAS_LONGVIC' },
    };
    expect(data._entities).toEqual([shown, shown, null, null]);
  });

  test.each([
    ['(side: OWNER)', ['asOwner', 'audited']],
    ['(side: RECIPIENT)', ['asRecipient', 'emergency']],
    ['(side: COLLECTOR)', ['collected']],
    ['(emergency: true)', ['emergency']],
    ['(ruleSetVersion: "v2")', ['emergency']],
    ['(instrument: "P-21-LONGVIC")', ['collected']],
    ['(consent: "C-1")', ['collected']],
    ['(person: "CCAS_LONGVIC:7781")', ['collected']],
    ['(person: "DEPT_21:D-5512")', []],
    ['(person: "CCAS_LONGVIC:no-such-file")', []],
  ])('%s picks them, among accesses of every side', async (args, expected) => {
    const fresh = await freshDatabase('hub', seededHub);
    const asked = await openRegistry(fresh.url);
    const { subject } = await withHub(fresh.url, (prisma) =>
      prisma.personLink.findUniqueOrThrow({ where: { id: 'CCAS_LONGVIC:7781' } }),
    );
    const more = {
      ...RECORDS,
      collected: aRecord({
        ...{ ownerBody: 'DEPT_21', agentBody: 'METRO_DIJON', category: 'BUDGET_DEBT', subject },
        ...{ consent: 'C-1', instrument: 'P-21-LONGVIC' },
      }),
      emergency: aRecord({
        ...{
          ownerBody: 'DEPT_21',
          agentBody: 'CCAS_LONGVIC',
          rule: 'R001',
          purpose: 'EMERGENCY',
          ruleSetVersion: 'v2',
        },
      }),
    };
    await withHub(fresh.url, (prisma) => prisma.accessRecord.createMany({ data: Object.values(more) }));
    const { data, codes } = await asked.ask(`{ accessRecords${args} { edges { node { id } } } }`, officer);
    expect(codes).toEqual([]);
    const found = (data.accessRecords as { edges: { node: { id: string } }[] }).edges.map(
      ({ node }) => Object.entries(more).find(([, { id }]) => id === node.id)?.[0],
    );
    expect(found.sort()).toEqual(expected);
    await asked.close();
    await fresh.drop();
  });
});

describe('pages of a large journal', () => {
  const start = Date.parse('2026-05-03T00:00:00Z');
  const PAGE = `query($after: String, $first: Int) { accessRecords(first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
  interface Shown {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  }
  let large: FreshDatabase;
  let asked: Registry;
  beforeAll(async () => {
    large = await freshDatabase('hub', seededHub);
    asked = await openRegistry(large.url);
    await append(2_600, (nth) => start + Math.floor(nth / 3));
  });
  afterAll(async () => {
    await asked.close();
    await large.drop();
  });

  function append(count: number, at: (nth: number) => number): Promise<unknown> {
    return withHub(large.url, (prisma) =>
      prisma.accessRecord.createMany({
        data: Array.from({ length: count }, (_, nth) =>
          aRecord({
            at: new Date(at(nth)),
            category: nth % 3 === 0 ? 'HEALTH' : 'HOUSING',
            ownerBody: nth % 5 === 0 ? 'DEPT_21' : 'CCAS_LONGVIC',
            agentBody: nth % 5 === 0 ? 'CCAS_LONGVIC' : 'DEPT_21',
          }),
        ),
      }),
    );
  }
  const existing = () =>
    withHub(large.url, (prisma) => prisma.accessRecord.findMany({ select: { id: true, category: true } }));
  async function page(after: string | null, first: number, knows: Asking['knows'] = () => true) {
    const { data, codes } = await asked.ask(PAGE, { ...officer, knows, variables: { after, first } });
    expect(codes).toEqual([]);
    return data.accessRecords as Shown;
  }

  test('show every row there was exactly once, whatever is added while the pages are turned', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ first: fc.integer({ min: 30, max: 100 }), back: fc.integer({ min: 0, max: 900 }) }), {
          minLength: 8,
          maxLength: 8,
        }),
        async (turns) => {
          const before = new Set((await existing()).map(({ id }) => id));
          const met: string[] = [];
          let shown = await page(null, 100);
          expect(shown.pageInfo.hasPreviousPage).toBe(false);
          for (let turn = 0; ; turn += 1) {
            met.push(...shown.edges.map(({ node }) => node.id));
            if (!shown.pageInfo.hasNextPage) break;
            const { first, back } = turns[turn % turns.length]!;
            if (turn < turns.length) await append(7, (nth) => start + back + nth);
            shown = await page(shown.pageInfo.endCursor, first);
            expect(shown.pageInfo.hasPreviousPage).toBe(true);
          }
          expect(new Set(met).size).toBe(met.length);
          expect([...before].filter((id) => !met.includes(id))).toEqual([]);
        },
      ),
      { numRuns: 3 },
    );
  });

  test('tell nothing of the rows between that the caller may not know of', async () => {
    const rows = await existing();
    const hidden = new Set(rows.filter(({ category }) => category === 'HEALTH').map(({ id }) => id));
    const pages: Shown[] = [];
    const turn = async (knows: Asking['knows']) => {
      let shown = await page(null, 100, knows);
      for (const all = [shown]; ; all.push(shown)) {
        if (!shown.pageInfo.hasNextPage) return all;
        shown = await page(shown.pageInfo.endCursor, 100, knows);
      }
    };
    pages.push(...(await turn((_, __, id) => !hidden.has(id))));
    await withHub(large.url, (prisma) => prisma.accessRecord.deleteMany({ where: { category: 'HEALTH' } }));
    expect(JSON.stringify(pages)).toBe(JSON.stringify(await turn(() => true)));
  });

  test('read no more of the journal than they show', async () => {
    const { statements, asked: decided } = await asked.ask(PAGE, { ...officer, variables: { first: 20 } });
    expect(decided).toHaveLength(21);
    expect(statements.filter((sql) => sql.includes('FROM access_record'))).toHaveLength(1);
  });

  test.each([
    ['of another list', '2026-05-04T08:00:00.000Z SP-1'],
    ['of no row', '2026-05-04T08:00:00.000Z '],
    ['before all years', '-000044-03-15T12:00:00.000Z 00000000-0000-4000-8000-000000000000'],
  ])('a cursor %s is refused', async (_, text) => {
    const after = Buffer.from(text).toString('base64url');
    const { codes } = await asked.ask(PAGE, { ...officer, variables: { after, first: 10 } });
    expect(codes).toEqual(['BAD_REQUEST']);
  });

  test('a period may begin with the years and end with them', async () => {
    const period = 'from: "0000-01-01T00:00:00Z", to: "9999-12-31T23:59:59-12:00"';
    const { codes, data } = await asked.ask(`{ accessRecords(${period}) { edges { node { id } } } }`, officer);
    expect(codes).toEqual([]);
    expect((data.accessRecords as Shown).edges).toHaveLength(20);
  });

  test('and a number of rows is told up to ten thousand', async () => {
    const count = async () => (await asked.ask('{ accessRecords { totalCount } }', officer)).data.accessRecords;
    const rows = (await existing()).length;
    await expect(count()).resolves.toEqual({ totalCount: rows });
    await append(10_000 - rows, (nth) => start + nth);
    await expect(count()).resolves.toEqual({ totalCount: 10_000 });
    await append(1, () => start);
    await expect(count()).resolves.toEqual({ totalCount: null });
  });
});
