import type { KeyObject } from 'node:crypto';
import type pg from 'pg';
import { type Breakdown, nameBreakdown } from '../../../disclosure/breakdown.ts';
import type { Dimension } from '../../../disclosure/dimensions.ts';
import type { SmallestCount } from '../../../disclosure/perturbation-table.ts';
import { type FrozenTally, isSealed, sealSnapshot } from '../../../disclosure/sign-snapshot.ts';
import { Tally } from '../../../disclosure/tally.ts';

/** What is known of a snapshot without its tallies. */
export interface FrameSnapshot {
  readonly id: number;
  readonly version: number;
  readonly smallest: SmallestCount;
  readonly frozenAt: Date;
}

/** What is to be frozen: of each body that has records, every breakdown. */
export interface FrameFreezing {
  readonly indicator: string;
  readonly period: string;
  readonly version: number;
  readonly keyVersion: string;
  readonly smallest: SmallestCount;
  readonly at: Date;
  readonly bodies: ReadonlyMap<string, ReadonlyMap<string, Breakdown>>;
}

interface TallyRow {
  readonly body: string;
  readonly by: string;
  readonly bins: string;
  readonly records: number;
  readonly keys: string;
}

const COLUMNS = `body_code AS body, "by", bins, records, keys::text AS keys`;

/** The snapshot that speaks for a period: the last of its versions. */
export async function findFrameSnapshot(
  pool: pg.Pool | pg.ClientBase,
  indicator: string,
  period: string,
): Promise<FrameSnapshot | null> {
  const { rows } = await pool.query<FrameSnapshot>(
    `SELECT id, version, smallest, frozen_at AS "frozenAt" FROM frame_snapshot
      WHERE indicator = $1 AND period = $2 ORDER BY version DESC LIMIT 1`,
    [indicator, period],
  );
  return rows[0] ?? null;
}

/** Every period that is frozen, as `R1 2026-Q1`. */
export async function listFrozen(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT indicator || ' ' || period AS name FROM frame_snapshot`,
  );
  return new Set(rows.map(({ name }) => name));
}

/** The tallies of some breakdowns of one body, sealed again. */
export async function readFrameBreakdowns(
  pool: pg.Pool,
  { id }: FrameSnapshot,
  body: string,
  sets: readonly (readonly Dimension[])[],
): Promise<ReadonlyMap<string, Breakdown>> {
  const names = sets.map(nameBreakdown);
  const { rows } = await pool.query<TallyRow>(
    `SELECT ${COLUMNS} FROM frame_tally WHERE snapshot_id = $1 AND body_code = $2 AND "by" = ANY ($3)`,
    [id, body, names],
  );
  const found = new Map<string, Map<string, Tally>>(names.map((name) => [name, new Map()]));
  for (const { by, bins, records, keys } of rows) found.get(by)?.set(bins, Tally.fromStore({ persons: records, keys }));
  return found;
}

/** Writes a snapshot, hashed and signed, all or nothing; false where this version stands already. */
export async function writeFrameSnapshot(
  client: pg.ClientBase,
  { bodies, at, ...heading }: FrameFreezing,
  key: KeyObject,
): Promise<boolean> {
  const rows = [...bodies].flatMap(([body, breakdowns]) =>
    [...breakdowns].flatMap(([by, cells]) =>
      [...cells].map(([bins, tally]): TallyRow => {
        const { persons, keys } = tally.toStore();
        return { body, by, bins, records: persons, keys };
      }),
    ),
  );
  const seal = sealSnapshot({ ...heading, tallies: rows.map(frozenOf) }, key);
  await client.query('BEGIN');
  try {
    const { indicator, period, version, keyVersion, smallest } = heading;
    const written = await client.query<{ id: number }>(
      `INSERT INTO frame_snapshot (indicator, period, version, key_version, smallest, frozen_at, sha256, signature, public_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [indicator, period, version, keyVersion, smallest, at, seal.sha256, seal.signature, seal.publicKey],
    );
    const id = written.rows[0]?.id;
    if (id !== undefined) {
      await client.query(
        `INSERT INTO frame_tally (snapshot_id, body_code, "by", bins, records, keys)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::numeric[])`,
        [id, ...(['body', 'by', 'bins', 'records', 'keys'] as const).map((column) => rows.map((row) => row[column]))],
      );
    }
    await client.query('COMMIT');
    return id !== undefined;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** The snapshots that are not what a hub has signed: changed, cut short or added to in the database. */
export async function findBrokenFrames(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{
    id: number;
    indicator: string;
    period: string;
    version: number;
    keyVersion: string;
    smallest: number;
    sha256: Buffer;
    signature: Buffer;
    publicKey: Buffer;
  }>(
    `SELECT id, indicator, period, version, key_version AS "keyVersion", smallest, sha256, signature, public_key AS "publicKey"
       FROM frame_snapshot`,
  );
  const broken: string[] = [];
  for (const { id, sha256, signature, publicKey, ...heading } of rows) {
    const tallies = await client.query<TallyRow>(`SELECT ${COLUMNS} FROM frame_tally WHERE snapshot_id = $1`, [id]);
    const content = { ...heading, tallies: tallies.rows.map(frozenOf) };
    if (!isSealed(content, { sha256, signature, publicKey })) broken.push(`${heading.indicator} ${heading.period}`);
  }
  return broken;
}

/** A signature covers whose the tally is: its body stands before the breakdown. */
function frozenOf({ body, by, bins, records, keys }: TallyRow): FrozenTally {
  return { by: `${body}:${by}`, bins, persons: records, keys };
}
