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
import { readTable, readWord, TableRefused } from './table.ts';

/** The whole category, or the fields listed and what hangs below them. */
export type Opens = Decision['opens'];

/** What each transform opens of each category: a transform is a set of fields, it never alters a value. */
export interface Opening {
  /** A category of which the transform says nothing stays shut. */
  opens(transform: Transform, category: Category): Opens;
  /** What a person may close inside an accord that is otherwise open. Nobody can choose one yet. */
  readonly closes: ReadonlyMap<Transform, ReadonlyMap<Category, ReadonlySet<SchemaPath>>>;
  /** The most that a caller may call strictly necessary. Nobody can call anything so yet. */
  readonly necessary: ReadonlyMap<Purpose, ReadonlyMap<Category, Opens>>;
}

const NOTHING: ReadonlySet<SchemaPath> = new Set();

/** The two cells of `transforms.csv` that are prose: the first opens what the caller names, the second closes nothing yet. */
const WHAT_IS_NECESSARY = 'whitelist.csv for the purpose ∩ x-necessary';
const EXACT_DATES = 'exact dates (a month field stands beside each)';

/** Reads both tables, and refuses a cell that it would have to guess. */
export function parseOpening(transforms: string, whitelist: string): Opening {
  const opens = new Map<Transform, Map<Category, Opens>>();
  const closes = new Map<Transform, Map<Category, ReadonlySet<SchemaPath>>>();
  for (const row of readTable('transforms.csv', transforms, ['transform', 'mode', 'category', 'fields'])) {
    const at = (column: string) => ({ table: 'transforms.csv', row: row.transform, column });
    const transform = readWord(at('transform'), row.transform, TRANSFORMS);
    const fields = readFields(at('fields'), row.fields);
    if (readWord(at('mode'), row.mode, ['opens', 'closes']) === 'opens') {
      for (const category of readCategories(at('category'), row.category)) put(opens, transform, category, fields);
    } else if (fields !== 'ALL') {
      for (const category of readCategories(at('category'), row.category)) put(closes, transform, category, fields);
    }
  }
  const necessary = new Map<Purpose, Map<Category, Opens>>();
  for (const row of readTable('whitelist.csv', whitelist, ['purpose', 'category', 'fields'])) {
    const at = (column: string) => ({ table: 'whitelist.csv', row: `${row.purpose} ${row.category}`, column });
    const purpose = readWord(at('purpose'), row.purpose, PURPOSES);
    put(necessary, purpose, readWord(at('category'), row.category, CATEGORIES), readFields(at('fields'), row.fields));
  }
  return { opens: (transform, category) => opens.get(transform)?.get(category) ?? NOTHING, closes, necessary };
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
  if (cell === WHAT_IS_NECESSARY || cell === EXACT_DATES) return NOTHING;
  if (/^\*( \(.*\))?$/.test(cell)) return 'ALL';
  const paths = cell.split(' ');
  const bad = paths.find((path) => !/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*$/.test(path));
  if (bad !== undefined) throw new TableRefused(at.table, at.row, at.column, `\`${bad}\` is no field`);
  return new Set(paths);
}

/** Whether a set of paths covers one: it lists the path itself, or something above it. */
export function covers(opens: Opens, path: SchemaPath): boolean {
  if (opens === 'ALL' || opens.has(path)) return true;
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    if (opens.has(path.slice(0, dot))) return true;
  }
  return false;
}

/**
 * Whether the decision releases the value at a path. An object that is open at one leaf only tells that it exists
 * (`__typename`) and no more: `socialReports.on` opens neither `socialReports.narrative` nor `socialReports` whole.
 */
export function opensPath(decision: Decision, path: SchemaPath): boolean {
  if (decision.effect === 'DENY' || covers(decision.silent, path)) return false;
  if (path.endsWith('.__typename')) return opensExistence(decision, path.slice(0, path.lastIndexOf('.')));
  return covers(decision.opens, path);
}

/** Whether the decision tells that the object at a path exists: it opens the object, or something below it. */
export function opensExistence(decision: Decision, path: SchemaPath): boolean {
  if (decision.effect === 'DENY' || covers(decision.silent, path)) return false;
  if (covers(decision.opens, path)) return true;
  const below = `${path}.`;
  for (const open of decision.opens) {
    if (open.startsWith(below) && !covers(decision.silent, open)) return true;
  }
  return false;
}
