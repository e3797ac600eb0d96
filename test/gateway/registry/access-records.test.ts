import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Prisma } from '../../../prisma/generated/hub/client.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { seededHub, withHub } from '../../support/hub-database.ts';
import { openRegistry, type Registry } from './registry.ts';

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

  test('the longest list is a thousand, and what may not be known of pushes nothing out of it', async () => {
    const fresh = await freshDatabase('hub', seededHub);
    const start = Date.parse('2026-05-03T00:00:00Z');
    await withHub(fresh.url, (prisma) =>
      prisma.accessRecord.createMany({
        data: Array.from({ length: 2_600 }, (_, nth) =>
          aRecord({ at: new Date(start + nth), category: nth % 3 === 0 ? 'HEALTH' : 'HOUSING' }),
        ),
      }),
    );
    const housing = await withHub(fresh.url, (prisma) =>
      prisma.accessRecord.findMany({ where: { category: 'HOUSING' }, orderBy: { at: 'desc' }, select: { id: true } }),
    );
    const known = new Set(housing.map(({ id }) => id));
    const large = await openRegistry(fresh.url);
    const question = '{ accessRecords(first: 100) { totalCount edges { node { id } } } }';
    const some = await large.ask(question, { ...officer, knows: (_, __, id) => known.has(id) });
    expect(some.data.accessRecords).toMatchObject({ totalCount: 1_000 });
    const all = await large.ask(question, officer);
    expect(all.data.accessRecords).toMatchObject({ totalCount: 1_000 });
    await withHub(fresh.url, (prisma) => prisma.accessRecord.deleteMany({ where: { category: 'HEALTH' } }));
    const without = await large.ask(question, { ...officer, knows: (_, __, id) => known.has(id) });
    expect(JSON.stringify(some.data)).toBe(JSON.stringify(without.data));
    await large.close();
    await fresh.drop();
  });
});
