import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../schema/files.ts';

/** The rule table of the reference data set as its first published version. */
export function firstRuleSet() {
  const rules = readFileSync(join(projectRoot(), 'prisma/reference/rules.csv'), 'utf8');
  return {
    version: 'v1',
    // Before the oldest question that the scenarios ask.
    validFrom: new Date('2025-01-01T00:00:00+01:00'),
    rules,
    sha256: createHash('sha256').update(rules).digest('hex'),
    publishedAt: new Date('2024-12-16T09:00:00+01:00'),
  };
}
