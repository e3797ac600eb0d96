import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkFiles, pseudonymsForStudy } from '../../../subgraphs/joining/link-files.ts';
import { aPerson, type LinkageWorld, openLinkageWorld } from './world.ts';

let world: LinkageWorld;
beforeAll(async () => {
  world = await openLinkageWorld();
  await linkFiles(await world.access('DEPT'), [
    { file: 'DEPT:1', traits: aPerson() },
    { file: 'DEPT:2', traits: aPerson({ firstNames: ['Rose'] }) },
  ]);
  await linkFiles(await world.access('CCAS'), [{ file: 'CCAS:1', traits: aPerson({ birthName: 'MARTIN' }) }]);
});
afterAll(() => world.close());

const open = (id: string, lastsMs = 3_600_000, bodies = ['DEPT', 'CCAS']) =>
  world.ask('HUB', '/v1/studies', { id, bodies, endsAt: new Date(Date.now() + lastsMs).toISOString() });
const ofDept = async (study: string) =>
  pseudonymsForStudy(await world.access('DEPT'), study, ['DEPT:1', 'DEPT:2', 'DEPT:9']);
const ofCcas = async (study: string) => pseudonymsForStudy(await world.access('CCAS'), study, ['CCAS:1']);

test('in one study a person has one pseudonym from whichever body, found by whichever key; in another study another', async () => {
  expect((await open('one')).status).toBe(200);
  await open('two');
  const [jeanne, rose, unknown] = await ofDept('one');
  expect(await ofCcas('one')).toEqual([jeanne]);
  expect(rose).not.toBe(jeanne);
  expect(unknown).toBeNull();
  expect(await ofDept('one')).toEqual([jeanne, rose, null]);
  const [inTwo] = await ofDept('two');
  expect(inTwo).toMatch(/^[\w-]{43}$/);
  expect([jeanne, rose]).not.toContain(inTwo);
});

test('a study is for its bodies, is opened once, and pseudonyms outlive a rotation of the key', async () => {
  await open('dept-only', 3_600_000, ['DEPT']);
  await expect(ofCcas('dept-only')).rejects.toThrow('NOT_FOUND');
  await expect(ofCcas('no-such-study')).rejects.toThrow('NOT_FOUND');
  expect((await open('dept-only')).body).toEqual({ code: 'STUDY_EXISTS' });
  const before = await ofDept('dept-only');
  await world.service.rotate();
  expect(await ofDept('dept-only')).toEqual(before);
});

test('once it has ended nobody makes its pseudonyms again, for its key is gone', async () => {
  await open('ends');
  await ofDept('ends');
  expect((await world.ask('HUB', '/v1/studies/ends/end', {})).status).toBe(200);
  await expect(ofDept('ends')).rejects.toThrow('STUDY_ENDED');
  await open('lapses', 150);
  await ofDept('lapses');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await expect(ofDept('lapses')).rejects.toThrow('STUDY_ENDED');
  const { rows } = await world.database.query(`SELECT "id" FROM "study" WHERE "sealed_key" IS NULL ORDER BY "id"`);
  expect(rows.map(({ id }) => id)).toEqual(['ends', 'lapses']);
  expect((await open('ends')).body).toEqual({ code: 'STUDY_EXISTS' });
  expect((await world.ask('HUB', '/v1/studies/never/end', {})).status).toBe(404);
});

test.each([
  { id: 'no bodies', bodies: [], endsAt: new Date(Date.now() + 60_000).toISOString() },
  { id: 'x', bodies: ['DEPT'], endsAt: '2020-01-01T00:00:00Z' },
  { id: 'x', bodies: ['DEPT'], endsAt: '2999-01-01T00:00:00Z' },
  { id: 'x', bodies: ['DEPT'] },
])('what is no study is refused: %j', async (study) => {
  expect((await world.ask('HUB', '/v1/studies', study)).status).toBe(400);
});
