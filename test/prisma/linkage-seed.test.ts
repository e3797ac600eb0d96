import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PrismaClient } from '../../prisma/generated/body/client.ts';
import { seedBody } from '../../prisma/seed/bodies.ts';
import { pseudonymise } from '../../prisma/seed/hub-subjects.ts';
import { seedLinkage } from '../../prisma/seed/linkage.ts';
import { crowd, town } from '../../prisma/seed/town.ts';
import { projectRoot } from '../../schema/files.ts';
import { linkFiles } from '../../subgraphs/joining/link-files.ts';
import { LINKAGE_KEY, type LinkageWorld, openLinkageWorld } from '../linkage/service/world.ts';
import { freshDatabase } from '../support/database.ts';

const people = [...town, ...crowd()];
let world: LinkageWorld;
beforeAll(async () => {
  world = await openLinkageWorld();
});
afterAll(() => world.close());

test('the linkage service knows of the town what the hub is seeded with, once', async () => {
  const { owner, sealingKey } = world;
  const began = performance.now();
  expect(await seedLinkage(owner, { people, linkageKey: LINKAGE_KEY, sealingKey })).toBe(true);
  console.log(`the town at the linkage service: ${Math.round(performance.now() - began)} ms`);
  expect(await seedLinkage(owner, { people, linkageKey: LINKAGE_KEY, sealingKey })).toBe(false);
  const { rows } = await owner.query<{ files: number; persons: number; subjects: number }>(
    'SELECT count(*)::int AS files, count(DISTINCT "person")::int AS persons, count(DISTINCT "subject")::int AS subjects FROM "file"',
  );
  const { links } = pseudonymise(people, LINKAGE_KEY);
  const subjects = new Set(links.map(({ subject }) => subject)).size;
  expect(rows).toEqual([{ files: links.length, persons: subjects, subjects }]);
});

test('a body that links its files itself finds the subjects of the town, those that are new to it included', async () => {
  const { links, subjectOf } = pseudonymise(people, LINKAGE_KEY);
  const access = await world.access('METRO_DIJON');
  const simone = town.find(({ key }) => key === 'PE-04')!;
  expect(Object.keys(simone.files)).not.toContain('METRO_DIJON');
  const own = people.filter(({ files }) => files.METRO_DIJON !== undefined).slice(0, 5);
  const files = [
    ...own.map((traits) => ({ file: `METRO_DIJON:${traits.files.METRO_DIJON}`, traits })),
    { file: 'METRO_DIJON:NEW', traits: { ...simone, birthName: 'Lefevre' } },
  ];
  const found = await linkFiles(access, files);
  expect(found.get('METRO_DIJON:NEW')).toBe(subjectOf('PE-04'));
  for (const { file } of files.slice(0, 5)) expect(found.get(file)).toBe(links.find(({ id }) => id === file)!.subject);
});

test('the program of a body links everybody in its database, and says under which subject', async () => {
  const body = await freshDatabase('body');
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: body.url, max: 2 }) });
  await seedBody('METRO_DIJON', prisma, '2026-05-04');
  await prisma.$disconnect();
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-link-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const { trusted, key } = await world.access('METRO_DIJON');
  const environment = {
    PATH: process.env.PATH,
    BODY_CODE: 'METRO_DIJON',
    BODY_KIND: 'METROPOLE',
    DATABASE_URL: body.url,
    HUB_JWKS_URL: 'http://hub.invalid/jwks.json',
    PORT: '0',
    LINKAGE_URL: world.url,
    LINKAGE_KEY_FILE: write('linkage-key.txt', LINKAGE_KEY),
    LINKAGE_SIGNING_KEY_FILE: write('key.json', JSON.stringify(key.export({ format: 'jwk' }))),
    LINKAGE_TRUSTED_KEYS: [...trusted].map(([version, each]) => `${version}=${each}`).join(),
  };
  const program = join(projectRoot(), 'dist/subgraphs/link-people.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env: environment });
  const { links } = pseudonymise(people, LINKAGE_KEY);
  const own = links.filter(({ bodyCode }) => bodyCode === 'METRO_DIJON');
  expect(stdout.trimEnd().split('\n').sort()).toEqual(own.map(({ id, subject }) => `${id} ${subject}`).sort());
  rmSync(folder, { recursive: true });
  await body.drop();
});
