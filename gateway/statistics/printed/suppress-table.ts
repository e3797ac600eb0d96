import { attack, type Interval } from './attack.ts';
import { knownOf } from './known.ts';
import { type Cell, type PrintedCell, type PrintedTable, readTable, type Sum } from './printed-table.ts';
import { type Program, solve } from './solve.ts';

export interface Suppressed {
  /** In the order of the table. */
  readonly cells: readonly (PrintedCell & { readonly key: string })[];
  /** What was paid: the sum of hidden counts, and one for each hidden cell. The least there is. */
  readonly cost: number;
}

/** The smallest count that is printed, unless a steering committee has set another. */
export const SMALLEST_CELL = 11;

/**
 * Hides counts below k, and the cheapest set of others such that no reader can tell a hidden small count to within fewer
 * than `spread` values, nor have hidden counts of a sum add up to fewer than k. Zero is always shown: it speaks of nobody.
 *
 * Solved to a proven optimum (HiGHS): what the attacker would do (see `attack`) is asked of every set that is found, and
 * the tables he must not be able to rule out become conditions of the next. Throws where nothing would protect the
 * table: it is not printed, then.
 */
export async function suppressTable(
  table: PrintedTable,
  { k = SMALLEST_CELL, spread = Math.ceil(k / 2) }: { readonly k?: number; readonly spread?: number } = {},
): Promise<Suppressed> {
  const { cells, sums } = readTable(table, k);
  const toProtect = new Set<number>();
  for (;;) {
    const solution = await solve(programOf(cells, sums, [...toProtect], { k, spread }));
    if (solution === null) throw new RangeError('no set of hidden cells protects this table');
    const isHidden = cells.map((_, place) => solution.valueOf(choiceOf(place)) > 0.5);
    const hidden = new Set(cells.flatMap(({ key }, place) => (isHidden[place] ? [key] : [])));
    const intervals = new Map((await attack(table, hidden, k)).map((interval) => [interval.key, interval]));
    const exposed = cells.flatMap((cell, place) =>
      isHidden[place] && isExposed(intervals.get(cell.key), spreadOf(cell, k, spread)) ? [place] : [],
    );
    const fresh = exposed.filter((place) => !toProtect.has(place));
    if (fresh.length > 0) for (const place of fresh) toProtect.add(place);
    else if (exposed.length > 0) throw new Error('the solver and the attacker disagree: nothing is printed');
    else return printed(cells, isHidden);
  }
}

/** By how much the possible counts of a hidden cell must spread: a small one as asked for, another by one at least. */
function spreadOf(cell: Cell, k: number, spread: number): number {
  return cell.isPrimary ? Math.min(spread - 1, k - 2) : 1;
}

function isExposed(interval: Interval | undefined, least: number): boolean {
  return interval === undefined || (interval.most !== null && interval.most - interval.least < least);
}

/** Choose what to hide; for each cell to protect, two tables that a reader cannot rule out and that are far enough apart. */
function programOf(
  cells: readonly Cell[],
  sums: readonly Sum[],
  toProtect: readonly number[],
  { k, spread }: { k: number; spread: number },
): Program {
  const objective = new Map(cells.map(({ count }, place) => [choiceOf(place), count + 1]));
  const bounds = cells.map(({ count, isPrimary }, place) => ({
    name: choiceOf(place),
    least: isPrimary ? 1 : 0,
    most: count === 0 ? 0 : 1,
  }));
  const rows: Row[] = sums.flatMap((sum) => enoughHidden(cells, sum, k));
  const moves: Program['bounds'][number][] = [];
  for (const place of toProtect) {
    for (const side of ['u', 'd'] as const) {
      const moveOf = (other: number) => `${side}${place}_${other}`;
      for (const { total, parts } of sums) {
        const terms = new Map(parts.map((part) => [moveOf(part), 1]));
        rows.push({ terms: terms.set(moveOf(total), -1), relation: '=', bound: 0 });
      }
      for (const [other, cell] of cells.entries()) {
        // A shown cell cannot move; a hidden one stays within what its mark tells.
        const { least, most } = knownOf(cell, k);
        const room = cell.count === 0 ? 0 : Math.max(spread, 1);
        const down = Math.min(room, Math.max(cell.count - least, 0));
        const up = Math.min(room, most === null ? room : Math.max(most - cell.count, 0));
        moves.push({ name: moveOf(other), least: -down, most: up });
        rows.push({
          terms: new Map([
            [moveOf(other), 1],
            [choiceOf(other), -up],
          ]),
          relation: '<=',
          bound: 0,
        });
        rows.push({
          terms: new Map([
            [moveOf(other), 1],
            [choiceOf(other), down],
          ]),
          relation: '>=',
          bound: 0,
        });
      }
    }
    const cell = cells[place];
    const apart = new Map([
      [`u${place}_${place}`, 1],
      [`d${place}_${place}`, -1],
    ]);
    // Asked for only while the cell is hidden: one that was hidden for another's sake may be shown again.
    const least = cell === undefined ? 0 : spreadOf(cell, k, spread);
    rows.push({ terms: apart.set(choiceOf(place), -least), relation: '>=', bound: 0 });
  }
  return {
    sense: 'Minimize',
    objective,
    rows,
    bounds: [...bounds, ...moves],
    choices: cells.map((_, i) => choiceOf(i)),
  };
}

type Row = Program['rows'][number];

/** Hidden parts of a shown total add up to k or more: their sum is as good as printed. */
function enoughHidden(cells: readonly Cell[], { total, parts }: Sum, k: number): readonly Row[] {
  return parts
    .filter((part) => (cells[part]?.count ?? 0) > 0)
    .map((part) => {
      const terms = new Map(parts.map((other) => [choiceOf(other), cells[other]?.count ?? 0]));
      terms.set(choiceOf(part), (terms.get(choiceOf(part)) ?? 0) - k);
      return { terms: terms.set(choiceOf(total), k), relation: '>=', bound: 0 } as const;
    });
}

function printed(cells: readonly Cell[], isHidden: readonly boolean[]): Suppressed {
  const cost = cells.reduce((sum, { count }, place) => sum + (isHidden[place] ? count + 1 : 0), 0);
  return {
    cost,
    cells: cells.map(({ key, count, isPrimary }, place) =>
      isHidden[place]
        ? { key, value: null, suppressed: isPrimary ? 'PRIMARY' : 'COMPLEMENTARY' }
        : { key, value: count, suppressed: null },
    ),
  };
}

const choiceOf = (place: number) => `s${place}`;
