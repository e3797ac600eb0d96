import { type BinnedRow, type Breakdown, startTallying } from './breakdown.ts';
import type { Indicator } from './indicator.ts';

/** A record about persons: a referral, a case, an accord. */
export interface CountedRecord {
  /** Names the record among all of its kind. */
  readonly record: string;
  /** Whom it is about; never empty. */
  readonly subjects: readonly string[];
  readonly bins: BinnedRow;
}

/**
 * Counts records so that no person is in two that are counted: then whether she is in a figure changes it by one at most,
 * which is what the noise of the tables hides, and eleven records are at least eleven persons.
 *
 * Records come in the order of their instants; one is passed over where somebody it is about stands in the cell already.
 * For a share this holds over the whole period and not cell by cell: parts and base must be of one set of records, and a
 * person whose one record came late and whose other came in time must not count for both.
 */
export function countRecords(
  indicator: Indicator,
  records: Iterable<CountedRecord>,
  recordKeyOf: (record: string) => bigint,
): ReadonlyMap<string, Breakdown> {
  const tallying = startTallying(indicator);
  const isDrawnOnce = indicator.unit === 'SHARE';
  const counted = new Map<string, Set<string>>();

  function admit(subjects: readonly string[], cell: string): boolean {
    const present = counted.get(cell) ?? new Set<string>();
    if (subjects.some((subject) => present.has(subject))) return false;
    for (const subject of subjects) present.add(subject);
    counted.set(cell, present);
    return true;
  }

  for (const { record, subjects, bins } of records) {
    if (subjects.length === 0) continue;
    if (isDrawnOnce && !admit(subjects, '')) continue;
    tallying.add(recordKeyOf(record), [bins], isDrawnOnce ? undefined : (cell) => admit(subjects, cell));
  }
  return tallying.seal();
}
