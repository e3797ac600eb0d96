import { readPayload } from '../transparency/access-entry.ts';
import { misshown } from '../transparency/export-csv.ts';
import type { Leaf } from './check-leaves.ts';
import { DoesNotHold } from './verdict.ts';

/** A record that was read: who, and when it was decided and written. */
export interface RecordTimes {
  readonly leaf: bigint;
  readonly record: string;
  readonly at: number;
  readonly recordedAt: number;
}

/** Every payload is an access record in its one spelling, no id stands twice, and a table shows what the record says. */
export function checkEntries(
  leaves: readonly Leaf[],
  shown: readonly Readonly<Record<string, string>>[] | undefined,
): readonly RecordTimes[] {
  const ids = new Set<string>();
  const records: RecordTimes[] = [];
  for (const [at, { index: leaf, payload }] of leaves.entries()) {
    const times = payload === undefined ? null : readTimes(payload, leaf);
    const record = times?.record;
    const column = shown?.[at] ? misshown(shown[at], payload) : null;
    if (column !== null) throw new DoesNotHold({ code: 'MISSHOWN', leaf, ...(record ? { record } : {}), column });
    if (!times) continue;
    if (ids.has(times.record)) throw new DoesNotHold({ code: 'RECORD_TWICE', leaf, record: times.record });
    ids.add(times.record);
    records.push(times);
  }
  return records;
}

function readTimes(payload: string, leaf: bigint): RecordTimes {
  const entry = readPayload(payload);
  if (entry === null) throw new DoesNotHold({ code: 'NO_RECORD', leaf });
  return { leaf, record: entry.id, at: entry.at.getTime(), recordedAt: entry.recordedAt.getTime() };
}
