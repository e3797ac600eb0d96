import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../schema/files.ts';
import { tellFailure, WORDS } from '../../verifier/words.ts';

const codes = Object.keys(WORDS.fr.failures);

describe('whatever does not hold', () => {
  test.each(['fr', 'en'] as const)('is told in plain words (%s)', (language) => {
    const told = codes.map((code) =>
      tellFailure(
        {
          code,
          leaf: 5n,
          record: 'R',
          named: 'K',
          said: 1n,
          signed: 2n,
          found: ['W'],
          least: 3,
          column: 'C',
          seconds: 4,
          other: 'O',
        } as never,
        WORDS[language],
      ),
    );
    expect(new Set(told).size).toBe(codes.length);
    for (const text of told) expect(text).not.toMatch(/undefined|\[object|[A-Z]+_[A-Z]+/);
  });

  test('is what the verifier can find: each of them stands in its code', () => {
    const files = ['check-leaves', 'check-entries', 'check-times', 'compare-histories', 'open-checkpoint', 'verify'];
    const source = files.map((name) => readFileSync(join(projectRoot(), `verifier/${name}.ts`), 'utf8')).join('\n');
    expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });
});
