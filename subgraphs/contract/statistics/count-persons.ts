import type { Dimension } from '../../../disclosure/dimensions.ts';
import { combinationsOf, type Indicator } from '../../../disclosure/indicator.ts';
import { type Counting, Tally } from '../../../disclosure/tally.ts';

/** What is counted of one person: she may stand in several bins of a dimension, as who was given two kinds of aid. */
export interface CountedPerson {
  readonly person: string;
  readonly rows: readonly Readonly<Partial<Record<Dimension, string>>>[];
}

/** The tallies of one breakdown, by their bins. A cell that nobody is in has none. */
export type Breakdown = ReadonlyMap<string, Tally>;

/** How a breakdown and its cells are written where they are kept. */
export const nameBreakdown = (by: readonly Dimension[]): string => by.join('+');
export const nameCell = (bins: readonly string[]): string => bins.join('|');
export const readCell = (name: string): readonly string[] => (name === '' ? [] : name.split('|'));

/**
 * Counts persons into every breakdown that the indicator allows, each person once in each cell. Persons come one by one, so
 * that as many can be counted as there are; each must come once.
 */
export async function countPersons(
  indicator: Indicator,
  persons: AsyncIterable<CountedPerson>,
  recordKeyOf: (person: string) => bigint,
): Promise<ReadonlyMap<string, Breakdown>> {
  const breakdowns = combinationsOf(indicator).map((by) => ({ by, cells: new Map<string, Counting>() }));
  for await (const { person, rows } of persons) {
    const key = recordKeyOf(person);
    for (const { by, cells } of breakdowns) {
      for (const cell of new Set(rows.map((row) => nameCell(by.map((dimension) => row[dimension] ?? ''))))) {
        let counting = cells.get(cell);
        if (!counting) {
          counting = Tally.counting();
          cells.set(cell, counting);
        }
        counting.add(key);
      }
    }
  }
  return new Map(
    breakdowns.map(({ by, cells }) => [
      nameBreakdown(by),
      new Map([...cells].map(([cell, counting]) => [cell, counting.seal()])),
    ]),
  );
}
