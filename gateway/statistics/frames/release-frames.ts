import type { KeyObject } from 'node:crypto';
import type pg from 'pg';
import type { Dimension } from '../../../disclosure/dimensions.ts';
import type { Indicator } from '../../../disclosure/indicator.ts';
import type { ReleasedCell } from '../../../disclosure/release.ts';
import { basesOf, releaseBreakdown } from '../../../disclosure/release-breakdown.ts';
import { signTable } from '../../../disclosure/sign-table.ts';
import { findFrameSnapshot, readFrameBreakdowns } from './frame-snapshot.repository.ts';

/** What the hub releases of one body from a frozen snapshot. */
export interface ReleasedFrames {
  readonly version: number;
  readonly frozenAt: Date;
  readonly smallest: number;
  /** By the key that signs passes, over the released table. */
  readonly signature: string;
  readonly cells: readonly ReleasedCell[];
}

export type ReleaseFrames = (
  body: string,
  indicator: Indicator,
  period: string,
  by: readonly Dimension[],
) => Promise<ReleasedFrames | null>;

/** One breakdown of one body; null where the period is not frozen. A body without records has the figures of nobody. */
export function createFrameReleases(pool: pg.Pool, key: KeyObject): ReleaseFrames {
  return async (body, indicator, period, by) => {
    const snapshot = await findFrameSnapshot(pool, indicator.code, period);
    if (snapshot === null) return null;
    const { version, frozenAt, smallest } = snapshot;
    const breakdowns = await readFrameBreakdowns(pool, snapshot, body, [by, ...basesOf(by)]);
    const cells = releaseBreakdown(indicator, smallest, by, breakdowns);
    const signature = signTable(
      {
        ...{ body, indicator: indicator.code, period, by, version, frozenAt: frozenAt.toISOString(), smallest },
        bins: cells.flatMap(({ dims }) => dims),
        values: cells.map(({ value }) => value),
        amounts: null,
      },
      key,
    );
    return { version, frozenAt, smallest, signature, cells };
  };
}
