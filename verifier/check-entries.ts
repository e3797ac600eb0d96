import canonicalize from 'canonicalize';
import { ENTRY_FIELDS } from '../transparency/access-entry.ts';
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

/** The log may have committed itself to anything: what is no access record in its one spelling is not taken for one. */
function readTimes(payload: string, leaf: bigint): RecordTimes {
  const entry = parse(payload);
  const [at, recordedAt] = [instantOf(entry?.at), instantOf(entry?.recordedAt)];
  const isRecord =
    entry !== null &&
    Object.keys(entry).join() === ENTRY_FIELDS.join() &&
    canonicalize(entry) === payload &&
    typeof entry.id === 'string';
  if (!isRecord || at === null || recordedAt === null) throw new DoesNotHold({ code: 'NO_RECORD', leaf });
  return { leaf, record: String(entry.id), at, recordedAt };
}

function parse(payload: string): Readonly<Record<string, unknown>> | null {
  try {
    const entry: unknown = JSON.parse(payload);
    return typeof entry === 'object' && entry !== null ? { ...entry } : null;
  } catch {
    return null;
  }
}

function instantOf(value: unknown): number | null {
  const instant = typeof value === 'string' ? new Date(value) : null;
  return instant && !Number.isNaN(instant.getTime()) && instant.toISOString() === value ? instant.getTime() : null;
}
