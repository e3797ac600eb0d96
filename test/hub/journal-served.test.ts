import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../gateway/config.ts';
import { startHub } from '../../gateway/start-hub.ts';
import { readCheckpoint } from '../../transparency/checkpoint.ts';
import { hashLeaf, rootOf } from '../../transparency/merkle.ts';
import { openNote, readVerifier } from '../../transparency/note.ts';
import { tilePath } from '../../transparency/tile-path.ts';
import { readFromTiles } from '../../transparency/tiles.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';

let territory: Territory;
let size: bigint;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  for (let n = 0; n < 90; n += 1)
    await territory.ask('{ person(id: "CCAS_LONGVIC:7781") { birthName housing { tenure } benefits { kind } } }', {
      agent: 'AG-01',
      purpose: 'CASE',
    });
  size = (await territory.sequenced()).size;
  expect(size).toBeGreaterThan(256n);
});
afterAll(() => territory?.close());

/** As the consent officer of the CCAS asks it. */
const get = async (path: string) =>
  fetch(`${territory.hubUrl}/journal/${path}`, {
    headers: { authorization: `Bearer ${await territory.tokenOf('AG-14')}`, 'x-purpose': 'AUDIT' },
  });
const bytes = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer());

test('who controls a body reads the newest checkpoint, and the tiles that give its root', async () => {
  // The keys to check it with are for anybody.
  const { keys } = (await (await fetch(`${territory.hubUrl}/journal/keys`)).json()) as {
    keys: { verifier: string; use: string }[];
  };
  const known = keys.filter(({ use }) => use === 'LOG').map(({ verifier }) => readVerifier(verifier));
  const { text } = openNote(await (await get('checkpoint')).text(), known);
  const said = readCheckpoint(text);
  expect(said).toMatchObject({ origin: territory.hubEnvironment.PASSERELLE_LOG_ORIGIN, size });

  const read = readFromTiles((wanted) =>
    Promise.all(
      wanted.map(({ level, index }) => {
        const count = size >> BigInt(8 * level);
        const width = index < count / 256n ? 256 : Number(count % 256n);
        return bytes(tilePath({ level, index }, width));
      }),
    ),
  );
  expect((await rootOf(size, read)).equals(said.root)).toBe(true);
});

test('entries are the commitments under the leaves', async () => {
  const entries = await bytes('tile/entries/000');
  const leaves = await bytes('tile/0/000');
  expect([entries.length, leaves.length]).toEqual([256 * 34, 256 * 32]);
  for (const n of [0, 17, 255]) {
    expect(entries.readUInt16BE(n * 34)).toBe(32);
    const entry = entries.subarray(n * 34 + 2, (n + 1) * 34);
    expect(hashLeaf(entry).equals(leaves.subarray(n * 32, (n + 1) * 32))).toBe(true);
  }
});

test('a part of a tile is served at every width that it has had, for good, and no wider', async () => {
  const width = Number(size - 256n);
  const whole = await bytes(`tile/0/001.p/${width}`);
  expect((await bytes('tile/0/001.p/1')).equals(whole.subarray(0, 32))).toBe(true);
  expect((await get(`tile/0/001.p/${width}`)).headers.get('cache-control')).toBe(
    'private, max-age=31536000, immutable',
  );
  expect((await get('checkpoint')).headers.get('cache-control')).toBe('no-store');
  for (const path of [`tile/0/001.p/${width + 1}`, 'tile/0/001', 'tile/entries/001', 'tile/1/000', 'tile/9/000'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});

test.each([
  '',
  'tile',
  'tile/0/1',
  'tile/0/0000',
  'tile/-1/000',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'keys/',
  '..%2f',
])('`%s` is no address', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('the tree holds no word of a record', async () => {
  const all = Buffer.concat([await bytes('tile/entries/000'), await bytes('keys'), await bytes('checkpoint')]).toString(
    'latin1',
  );
  for (const word of ['AG-01', 'CCAS_LONGVIC', '7781', 'HOUSING']) expect(all).not.toContain(word);
});

test('a hub does not start over a tree that is not what was signed', async () => {
  const start = () => startHub(readConfig(territory.hubEnvironment), { log: () => {} });
  await (await start()).close();
  await territory.hubDatabase.query("UPDATE journal_tile SET hashes = sha256('x') WHERE level = 1");
  await expect(start()).rejects.toThrow(
    /journal does not hold, so the hub does not start: the tree does not have the root/,
  );
});
