import type { SchemaPath } from '../../schema/pass.ts';
import type { Category } from '../../schema/vocabulary.ts';
import { covers, NOTHING, type Opens } from './paths.ts';

/**
 * Fields beside CONTACT that tell where a person under a protected address lives. They are closed with her address, and
 * without a word: the notice itself would tell that there is something to protect.
 */
const SILENCED_IN: Readonly<Partial<Record<Category, readonly SchemaPath[]>>> = {
  HOUSING: ['housing.landlordName'],
  EDUCATION: ['education.school', 'preEnrolment.school'],
};

/** All of them, for whoever prepares a question before its facts are known. */
export const SILENCED: ReadonlySet<SchemaPath> = new Set(Object.values(SILENCED_IN).flat());

/**
 * Those of a category that are open but for the address. One that the transform closes anyway is not among them: it is
 * spoken of as for anybody else, so that the silence tells nothing.
 */
export function silencedIn(category: Category, opens: Opens): ReadonlySet<SchemaPath> {
  const paths = SILENCED_IN[category];
  return paths === undefined ? NOTHING : new Set(paths.filter((path) => covers(opens, path)));
}
