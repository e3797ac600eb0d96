import { knownOf } from './known.ts';
import { type PrintedTable, readTable } from './printed-table.ts';
import { type Program, solve } from './solve.ts';

/** What a reader can find out of a hidden cell: it lies from `least` to `most` (null: no end), and nothing more. */
export interface Interval {
  readonly key: string;
  readonly least: number;
  readonly most: number | null;
}

/**
 * The attacker's linear programs: everything that is printed, the sums that it must fit, and what the marks tell. For
 * each hidden cell, the least and the greatest count that all of this leaves possible.
 */
export async function attack(
  table: PrintedTable,
  hidden: ReadonlySet<string>,
  k: number,
): Promise<readonly Interval[]> {
  const { cells, sums } = readTable(table, k);
  const isHidden = (place: number) => hidden.has(cells[place]?.key ?? '');
  const rows = sums.flatMap(({ total, parts }): Program['rows'] => {
    const terms = new Map<string, number>();
    let bound = 0;
    for (const [place, factor] of [...parts.map((part) => [part, 1] as const), [total, -1] as const]) {
      if (isHidden(place)) terms.set(nameOf(place), (terms.get(nameOf(place)) ?? 0) + factor);
      else bound -= factor * (cells[place]?.count ?? 0);
    }
    return terms.size === 0 ? [] : [{ terms, relation: '=', bound }];
  });
  const bounds = cells.flatMap((cell, place) =>
    isHidden(place) ? [{ name: nameOf(place), ...knownOf(cell, k) }] : [],
  );
  const intervals: Interval[] = [];
  for (const [place, { key }] of cells.entries()) {
    if (!isHidden(place)) continue;
    const objective = new Map([[nameOf(place), 1]]);
    const program = { objective, rows, bounds, choices: [] };
    const least = await solve({ sense: 'Minimize', ...program });
    const most = await solveBounded({ sense: 'Maximize', ...program });
    if (least === null) throw new Error('what is printed fits no table: it was not printed from this one');
    intervals.push({ key, least: Math.ceil(least.objective - ROUNDING), most });
  }
  return intervals;
}

/** Null: a hidden cell in no sum, or in hidden totals only, has no greatest count. */
async function solveBounded(program: Program): Promise<number | null> {
  const far = new Map(program.bounds.map((bound) => [bound.name, bound]));
  const bounds = [...far.values()].map((bound) => ({ ...bound, most: bound.most ?? FAR }));
  const solution = await solve({ ...program, bounds });
  return solution === null || solution.objective > FAR / 2 ? null : Math.floor(solution.objective + ROUNDING);
}

const nameOf = (place: number) => `c${place}`;
/** A count that no table of a report has. */
const FAR = 1e9;
/** What the solver may be off by, far below one person. */
const ROUNDING = 1e-5;
