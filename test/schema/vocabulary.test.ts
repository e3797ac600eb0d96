import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../schema/files.ts';
import * as vocabulary from '../../schema/vocabulary.ts';

/** A reference table, column by column. A value in quotes may hold commas. */
function column(table: string, name: string): readonly string[] {
  const text = readFileSync(join(projectRoot(), 'prisma/reference', `${table}.csv`), 'utf8');
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
    );
  const at = header.indexOf(name);
  if (at < 0) throw new Error(`\`${table}.csv\` has no column \`${name}\``);
  return rows.map((row) => row[at] ?? '');
}

function distinct(values: readonly string[], split = '|'): readonly string[] {
  return [...new Set(values.flatMap((value) => value.split(split)))]
    .filter((value) => value !== '' && value !== '*')
    .sort();
}

const sorted = (words: readonly string[]) => [...words].sort();
const { CATEGORIES, CONDITIONS, FLAGS, PROFESSIONS, PURPOSES, SECRECY_LEVELS, SECRECY_OF, TRANSFORMS } = vocabulary;

describe('the vocabulary and the reference tables say the same', () => {
  test('categories, in their order', () => expect(CATEGORIES).toEqual(column('categories', 'category')));

  test('the secrecy of each category', () => {
    expect(CATEGORIES.map((category) => SECRECY_OF[category])).toEqual(column('categories', 'secrecy_level'));
    expect(distinct(column('categories', 'secrecy_level'))).toEqual(sorted(SECRECY_LEVELS));
  });

  test('purposes, in their order', () => expect(PURPOSES).toEqual(column('purposes', 'purpose')));

  test('professions, in their order', () => expect(PROFESSIONS).toEqual(column('professions', 'code')));

  test('transforms: those of the rules, and those that a person may choose', () => {
    expect(distinct([...column('rules', 'transform'), ...column('transforms', 'transform')])).toEqual(
      sorted(TRANSFORMS),
    );
  });

  test('conditions and flags of the rules', () => {
    expect(distinct(column('rules', 'conditions'), '&')).toEqual(sorted(CONDITIONS));
    expect(distinct(column('rules', 'when'))).toEqual(sorted(FLAGS));
  });

  test('where a duty of secrecy comes from, and how far the rules demand it', () => {
    // Two more statuses can be given to one agent by name, though no profession has them by itself.
    const given = [...distinct(column('professions', 'secrecy_status')), 'STATE', 'TEMPORARY_MISSION'];
    expect(sorted(given)).toEqual(sorted(vocabulary.SECRECY_STATUSES));
    expect(distinct(column('rules', 'secrecy'))).toEqual(sorted(vocabulary.DUTIES));
  });

  test('communities: every one that a rule demands can be had from a profession', () => {
    const had = distinct(column('professions', 'communities')).filter((community) => community !== 'NONE');
    expect(had).toEqual(sorted(vocabulary.COMMUNITIES));
    expect(sorted(vocabulary.COMMUNITIES)).toEqual(expect.arrayContaining([...distinct(column('rules', 'community'))]));
  });

  test('kinds of bodies: every one that employs a profession or receives under a rule', () => {
    const named = distinct([...column('professions', 'usual_bodies'), ...column('rules', 'rbody')]).filter(
      (kind) => kind !== 'ALL',
    );
    expect(vocabulary.BODY_KINDS).toEqual(expect.arrayContaining([...named]));
  });
});

test('what may be withheld starts at S2', () => {
  const withheld = CATEGORIES.filter(vocabulary.mayBeWithheld);
  expect(CATEGORIES.filter((category) => !withheld.includes(category))).toEqual([
    'SERVICE_OFFER',
    'STATISTIC',
    'AGENT_DIRECTORY',
  ]);
  expect(CATEGORIES.filter(vocabulary.isOpen)).toEqual(['SERVICE_OFFER']);
});
