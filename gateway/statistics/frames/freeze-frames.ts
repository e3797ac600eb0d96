import type { KeyObject } from 'node:crypto';
import type pg from 'pg';
import { CATALOGUE } from '../../../disclosure/catalogue.ts';
import { countRecords } from '../../../disclosure/count-records.ts';
import type { Indicator } from '../../../disclosure/indicator.ts';
import { daysOf, endedPeriods } from '../../../disclosure/periods.ts';
import { smallestFor } from '../../../disclosure/perturbation-table.ts';
import { RECORD_KEY_VERSION, recordKey } from '../../../disclosure/record-key.ts';
import { listFrozen, writeFrameSnapshot } from './frame-snapshot.repository.ts';
import { readFrames } from './frame-source.repository.ts';

/** What the hub makes noise from, and signs with. */
export interface FrameKeys {
  readonly recordKey: Uint8Array;
  readonly signing: KeyObject;
}

/** Of all replicas one freezes at a time: the number of the lock in the database that they share. */
const LOCK = 5_212_001;

/**
 * Freezes every period since a day that has ended and is not frozen yet, for all bodies, and says which: `R1 2026-Q1`.
 * Nothing, where another replica is at it. Doing it again changes nothing.
 */
export async function freezeFrames(
  pool: pg.Pool,
  keys: FrameKeys,
  { at, today, since }: { readonly at: Date; readonly today: string; readonly since: string },
): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [LOCK]);
    if (!rows[0]?.held) return [];
    try {
      return await freezeMissing(client, keys, { at, today, since });
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}

async function freezeMissing(
  client: pg.ClientBase,
  keys: FrameKeys,
  { at, today, since }: { readonly at: Date; readonly today: string; readonly since: string },
): Promise<readonly string[]> {
  const known = await listFrozen(client);
  const frozen: string[] = [];
  for (const indicator of CATALOGUE) {
    if (indicator.keptBy !== 'HUB') continue;
    for (const period of endedPeriods(indicator.period, since, today)) {
      const name = `${indicator.code} ${period}`;
      if (known.has(name)) continue;
      if (await freezeOne(client, keys, indicator, period, at)) frozen.push(name);
    }
  }
  return frozen;
}

async function freezeOne(
  client: pg.ClientBase,
  keys: FrameKeys,
  indicator: Indicator,
  period: string,
  at: Date,
): Promise<boolean> {
  const days = daysOf(indicator.period, period);
  if (days === null) throw new Error('only a period of its kind can be frozen');
  const frames = await readFrames(client, indicator, days);
  const keyOf = (record: string) => recordKey(keys.recordKey, RECORD_KEY_VERSION, record);
  const bodies = new Map([...frames].map(([body, records]) => [body, countRecords(indicator, records, keyOf)]));
  // No committee has set another k for what the hub counts: none could say so of all its bodies.
  const smallest = smallestFor(indicator.sensitivity, null);
  const heading = { indicator: indicator.code, period, version: 1, keyVersion: RECORD_KEY_VERSION, smallest, at };
  return writeFrameSnapshot(client, { ...heading, bodies }, keys.signing);
}
