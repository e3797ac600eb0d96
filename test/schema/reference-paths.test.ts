import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classify } from '../../schema/classification.ts';
import { projectRoot, readContract } from '../../schema/files.ts';

/** One row of a table that names fields: below which categories, and their paths from the entity. */
interface Row {
  readonly line: string;
  readonly categories: readonly string[];
  readonly paths: readonly string[];
}

const contract = classify(readContract('supergraph.graphql'));

function rows(table: string): readonly Row[] {
  const [header = '', ...lines] = readFileSync(join(projectRoot(), `prisma/reference/${table}.csv`), 'utf8')
    .trim()
    .split('\n');
  const columns = header.split(',');
  return lines
    .map((line) => {
      const cells = line.split(',');
      const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
      return { line, categories: cell('category').split('|'), paths: cell('fields').split(' ') };
    })
    .filter(({ categories, paths }) => !categories.includes('*') && !paths.includes('*'));
}

/** The categories on the way of a path from `Person`; throws where the contract has no such field. */
function categoriesOf(path: string): readonly (string | null)[] {
  let type = 'Person';
  return path.split('.').map((name) => {
    const field = contract.field(type, name);
    type = field.gives;
    return field.category;
  });
}

/** Categories whose records come with later steps of the contract: accords are not published yet. */
const NOT_PUBLISHED = ['CONSENT_RECORD'];

describe.each(['transforms', 'whitelist'])('`%s.csv`', (table) => {
  const named = rows(table).filter(({ categories }) => !categories.every((each) => NOT_PUBLISHED.includes(each)));

  test('names fields at all', () => expect(named.length).toBeGreaterThan(10));

  test.each(named)('opens fields that the contract has, of its own category: $line', ({ categories, paths }) => {
    for (const path of paths) {
      const found = categoriesOf(path);
      expect(categories, path).toEqual(expect.arrayContaining([...new Set(found)]));
    }
  });
});
