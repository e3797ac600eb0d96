import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../schema/files.ts';
import { type ExportHeader, type ExportLine, writeExport } from '../../transparency/export.ts';
import { hashLeaf } from '../../transparency/merkle.ts';
import { makeSigner, verifierKeyOf } from '../../transparency/note.ts';
import { aLog, inHex, keyFrom, LOG_KEY, WITNESS_KEYS } from './make-log.ts';

const PAGE = readFileSync(join(projectRoot(), 'docs/audit.md'), 'utf8');
const blocks = (language: string) =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block!);

/** All that the page may call: what every Linux has, and openssl. */
const TOOLS = 'base64 cat cut date grep head od openssl sed sha256sum tail tr'.split(' ');

let folder = '';
let tools = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  tools = join(folder, 'bin');
  mkdirSync(tools);
  for (const tool of TOOLS) symlinkSync(execFileSync('which', [tool], { encoding: 'utf8' }).trim(), join(tools, tool));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Types the blocks of the page, in order, into one shell beside the files. */
function doByHand(
  [header, lines]: readonly [ExportHeader, readonly ExportLine[]],
  leaf: number,
  { keys = [LOG_KEY, WITNESS_KEYS[0]!], change = (text: string) => text } = {},
): { readonly status: number | null; readonly printed: string } {
  writeFileSync(join(folder, 'export.ndjson'), change(writeExport(header, lines, 'NDJSON')));
  writeFileSync(join(folder, 'cle-journal.txt'), `${keys[0]}\n`);
  writeFileSync(join(folder, 'cle-temoin.txt'), `${keys[1]}\n`);
  const { status, stdout, stderr } = spawnSync('/bin/bash', ['-euo', 'pipefail', '-c', blocks('bash').join('\n')], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: tools, FEUILLE: String(leaf) },
  });
  return { status, printed: stdout + stderr };
}

const awkward = {
  agent: 'AG "01" \\ n°é',
  partnerSystem: 'logiciel\tà\nlignes',
  mission: '"commitment":"00","payload":"x"}',
  subject: '🙂 %s \\x41 \\n',
};
const log = aLog(4).append(awkward, ...Array.from({ length: 8 }, () => ({})));
const SIZE = 13;

describe('by hand, as the page says', () => {
  test('it has all its steps', () => {
    expect(blocks('bash')).toHaveLength(8);
  });

  test('every leaf of a tree holds, and comes to what we compute', async () => {
    const [header, lines] = await log.exportRange(0, SIZE, SIZE);
    for (const leaf of [0, 1, 4, 7, 8, 12]) {
      const { status, printed } = doByHand([header, lines], leaf);
      expect(printed).not.toContain('FAUX');
      expect(status).toBe(0);
      const commitment = lines[leaf]!.commitment;
      expect(printed).toContain(`engagement : exact (${commitment})`);
      expect(printed).toContain(`feuille : ${inHex(hashLeaf(Buffer.from(commitment, 'hex')))}`);
      expect(printed.match(/Signature Verified Successfully/g)).toHaveLength(2);
      expect(printed).toContain('DEPT_21 a vu cet arbre le 2026-05-04 à 09:02:10 UTC');
      expect(readFileSync(join(folder, 'trace.json'), 'utf8')).toBe(lines[leaf]!.payload);
    }
  });

  test('a chosen record of a larger tree, and the only one of the smallest', async () => {
    const larger = aLog(300);
    expect(doByHand(await larger.exportSome([259], 300), 259)).toMatchObject({ status: 0 });
    expect(doByHand(await aLog(1).exportSome([0], 1), 0)).toMatchObject({ status: 0 });
  });
});

describe('by hand, it is found', () => {
  const flip = (hash: string) => (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
  const inLine = (leaf: number, edit: (line: string) => string) => (text: string) =>
    text.replace(new RegExp(`^\\{"leaf":"${leaf}".*$`, 'm'), edit);
  const flipIn = (field: string) =>
    inLine(5, (line) => line.replace(new RegExp(`(?<="${field}":\\[?")[0-9a-f]{64}`), flip));
  const cases: readonly (readonly [string, number, string, (text: string) => string])[] = [
    ['that a record was changed', 5, 'engagement : FAUX', inLine(5, (line) => line.replace('HOUSING', 'IDENTITY'))],
    ['that a salt is foreign', 5, 'engagement : FAUX', flipIn('salt')],
    ['that a commitment was changed', 5, 'engagement : FAUX', flipIn('commitment')],
    ['that a neighbour was changed', 5, 'racine : FAUX', flipIn('proof')],
    [
      'that a proof was shortened',
      5,
      'longueur de la preuve : FAUX',
      inLine(5, (line) => line.replace(/,"[0-9a-f]{64}"\]/, ']')),
    ],
    [
      'that a record was moved',
      7,
      'racine : FAUX',
      (text) => text.replace('"leaf":"7"', '"leaf":"x"').replace('"leaf":"5"', '"leaf":"7"'),
    ],
    [
      'that the file announces another size',
      5,
      'taille signée : FAUX',
      (text) => text.replace('"size":"13"', '"size":"14"'),
    ],
    ['that the signed root was changed', 5, 'racine : FAUX', (text) => text.replace(/(?<=\\n13\\n)./, 'A')],
    [
      'that the signed size was changed',
      5,
      'Signature Verification Failure',
      (text) => text.replace('\\n13\\n', '\\n14\\n').replace('"size":"13"', '"size":"14"'),
    ],
    [
      'that the signature of the log was changed',
      5,
      'Signature Verification Failure',
      (text) => text.replace(/(— hub\.invalid\/journal .{40})./, '$1A'),
    ],
    [
      'that the signature of the witness was changed',
      5,
      'Signature Verification Failure',
      (text) => text.replace(/(— DEPT_21 .{40})./, '$1A'),
    ],
  ];

  test.each(cases)('%s', async (_, leaf, found, change) => {
    const made = await log.exportRange(0, SIZE, SIZE);
    const honest = writeExport(...made, 'NDJSON');
    expect(change(honest)).not.toBe(honest);
    const { status, printed } = doByHand(made, leaf, { change });
    expect(printed).toContain(found);
    expect(status).toBe(1);
  });

  test('that the key is another, of the log or of the witness', async () => {
    const made = await log.exportRange(0, SIZE, SIZE);
    const other = verifierKeyOf(makeSigner('hub.invalid/journal', keyFrom('another')));
    expect(doByHand(made, 5, { keys: [other, WITNESS_KEYS[0]!] })).toMatchObject({ status: 1 });
    expect(doByHand(made, 5, { keys: [LOG_KEY, WITNESS_KEYS[0]!.replace(/\+.{8}\+/, '+00000000+')] })).toMatchObject({
      status: 1,
    });
  });
});

describe('with the command, as the page says', () => {
  test('both lines hold', async () => {
    const made = await log.exportRange(0, SIZE, SIZE);
    expect(doByHand(made, 5).status).toBe(0);
    writeFileSync(join(folder, 'point-du-temoin.txt'), await log.note(9));
    expect(blocks('console')).toHaveLength(2);
    for (const line of blocks('console')) {
      expect(line).toMatch(/^npx passerelle verify /);
      const [, , ...args] = line.trim().split(' ');
      const root = projectRoot();
      const { status, stdout } = spawnSync('node', [join(root, 'verifier/passerelle.js'), ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stdout).toContain('TIENT.');
      expect(status).toBe(0);
    }
  });
});
