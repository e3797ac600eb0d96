import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../schema/files.ts';
import { writeExport } from '../../transparency/export.ts';
import { runCommand } from '../../verifier/run-command.ts';
import { aLog, LOG_KEY, WITNESS_KEYS } from './make-log.ts';

let folder = '';
const file = (name: string) => join(folder, name);
const run = (...args: readonly string[]) => runCommand(['verify', ...args]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const log = aLog();
  const written = writeExport(...(await log.exportRange(2, 9, 12)), 'NDJSON');
  writeFileSync(file('export.ndjson'), written);
  writeFileSync(file('changed.ndjson'), written.replace('HOUSING', 'IDENTITY'));
  writeFileSync(file('log.txt'), `${LOG_KEY}\n`);
  writeFileSync(file('at-7.txt'), await log.note(7));
  writeFileSync(file('proof.json'), JSON.stringify({ ...(await log.consistency(7, 12)), to: '12' }));
  writeFileSync(file('at-12.txt'), await log.note(12));
  writeFileSync(file('latin.txt'), Buffer.from([0xe9, 0x0a]));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the command', () => {
  test('says in French what holds, or in English', () => {
    const { code, text } = run(file('export.ndjson'), '--key', LOG_KEY, '--witness', WITNESS_KEYS[0]!);
    expect(code).toBe(0);
    expect(text).toContain('TIENT.');
    expect(text).toContain('hub.invalid/journal, 12 feuilles');
    expect(text).toContain('DEPT_21 (2026-05-04T09:02:00.000Z)');
    expect(text).toContain('7 trace(s)');
    expect(text).toContain('toutes les feuilles de 2 à 8');
    expect(run(file('export.ndjson'), '--key', LOG_KEY, '--lang', 'en').text).toContain('every leaf from 2 to 8');
    expect(run(file('export.ndjson'), '--key', LOG_KEY).text).toContain('Aucun témoin vérifié');
  });

  test('names the first record that does not hold, and why', () => {
    const record = '019a0000-0000-7000-8000-000000000002';
    const { code, text } = run(file('changed.ndjson'), '--key', LOG_KEY);
    expect(code).toBe(1);
    expect(text).toMatch(new RegExp(`^NE TIENT PAS : feuille 2 \\(trace ${record}\\) : .*modifiée`));
    const english = run(file('changed.ndjson'), '--key', LOG_KEY, '--lang', 'en');
    expect(english.text).toMatch(new RegExp(`^DOES NOT HOLD: leaf 2 \\(record ${record}\\): .*changed`));
  });

  test('takes keys from files, and checkpoints and proofs beside the export', () => {
    const key = ['--key', file('log.txt')];
    expect(run(file('export.ndjson'), ...key).code).toBe(0);
    const compared = run(file('export.ndjson'), ...key, '--against', file('at-7.txt'), '--against', file('at-12.txt'));
    expect(compared.text).toContain(`D'une même histoire que ${file('at-7.txt')}`);
    expect(run(file('at-12.txt'), ...key, '--against', file('at-7.txt'))).toMatchObject({ code: 1 });
    const proved = run(file('at-12.txt'), ...key, '--against', file('at-7.txt'), '--consistency', file('proof.json'));
    expect(proved.code).toBe(0);
  });

  test.each([
    ['no such file', ['none.ndjson']],
    ['no UTF-8', ['latin.txt']],
    ['no export', ['log.txt']],
  ])('cannot read %s', (_, [name]) => {
    const { code, text } = run(file(name!), '--key', LOG_KEY);
    expect(code).toBe(2);
    expect(text).toMatch(/^ILLISIBLE : /);
  });

  test.each([
    ['no key', []],
    ['a key that is none', ['--key', 'a+b+c']],
    ['more witnesses than keys', ['--key', LOG_KEY, '--witness', WITNESS_KEYS[0]!, '--witnesses', '2']],
    ['a tolerance that is no number', ['--key', LOG_KEY, '--tolerance', '-1']],
    ['an option that does not exist', ['--key', LOG_KEY, '--trust-me']],
    ['two files', ['--key', LOG_KEY, 'another.ndjson']],
  ])('refuses %s', (_, args) => {
    expect(run(file('export.ndjson'), ...args).code).toBe(2);
  });

  test('prints how it is used', () => {
    expect(runCommand(['--help'])).toMatchObject({ code: 0, text: expect.stringContaining('passerelle verify') });
    expect(runCommand(['--help', '--lang', 'en']).text).toContain('Exit code');
    expect(runCommand([])).toMatchObject({ code: 2 });
  });
});

test('npx finds it, and its exit code is the verdict', () => {
  const npx = (name: string) =>
    spawnSync('npx', ['--no-install', 'passerelle', 'verify', file(name), '--key', LOG_KEY], {
      cwd: projectRoot(),
      encoding: 'utf8',
    });
  expect(npx('export.ndjson')).toMatchObject({ status: 0, stdout: expect.stringContaining('TIENT.') });
  expect(npx('changed.ndjson')).toMatchObject({ status: 1, stderr: expect.stringContaining('NE TIENT PAS') });
});
