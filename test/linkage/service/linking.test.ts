import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CivilTraits } from '../../../linkage/civil-traits.ts';
import { openName } from '../../../linkage/sealed-name.ts';
import { linkFiles } from '../../../subgraphs/joining/link-files.ts';
import { aPerson, type Code, dumpOf, LINKAGE_KEY, type LinkageWorld, openLinkageWorld } from './world.ts';

let world: LinkageWorld;
beforeAll(async () => {
  world = await openLinkageWorld();
});
afterAll(() => world.close());
beforeEach(() => world.owner.query('TRUNCATE "file" CASCADE'));

/** Links people by a name for each, as one body, and gives their subjects by that name. */
async function link(code: Code, people: Readonly<Record<string, CivilTraits>>): Promise<Record<string, string>> {
  const files = Object.entries(people).map(([name, traits]) => ({ file: `${code}:${name}`, traits }));
  const subjects = await linkFiles(await world.access(code), files);
  return Object.fromEntries(Object.keys(people).map((name) => [name, subjects.get(`${code}:${name}`) ?? 'none']));
}
const candidates = async () => (await world.ask('HUB', '/v1/candidates', {})).body.candidates as string[][];

describe('files of two bodies', () => {
  test('share a subject where everything agrees, however it is spelt', async () => {
    const { one } = await link('DEPT', { one: aPerson({ firstNames: ['Anne-Sophie'] }) });
    const { other } = await link('CCAS', {
      other: aPerson({ birthName: 'Robert', firstNames: ['ANNE-SOPHIE', 'Lise'] }),
    });
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(other).toBe(one);
    expect(await candidates()).toEqual([]);
  });

  test('have subjects of their own where a weaker key finds them, and the hub alone learns that they may be one', async () => {
    const { one } = await link('DEPT', { one: aPerson() });
    const { other } = await link('CCAS', { other: aPerson({ birthName: 'MARTIN' }) });
    const { third } = await link('METRO', { third: aPerson() });
    expect(other).not.toBe(one);
    expect(third).toBe(one);
    expect(await candidates()).toEqual([[one, other].sort()]);
    expect(await world.ask('CCAS', '/v1/candidates', {})).toEqual({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });

  test('are parted when agents say that they are not of one person', async () => {
    const { one } = await link('DEPT', { one: aPerson() });
    const { other } = await link('CCAS', { other: aPerson({ birthPlaceCog: null }) });
    expect(await candidates()).toHaveLength(1);
    await world.ask('HUB', '/v1/splits', { body: 'CCAS', subject: other });
    expect(await candidates()).toEqual([]);
    expect((await world.ask('HUB', '/v1/splits', { body: 'CCAS', subject: LINKAGE_KEY })).status).toBe(400);
    expect((await world.ask('HUB', '/v1/splits', { body: 'METRO', subject: one })).status).toBe(404);
    expect((await world.ask('DEPT', '/v1/splits', { body: 'CCAS', subject: one })).status).toBe(403);
  });

  test('are parted also where they shared a subject: the file has a fresh one, the same however often it is asked', async () => {
    const { one } = await link('DEPT', { one: aPerson() });
    await link('CCAS', { other: aPerson() });
    const ask = () => world.ask('HUB', '/v1/splits', { body: 'CCAS', subject: one });
    const { subject } = (await ask()).body;
    expect(subject).not.toBe(one);
    expect((await ask()).body).toEqual({ subject });
    expect(await link('CCAS', { other: aPerson() })).toEqual({ other: subject });
    expect(await link('DEPT', { one: aPerson() })).toEqual({ one });
    expect(await candidates()).toEqual([]);
    expect((await link('METRO', { third: aPerson() })).third).not.toBe(one);
  });

  test('are told to the hub in the order in which they were linked, under names that only it can read', async () => {
    await world.owner.query('ALTER SEQUENCE "file_place" RESTART');
    const { one } = await link('DEPT', { one: aPerson() });
    const { other } = await link('CCAS', { other: aPerson() });
    const told = async (after: string) => {
      const { files } = (await world.ask('HUB', '/v1/told', { after })).body as { files: Record<string, string>[] };
      return files.map(({ place, body, subject, sealedName = '' }) => {
        return [place, body, subject, openName(Buffer.from(sealedName, 'base64url'), world.nameKey)];
      });
    };
    const all = [
      ['1', 'DEPT', one, 'DEPT:one'],
      ['2', 'CCAS', other, 'CCAS:other'],
    ];
    expect(await told('0')).toEqual(all);
    expect(await told('1')).toEqual(all.slice(1));
    await link('DEPT', { one: aPerson() });
    expect(await told('2')).toEqual([]);
    expect((await world.ask('DEPT', '/v1/told', { after: '0' })).status).toBe(403);
    expect((await world.ask('HUB', '/v1/told', { after: -1 })).status).toBe(400);
  });

  test('are not linked where two of either body could be meant, nor ever two of one body', async () => {
    const twice = await link('DEPT', { one: aPerson(), two: aPerson() });
    expect(twice.one).not.toBe(twice.two);
    const { other } = await link('CCAS', { other: aPerson() });
    expect(Object.values(twice)).not.toContain(other);
    const { later } = await link('CCAS', { later: aPerson() });
    expect(later).not.toBe(other);
    expect(await candidates()).toEqual([]);
  });

  test('are not linked on the word of a twin, and a strict key goes before a weak one whatever the order of sending', async () => {
    const { one } = await link('DEPT', { one: aPerson() });
    const both = await link('CCAS', {
      a: aPerson({ birthPlaceCog: '75056' }),
      b: aPerson(),
      twin: aPerson({ firstNames: ['Claire'] }),
    });
    expect(both.b).toBe(one);
    expect(new Set(Object.values(both)).size).toBe(3);
    expect(await candidates()).toEqual([]);
  });

  test('are not guessed between a file that is sent now and one that was linked before', async () => {
    const places = await link('DEPT', { here: aPerson(), there: aPerson({ birthPlaceCog: '75056' }) });
    expect((await link('CCAS', { first: aPerson() })).first).toBe(places.here);
    const { second } = await link('CCAS', { second: aPerson({ birthPlaceCog: null }) });
    expect(await candidates()).toEqual([]);
    expect((await link('METRO', { third: aPerson({ birthPlaceCog: '75056' }) })).third).toBe(places.there);
    expect(Object.values(places)).not.toContain(second);
  });

  test('share no subject where everything agrees with two, and a weaker key tells which', async () => {
    const { one } = await link('DEPT', { one: aPerson({ firstNames: ['Jeanne', 'Lise'] }) });
    const both = await link('CCAS', { a: aPerson({ firstNames: ['Jeanne', 'Lise'] }), b: aPerson() });
    expect(both.a).not.toBe(one);
    expect(await candidates()).toEqual([[one, both.a].sort()]);
  });

  test('keep their subjects when they are sent again', async () => {
    const people = { one: aPerson(), two: aPerson({ firstNames: ['Rose'] }) };
    const before = await link('DEPT', people);
    expect(await link('DEPT', { ...people, three: aPerson({ firstNames: ['Zoé'] }) })).toMatchObject(before);
    expect((await link('CCAS', { other: aPerson({ firstNames: ['Rose'] }) })).other).toBe(before.two);
  });

  test('of whom nothing is known stand alone', async () => {
    const nobody = aPerson({ birthDate: null, birthPlaceCog: null });
    expect((await link('DEPT', { one: nobody })).one).not.toBe((await link('CCAS', { one: nobody })).one);
  });
});

describe('a rotation of the key', () => {
  const people = { one: aPerson(), two: aPerson({ firstNames: ['Rose'] }) };

  test('leaves every link, links what comes later with what came before, and destroys the old key', async () => {
    const before = await link('DEPT', people);
    await link('CCAS', { weak: aPerson({ birthName: 'MARTIN' }) });
    const [found, elements] = [await candidates(), await elementsOf()];
    const version = await world.service.rotate();
    expect(await candidates()).toEqual(found);
    expect((await elementsOf()).filter((element) => elements.includes(element))).toEqual([]);
    expect((await elementsOf()).length).toBe(elements.length);
    expect(await link('METRO', people)).toEqual(before);

    const keys = await world.service.keys();
    expect(keys.map(({ destroyedAt }) => destroyedAt === null)).toEqual(keys.map((key) => key.version === version));
    const kept = await world.database.query('SELECT 1 FROM "oblivious_key" WHERE "sealed_secret" IS NOT NULL');
    expect(kept.rowCount).toBe(1);
  });

  test('refuses files that were prepared under the old key, and bodies refuse a key that they do not trust', async () => {
    const access = await world.access('DEPT');
    const { version } = (await world.service.keys()).at(-1)!;
    await world.service.rotate();
    const files = [{ reference: 'r'.repeat(43), keys: [] }];
    expect((await world.ask('DEPT', '/v1/files', { version, files })).body).toEqual({ code: 'KEY_ROTATED' });
    await expect(linkFiles(access, [{ file: 'DEPT:1', traits: aPerson() }])).rejects.toThrow(
      'not one that bodies trust',
    );
    const [first] = await world.service.keys();
    const trusted = new Map([[version + 1, first!.publicKey]]);
    await expect(linkFiles({ ...access, trusted }, [{ file: 'DEPT:1', traits: aPerson() }])).rejects.toThrow();
  });

  async function elementsOf(): Promise<readonly string[]> {
    const { rows } = await world.database.query<{ e: string }>(`SELECT encode("element", 'hex') AS e FROM "file_key"`);
    return rows.map(({ e }) => e);
  }
});

test('nothing of a person, and no number of a file, is in the database of the service', async () => {
  await link('DEPT', { 'D-4187': aPerson() });
  const dump = await dumpOf(world.database);
  expect(dump).toContain('DEPT');
  for (const trait of ['ROBERT', 'Jeanne', 'JEANNE', '1961-11', 'D-4187']) expect(dump, trait).not.toContain(trait);
  // As words of their own: among so many random digits four of them stand together by chance.
  for (const trait of ['1961', '21231']) expect(dump, trait).not.toMatch(new RegExp(`(?<![\\w+/])${trait}(?![\\w+/])`));
  expect(world.faults).toEqual([]);
});
