import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantRole } from '../../../../deploy/grant-role.ts';
import { findIndicator } from '../../../../disclosure/catalogue.ts';
import { daysOf } from '../../../../disclosure/periods.ts';
import { STANDARD_TABLE, STRICT_TABLE } from '../../../../disclosure/perturbation-table.ts';
import { releaseBreakdown } from '../../../../disclosure/release-breakdown.ts';
import { PrismaClient } from '../../../../prisma/generated/body/client.ts';
import type { CountedPerson } from '../../../../subgraphs/contract/statistics/count-persons.ts';
import { correctSnapshot, type FreezingBody, freezeEnded } from '../../../../subgraphs/contract/statistics/freeze.ts';
import { readPersons } from '../../../../subgraphs/contract/statistics/person-source.repository.ts';
import {
  findBroken,
  findSnapshot,
  readBreakdowns,
} from '../../../../subgraphs/contract/statistics/snapshot.repository.ts';
import { type FreshDatabase, freshDatabase } from '../../../support/database.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const N3 = findIndicator('N3')!;
let database: FreshDatabase;
let prisma: PrismaClient;
let body: FreezingBody;

/** Forty people of Longvic and Saint-Apollinaire; every other one was given two kinds of aid, and food twice. */
beforeAll(async () => {
  database = await freshDatabase('body');
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url, max: 4 }) });
  body = {
    prisma,
    ...{ kind: 'CCAS', capabilities: [], at: new Date('2026-05-04T08:00:00Z'), today: '2026-05-04' },
    newRecordKey: Buffer.alloc(32, 9),
  };
  const people = Array.from({ length: 40 }, (_, nth) => `P-${String(nth).padStart(2, '0')}`);
  await prisma.person.createMany({
    data: people.map((id, nth) => ({
      ...{ id, birthName: 'NOM', firstNames: ['Prénom'], sex: 'F' as const },
      birthDate: nth === 0 ? day('1960-12-31') : nth === 1 ? day('1961-01-01') : day('1950-06-01'),
    })),
  });
  await prisma.contact.createMany({
    data: people.map((personId, nth) => ({
      ...{ personId, communeCode: nth % 4 === 0 ? '21540' : '21355', protectedAddress: false },
    })),
  });
  await prisma.ccasAid.createMany({
    data: people.flatMap((personId, nth) => [
      { personId, kind: 'FOOD' as const, grantedOn: day('2025-03-01') },
      ...(nth % 2 === 0 ? [{ personId, kind: 'FOOD' as const, grantedOn: day('2025-12-31') }] : []),
      ...(nth % 2 === 0 ? [{ personId, kind: 'LOAN' as const, grantedOn: day('2025-06-01') }] : []),
      { personId, kind: 'ENERGY' as const, grantedOn: day('2026-01-01') },
    ]),
  });
  await prisma.household.create({ data: { id: 'H-1' } });
  await prisma.household.create({ data: { id: 'H-2' } });
  const member = { isDependent: false, source: 'DECLARED' as const, validFrom: day('2020-01-01') };
  await prisma.membership.createMany({
    data: [
      { ...member, householdId: 'H-1', personId: 'P-00', role: 'APPLICANT' },
      { ...member, householdId: 'H-1', personId: 'P-01', role: 'CHILD' },
      { ...member, householdId: 'H-2', personId: 'P-02', role: 'APPLICANT' },
      { ...member, householdId: 'H-2', personId: 'P-03', role: 'SPOUSE', validTo: day('2025-07-01') },
    ],
  });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

async function readAll(perPage?: number): Promise<readonly CountedPerson[]> {
  const found: CountedPerson[] = [];
  for await (const each of readPersons(prisma, N3, daysOf('YEAR', '2025')!, perPage)) found.push(each);
  return found;
}

test('each person comes once, with all her records of the period and no other, however the pages fall', async () => {
  const whole = await readAll();
  expect(whole).toHaveLength(40);
  expect(whole.filter(({ rows }) => rows.length === 3)).toHaveLength(20);
  expect(whole.flatMap(({ rows }) => rows.map((row) => row.AID_KIND))).not.toContain('ENERGY');
  for (const perPage of [4, 5, 7, 39, 80]) {
    const written = (all: readonly CountedPerson[]) =>
      all.map(({ person, rows }) => [person, rows.map((row) => row.AID_KIND).sort()]);
    expect(written(await readAll(perPage))).toEqual(written(whole));
  }
  await expect(readAll(2)).rejects.toThrow('more records than a page');
});

test('bins are those of the last day of the period: age, commune, household', async () => {
  const people = new Map((await readAll()).map(({ person, rows }) => [person, rows[0]!]));
  expect([people.get('P-00')?.AGE_BAND, people.get('P-01')?.AGE_BAND]).toEqual(['65-74', '55-64']);
  expect([people.get('P-00')?.COMMUNE, people.get('P-01')?.COMMUNE]).toEqual(['21540', '21355']);
  expect(['P-00', 'P-02', 'P-03', 'P-10'].map((person) => people.get(person)?.HOUSEHOLD_TYPE)).toEqual([
    ...['SINGLE_PARENT', 'ALONE', 'UNKNOWN', 'UNKNOWN'],
  ]);
});

test('what has ended is frozen once, whoever comes first, and what has not is not', async () => {
  const both = await Promise.all([freezeEnded(body, '2024-01-01'), freezeEnded(body, '2024-01-01')]);
  expect(both.flat().sort()).toEqual(['N2 2024', 'N2 2025', 'N3 2024', 'N3 2025']);
  expect(await freezeEnded(body, '2024-01-01')).toEqual([]);
  expect(await findSnapshot(prisma, 'N3', '2026')).toBeNull();
  expect(await prisma.statisticKey.count()).toBe(1);
  expect(await findBroken(prisma)).toEqual([]);
});

test('a correction is another version, and the one before stays as it was signed', async () => {
  const before = (await findSnapshot(prisma, 'N3', '2025'))!;
  const cells = async (version: number | null) => {
    const snapshot = (await findSnapshot(prisma, 'N3', '2025', version))!;
    return releaseBreakdown(N3, snapshot.smallest, [], await readBreakdowns(prisma, snapshot, [[]]));
  };
  const first = await cells(null);
  await prisma.ccasAid.create({ data: { personId: 'P-05', kind: 'TRANSPORT', grantedOn: day('2025-02-02') } });
  expect(await cells(null)).toEqual(first);
  expect(await freezeEnded(body, '2024-01-01')).toEqual([]);
  expect(await correctSnapshot(body, N3, '2025')).toBe(2);
  expect((await findSnapshot(prisma, 'N3', '2025'))?.version).toBe(2);
  // She was counted already: the same persons, hence the same noise, whichever version is asked.
  expect(await cells(null)).toEqual(first);
  expect(await cells(before.version)).toEqual(first);
});

test('k = 5 holds from the next freezing on, where the committee has set it for what is not sensitive', async () => {
  await prisma.statisticThreshold.createMany({
    data: ['N3', 'P1'].map((indicator) => ({
      ...{ indicator, smallest: 5, decidedOn: day('2026-05-01'), decidedBy: 'P-21-LONGVIC' },
    })),
  });
  expect((await findSnapshot(prisma, 'N3', '2025'))?.smallest).toBe(11);
  await correctSnapshot(body, N3, '2025');
  const snapshot = (await findSnapshot(prisma, 'N3', '2025'))!;
  expect([snapshot.version, snapshot.smallest]).toEqual([3, 5]);
  const breakdowns = await readBreakdowns(prisma, snapshot, [['AID_KIND']]);
  const tally = breakdowns.get('AID_KIND')?.get('LOAN');
  const [loans] = releaseBreakdown(N3, 5, ['AID_KIND'], breakdowns).filter(({ dims }) => dims[0] === 'LOAN');
  expect(loans?.value).toBe(tally?.perturbed(STANDARD_TABLE));
  expect(STANDARD_TABLE).not.toBe(STRICT_TABLE);
  await freezeEnded({ ...body, kind: 'DEPARTEMENT' }, '2025-01-01');
  expect((await findSnapshot(prisma, 'P1', '2025'))?.smallest).toBe(11);
});

test('a tally that is changed, taken away or added afterwards is found, and the program may do none of it', async () => {
  const password = 'of-the-test';
  const role = `body_${database.url.slice(-12).replaceAll('-', '_')}`;
  await grantRole(database.url, { role, password, kind: 'body' });
  const address = new URL(database.url);
  [address.username, address.password] = [role, password];
  const program = new PrismaClient({ adapter: new PrismaPg({ connectionString: address.href, max: 1 }) });
  try {
    for (const tampering of [
      'UPDATE statistic_tally SET persons = persons + 1',
      'DELETE FROM statistic_tally',
      'UPDATE statistic_snapshot SET smallest = 5',
      'DELETE FROM statistic_key',
    ])
      await expect(program.$executeRawUnsafe(tampering)).rejects.toThrow('permission denied');
    expect(await freezeEnded({ ...body, prisma: program, kind: 'METROPOLE' }, '2026-01-01')).toEqual(['N1 2026-Q1']);
  } finally {
    await program.$disconnect();
  }
  const { id } = (await findSnapshot(prisma, 'N3', '2025', 1))!;
  const cell = `snapshot_id = ${id} AND "by" = 'AID_KIND' AND bins = 'LOAN'`;
  const was = await prisma.$queryRawUnsafe<{ persons: number; keys: string }[]>(
    `SELECT persons, keys::text FROM statistic_tally WHERE ${cell}`,
  );
  expect(was).toHaveLength(1);
  const { persons, keys } = was[0]!;
  const add = `INSERT INTO statistic_tally VALUES (${id}, 'AID_KIND', 'LOAN', ${persons}, ${keys})`;
  const steps: readonly [string, string][] = [
    [
      `UPDATE statistic_tally SET persons = persons + 1 WHERE ${cell}`,
      `UPDATE statistic_tally SET persons = ${persons} WHERE ${cell}`,
    ],
    [`DELETE FROM statistic_tally WHERE ${cell}`, add],
    [
      `INSERT INTO statistic_tally VALUES (${id}, 'AID_KIND', 'HEALTH', 12, 7)`,
      `DELETE FROM statistic_tally WHERE snapshot_id = ${id} AND "by" = 'AID_KIND' AND bins = 'HEALTH'`,
    ],
    [
      `UPDATE statistic_snapshot SET smallest = 5 WHERE id = ${id}`,
      `UPDATE statistic_snapshot SET smallest = 11 WHERE id = ${id}`,
    ],
  ];
  for (const [tamper, mend] of steps) {
    await prisma.$executeRawUnsafe(tamper);
    expect(await findBroken(prisma)).toEqual(['N3 2025']);
    await prisma.$executeRawUnsafe(mend);
    expect(await findBroken(prisma)).toEqual([]);
  }
});
