import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { PrismaClient } from '../../prisma/generated/body/client.ts';
import { contentOf, seedBody } from '../../prisma/seed/bodies.ts';
import { namedFiles } from '../../prisma/seed/bodies-named.ts';
import { BODIES, crowd, households, town } from '../../prisma/seed/town.ts';
import { freshDatabase } from '../support/database.ts';

const TODAY = '2026-05-04';
const contents = BODIES.map(({ code }) => contentOf(code, TODAY));

async function onFreshDatabase<T>(work: (prisma: PrismaClient) => Promise<T>): Promise<T> {
  const database = await freshDatabase('body');
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
  try {
    return await work(prisma);
  } finally {
    await prisma.$disconnect();
    await database.drop();
  }
}

test.each(BODIES)('$code is filled by one statement per table, and a second time is nothing', async ({ code }) => {
  await onFreshDatabase(async (prisma) => {
    const count = () => Promise.all([prisma.person.count(), prisma.serviceOffer.count(), prisma.contact.count()]);
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    await seedBody(code, prisma, TODAY);
    const inserts = spy.mock.calls.map(([query]) => /INSERT INTO \S+/.exec(JSON.stringify(query))?.[0]);
    spy.mockRestore();
    const tables = inserts.filter((insert) => insert !== undefined);
    expect(tables.length).toBeGreaterThan(5);
    expect(new Set(tables).size).toBe(tables.length);

    const filled = await count();
    await seedBody(code, prisma, TODAY);
    expect(await count()).toEqual(filled);
  });
});

test('there is no column for what must never be held', async () => {
  const columns = await onFreshDatabase(
    (prisma) => prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  expect(columns.length).toBeGreaterThan(200);
  const forbidden =
    /nir\b|_nir|\bins\b|\bine\b|national|social_security|allocataire|religio|belief|ethni|origin|opinion|orientation_sex|justice|convict|prosecut/;
  expect(columns.map(({ name }) => name).filter((name) => forbidden.test(name))).toEqual([]);
});

test('more than three hundred people live in the town, and some are known to two and to three bodies', () => {
  const people = [...town, ...crowd()];
  expect(people.length).toBeGreaterThanOrEqual(300);
  expect(new Set(people.map(({ key }) => key)).size).toBe(people.length);
  const knownTo = people.map(({ files }) => Object.keys(files).length);
  expect([1, 2, 3].map((bodies) => knownTo.includes(bodies))).toEqual([true, true, true]);
  expect(Math.min(...knownTo)).toBe(1);
});

test('the town is the same in every run', () => {
  expect(
    crowd()
      .slice(0, 2)
      .map(({ birthName, birthDate, files }) => [birthName, birthDate, files]),
  ).toMatchInlineSnapshot(`
    [
      [
        "FONTAINE",
        "1956-02-21",
        {
          "CCAS_LONGVIC": "86680",
          "COMMUNE_LONGVIC": "L-690334",
        },
      ],
      [
        "SCHMITT",
        "1937-02-20",
        {
          "CCAS_LONGVIC": "52883",
        },
      ],
    ]
  `);
  expect(contentOf('CCAS_STAPO', TODAY)).toEqual(contentOf('CCAS_STAPO', TODAY));
});

test('no two files of one body share a number', () => {
  for (const { people, body } of contents) {
    expect(new Set(people.map(({ local }) => local)).size, body.code).toBe(people.length);
  }
});

test('a household at a body has only members with a file there', () => {
  for (const { people, households: known } of contents) {
    const files = new Set(people.map(({ local }) => local));
    expect(known.flatMap(({ members }) => members).filter(({ local }) => !files.has(local))).toEqual([]);
  }
  const keys = new Set([...town, ...crowd()].map(({ key }) => key));
  expect(households.flatMap(({ members }) => members).filter(({ person }) => !keys.has(person))).toEqual([]);
});

test('every named file is of a person that the body knows', () => {
  const known = new Set(town.flatMap(({ key, files }) => Object.keys(files).map((code) => `${code} ${key}`)));
  expect(Object.keys(namedFiles).filter((name) => !known.has(name))).toEqual([]);
  expect([...known].filter((name) => !(name in namedFiles))).toEqual([]);
});

test('two bodies that know one person do not agree on everything', () => {
  expect(namedFiles['CCAS_LONGVIC PE-09']?.budget).not.toEqual(namedFiles['DEPT_21 PE-09']?.budget);
  const fileOf = (code: string, key: string) =>
    contents.find(({ body }) => body.code === code)?.people.find(({ person }) => person.key === key)?.file;
  const shared = crowd().filter(({ files }) => files.DEPT_21 && files.CCAS_LONGVIC);
  const differing = shared.filter(
    ({ key }) => JSON.stringify(fileOf('DEPT_21', key)) !== JSON.stringify(fileOf('CCAS_LONGVIC', key)),
  );
  expect(shared.length).toBeGreaterThan(30);
  expect(differing.length).toBeGreaterThan(0.9 * shared.length);
});

test('every body offers services of its own, in words of its own', () => {
  const descriptions = contents.flatMap(({ offers }) => offers.offers.map(({ description }) => description));
  expect(new Set(descriptions).size).toBe(descriptions.length);
  for (const { body, offers } of contents) {
    expect(offers.offers.length, body.code).toBeGreaterThanOrEqual(3);
    for (const { name, description } of offers.offers) {
      expect(name.length).toBeGreaterThanOrEqual(3);
      expect(name.length).toBeLessThanOrEqual(150);
      expect(description.length).toBeGreaterThanOrEqual(50);
      expect(description.length).toBeLessThanOrEqual(2000);
    }
  }
});

test('what the protocol of Longvic counts is there: three leisure centres, three digital places, six AVIP seats', () => {
  const longvic = contents.find(({ body }) => body.code === 'COMMUNE_LONGVIC')!.offers;
  const leisure = longvic.offers.filter(({ structureId }) => structureId === 'ACCUEILS_LOISIRS');
  expect(leisure.map(({ ageMin, ageMax }) => [ageMin, ageMax])).toEqual([
    [3, 12],
    [3, 12],
    [3, 12],
  ]);
  expect(longvic.offers.filter(({ label }) => label === 'EPN').map(({ structureId }) => structureId)).toEqual([
    'INFO_JEUNES',
    'MEDIATHEQUE',
    'MAISON_EMPLOI',
  ]);
  expect(longvic.offers.find(({ structureId }) => structureId === 'SPORT_JEUNESSE')).toMatchObject({
    ageMin: 4,
    ageMax: 17,
  });
  expect(longvic.avipSeats).toHaveLength(6);
});

test('no telephone number or address of the town can reach anybody', () => {
  const texts = JSON.stringify(contents);
  const numbers = texts.match(/\b0\d(?: \d\d){4}\b/g) ?? [];
  expect(numbers.length).toBeGreaterThan(100);
  // Ranges that the regulator keeps for fiction.
  expect(numbers.filter((number) => !/^(01 99 00|03 53 01|06 39 98)/.test(number))).toEqual([]);
  const mails = texts.match(/[\w.-]+@[\w.-]+/g) ?? [];
  expect(mails.filter((mail) => !mail.endsWith('.invalid'))).toEqual([]);
});
