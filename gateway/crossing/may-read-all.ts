import type { SchemaPath } from '../../schema/pass.ts';
import type { Category } from '../../schema/vocabulary.ts';
import { opensPath } from '../policy/opening.ts';
import type { RecordName } from './facts.repository.ts';
import { decideRecord, type Operation, recordDecisions } from './operation.ts';

/**
 * Whether one field of all these files may be read although it is made of several categories: each category of each file
 * must open it. All of it is decided and recorded, whatever the first of them says; a file that there is not opens nothing.
 */
export async function mayReadAll(
  op: Operation,
  files: readonly string[],
  path: SchemaPath,
  categories: readonly Category[],
): Promise<boolean> {
  const names = files.map((id): RecordName => ({ type: 'Person', id, part: 'frame' }));
  const facts = await op.facts.of(names);
  const verdicts = facts.flatMap((each, i) => {
    if (each === null) return [false];
    recordDecisions(op, categories, each, names[i]!);
    op.crossed.add(names[i]!, each, categories);
    return categories.map((category) => opensPath(decideRecord(op, each.recordClass, category), path));
  });
  return verdicts.every((isOpen) => isOpen);
}
