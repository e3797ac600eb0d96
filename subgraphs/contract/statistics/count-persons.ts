import { type BinnedRow, type Breakdown, startTallying } from '../../../disclosure/breakdown.ts';
import type { Indicator } from '../../../disclosure/indicator.ts';

/** What is counted of one person: she may stand in several bins of a dimension, as who was given two kinds of aid. */
export interface CountedPerson {
  readonly person: string;
  readonly rows: readonly BinnedRow[];
}

/**
 * Counts persons into every breakdown that the indicator allows, each person once in each cell. Persons come one by one, so
 * that as many can be counted as there are; each must come once.
 */
export async function countPersons(
  indicator: Indicator,
  persons: AsyncIterable<CountedPerson>,
  recordKeyOf: (person: string) => bigint,
): Promise<ReadonlyMap<string, Breakdown>> {
  const tallying = startTallying(indicator);
  for await (const { person, rows } of persons) tallying.add(recordKeyOf(person), rows);
  return tallying.seal();
}
