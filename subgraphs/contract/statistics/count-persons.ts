import { type BinnedRow, type Breakdown, startTallying } from '../../../disclosure/breakdown.ts';
import type { Indicator } from '../../../disclosure/indicator.ts';
import type { SummingAmounts } from '../../../disclosure/sum-amounts.ts';

/** What is counted of one person: she may stand in several bins of a dimension, as who was given two kinds of aid. */
export interface CountedPerson {
  readonly person: string;
  readonly rows: readonly BinnedRow[];
  /** What each of the rows gave her; null where none is known of. */
  readonly amounts?: readonly (number | null)[];
}

/**
 * Counts persons into every breakdown that the indicator allows, each person once in each cell. Persons come one by one, so
 * that as many can be counted as there are; each must come once. What they were given is added up beside, where asked.
 */
export async function countPersons(
  indicator: Indicator,
  persons: AsyncIterable<CountedPerson>,
  recordKeyOf: (person: string) => bigint,
  summing?: SummingAmounts,
): Promise<ReadonlyMap<string, Breakdown>> {
  const tallying = startTallying(indicator);
  for await (const { person, rows, amounts = [] } of persons) {
    const key = recordKeyOf(person);
    tallying.add(key, rows);
    summing?.add(
      key,
      rows.map((bins, nth) => ({ bins, amount: amounts[nth] ?? null })),
    );
  }
  return tallying.seal();
}
