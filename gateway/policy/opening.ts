import type { SchemaPath } from '../../schema/pass.ts';
import {
  CATEGORIES,
  type Category,
  PURPOSES,
  type Purpose,
  TRANSFORMS,
  type Transform,
} from '../../schema/vocabulary.ts';
import type { Decision } from './decision.ts';
import { EXACT_DATES } from './exact-dates.ts';
import type { Necessary } from './necessary.ts';
import { covers, intersect, NOTHING, type Opens } from './paths.ts';
import { readTable, readWord, TableRefused } from './table.ts';

/** What each transform opens of each category: a transform is a set of fields, it never alters a value. */
export interface Opening {
  /** A category of which the transform says nothing stays shut. */
  opens(transform: Transform, category: Category): Opens;
  /**
   * What a person closes of a category inside an accord that is otherwise open. What is no choice for that category
   * closes it whole: she meant to give less, and how much less nobody knows.
   */
  closes(transform: Transform, category: Category): Opens;
  /** The part of the white list of a purpose that the caller calls strictly necessary: nothing, as long as she is silent. */
  necessary(purpose: Purpose, category: Category, named: Necessary | null): Opens;
}

/** The two cells of `transforms.csv` that are prose: the first opens what the caller names, the second closes every date. */
const WHAT_IS_NECESSARY = 'whitelist.csv for the purpose ∩ x-necessary';
const EVERY_DATE = 'exact dates (a month field stands beside each)';

/** Reads both tables, and refuses a cell that it would have to guess. */
export function parseOpening(transforms: string, whitelist: string): Opening {
  const opens = new Map<Transform, Map<Category, Opens>>();
  const closes = new Map<Transform, Map<Category, Opens>>();
  for (const row of readTable('transforms.csv', transforms, ['transform', 'mode', 'category', 'fields'])) {
    const at = (column: string) => ({ table: 'transforms.csv', row: row.transform, column });
    const transform = readWord(at('transform'), row.transform, TRANSFORMS);
    const table = readWord(at('mode'), row.mode, ['opens', 'closes']) === 'opens' ? opens : closes;
    const fields = readFields(at('fields'), row.fields);
    for (const category of readCategories(at('category'), row.category)) {
      put(table, transform, category, row.fields === EVERY_DATE ? new Set(EXACT_DATES[category]) : fields);
    }
  }
  const whiteList = new Map<Purpose, Map<Category, Opens>>();
  for (const row of readTable('whitelist.csv', whitelist, ['purpose', 'category', 'fields'])) {
    const at = (column: string) => ({ table: 'whitelist.csv', row: `${row.purpose} ${row.category}`, column });
    const purpose = readWord(at('purpose'), row.purpose, PURPOSES);
    put(whiteList, purpose, readWord(at('category'), row.category, CATEGORIES), readFields(at('fields'), row.fields));
  }
  return {
    opens: (transform, category) => narrowed(category, opens.get(transform)?.get(category) ?? NOTHING),
    closes: (transform, category) => closes.get(transform)?.get(category) ?? 'ALL',
    necessary(purpose, category, named) {
      const allowed = whiteList.get(purpose)?.get(category) ?? NOTHING;
      if (named === null) return NOTHING;
      return named.names.has(category) ? allowed : intersect(allowed, named.names);
    },
  };
}

/** Notes cross inside an information préoccupante and nowhere else: its facts, and no note of the file beside it. */
const INSIDE_AN_INFORMATION: ReadonlySet<SchemaPath> = new Set(['worryingInformation.facts']);

function narrowed(category: Category, opens: Opens): Opens {
  return category === 'FREE_TEXT' && opens === 'ALL' ? INSIDE_AN_INFORMATION : opens;
}

function put<K, V>(table: Map<K, Map<Category, V>>, key: K, category: Category, value: V): void {
  const row = table.get(key);
  if (row) row.set(category, value);
  else table.set(key, new Map([[category, value]]));
}

type Cell = { table: string; row: string; column: string };

function readCategories(at: Cell, cell: string): readonly Category[] {
  return cell === '*' ? CATEGORIES : cell.split('|').map((name) => readWord(at, name, CATEGORIES));
}

/** `*` may carry a remark in brackets: which rows are meant, which is for the conditions of the rule to see to. */
function readFields(at: Cell, cell: string): Opens {
  if (cell === WHAT_IS_NECESSARY || cell === EVERY_DATE) return NOTHING;
  if (/^\*( \(.*\))?$/.test(cell)) return 'ALL';
  const paths = cell.split(' ');
  const bad = paths.find((path) => !/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*$/.test(path));
  if (bad !== undefined) throw new TableRefused(at.table, at.row, at.column, `\`${bad}\` is no field`);
  return new Set(paths);
}

/**
 * Whether the decision releases the value at a path. An object that is open at one leaf only tells that it exists
 * (`__typename`) and no more: `socialReports.on` opens neither `socialReports.narrative` nor `socialReports` whole.
 */
export function opensPath(decision: Decision, path: SchemaPath): boolean {
  if (decision.effect === 'DENY' || isShut(decision, path)) return false;
  if (path.endsWith('.__typename')) return opensExistence(decision, path.slice(0, path.lastIndexOf('.')));
  return covers(decision.opens, path);
}

/** Whether the decision tells that the object at a path exists: it opens the object, or something below it. */
export function opensExistence(decision: Decision, path: SchemaPath): boolean {
  if (decision.effect === 'DENY' || isShut(decision, path)) return false;
  if (covers(decision.opens, path)) return true;
  const below = `${path}.`;
  for (const open of decision.opens) {
    if (open.startsWith(below) && !isShut(decision, open)) return true;
  }
  return false;
}

/** Closed although the rule opens it: by the person's own choice, or with a protected address. */
function isShut(decision: Decision, path: SchemaPath): boolean {
  return covers(decision.silent, path) || covers(decision.closed, path);
}
