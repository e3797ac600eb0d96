import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../schema/files.ts';
import { hashOfTables, type RuleTables } from '../../schema/rule-tables.ts';

/** The rule table of the reference data set as its first published version. */
export function firstRuleSet() {
  const tables = referenceTables();
  return {
    version: 'v1',
    // Before the oldest question that the scenarios ask.
    validFrom: new Date('2025-01-01T00:00:00+01:00'),
    ...tables,
    sha256: hashOfTables(tables),
    publishedAt: new Date('2024-12-16T09:00:00+01:00'),
  };
}

function referenceTables(): RuleTables {
  const read = (name: string) => readFileSync(join(projectRoot(), `prisma/reference/${name}.csv`), 'utf8');
  return {
    rules: read('rules'),
    groups: read('groups'),
    transforms: read('transforms'),
    whitelist: read('whitelist'),
  };
}
