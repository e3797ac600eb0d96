import { afterAll, beforeAll, expect, test } from 'vitest';
import { pseudonymise } from '../../prisma/seed/hub-subjects.ts';
import { seedLinkage } from '../../prisma/seed/linkage.ts';
import { crowd, town } from '../../prisma/seed/town.ts';
import { linkFiles } from '../../subgraphs/joining/link-files.ts';
import { LINKAGE_KEY, type LinkageWorld, openLinkageWorld } from '../linkage/service/world.ts';

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
  const access = await world.access('CCAS_LONGVIC');
  const jeanne = town.find(({ key }) => key === 'PE-01')!;
  expect(Object.keys(jeanne.files)).not.toContain('CCAS_LONGVIC');
  const own = town.filter(({ files }) => files.CCAS_LONGVIC !== undefined).slice(0, 5);
  const files = [
    ...own.map((traits) => ({ file: `CCAS_LONGVIC:${traits.files.CCAS_LONGVIC}`, traits })),
    { file: 'CCAS_LONGVIC:NEW', traits: { ...jeanne, birthName: 'Robért' } },
  ];
  const found = await linkFiles(access, files);
  expect(found.get('CCAS_LONGVIC:NEW')).toBe(subjectOf('PE-01'));
  for (const { file } of files.slice(0, 5)) expect(found.get(file)).toBe(links.find(({ id }) => id === file)!.subject);
});
