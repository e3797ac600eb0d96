import { BINS, DIMENSION_LABELS, type Dimension } from '../../../disclosure/dimensions.ts';
import type { Indicator, Unit } from '../../../disclosure/indicator.ts';
import { smallestFor } from '../../../disclosure/perturbation-table.ts';
import type { StatedCell } from '../stated-cells.ts';
import {
  type Absence,
  EVERY_BIN,
  type FigureCell,
  type FigureDimension,
  type Figures,
  NOTHING_MORE,
  type Reading,
  TOTAL_BIN,
} from './figures.ts';

/** One question of the catalogue, and what was released of it. */
export interface ReleasedAnswer {
  readonly indicator: Indicator;
  readonly period: string;
  readonly by: readonly Dimension[];
  readonly perBody: boolean;
  /** The bodies that were asked, in the order of `parts`. */
  readonly bodies: readonly { readonly code: string; readonly name: string }[];
  readonly parts: readonly {
    readonly body: string;
    readonly standing: 'RELEASED' | Absence;
    readonly version: number | null;
    readonly frozenAt: string | null;
    readonly smallest: number | null;
  }[];
  readonly cells: readonly StatedCell[];
  readonly ruleSetVersion: string;
  /** What must stand wherever the values are shown. */
  readonly note: string;
}

const UNIT_LABELS: Readonly<Record<Unit, string>> = {
  PERSONS: 'personnes',
  RECORDS: 'enregistrements',
  SEATS: 'places',
  SHARE: 'part',
  DAYS: 'jours',
};

/** What was released, in the words of whoever reads a file or a page: labels, readings, and who is not in it. */
export function figuresOf(answer: ReleasedAnswer): Figures {
  const { indicator, period, parts, note, ruleSetVersion } = answer;
  const { code, label, definition, unit, source } = indicator;
  const dimensions = dimensionsOf(answer);
  const frozen = parts.flatMap(({ frozenAt }) => (frozenAt === null ? [] : [frozenAt]));
  const thresholds = parts.flatMap(({ smallest }) => (smallest === null ? [] : [smallest]));
  return {
    ...{ indicator: code, label, definition, unit: UNIT_LABELS[unit], source, period, note, ruleSetVersion },
    smallest: thresholds.length === 0 ? smallestFor(indicator.sensitivity, null) : Math.min(...thresholds),
    computedAt: frozen.sort((one, other) => Date.parse(one) - Date.parse(other)).at(-1) ?? null,
    dimensions,
    cells: answer.cells.length === 0 ? [withoutCells(answer, dimensions)] : answer.cells.map(cellOf),
    absent: parts.flatMap(({ body, standing }) => (standing === 'RELEASED' ? [] : [{ body, why: standing }])),
    snapshots: parts.flatMap(({ body, version, frozenAt }) =>
      version === null || frozenAt === null ? [] : [{ body, version, frozenAt }],
    ),
    hasShares: indicator.unit === 'SHARE',
    amountLabel: indicator.amount?.label ?? null,
    // Who counts persons across bodies asks `overlap`; no answer of `statistics` depends on how well files were linked.
    linkage: null,
  };
}

function dimensionsOf({ by, perBody, bodies }: ReleasedAnswer): readonly FigureDimension[] {
  const own = by.map((code) => ({ code, label: DIMENSION_LABELS[code], bins: BINS[code] }));
  if (!perBody) return own;
  return [{ code: 'BODY', label: 'organisme', bins: bodies.map(({ code, name }) => ({ code, label: name })) }, ...own];
}

function cellOf({ body, bins, value, blanks, low, high, ...cell }: StatedCell): FigureCell {
  const { share, amount, amountLow, amountHigh, mean } = cell;
  const more = { share, amount, amountLow, amountHigh, mean };
  return { bins: body === null ? bins : [body, ...bins], value, low, high, reading: readingOf(value, blanks), ...more };
}

function readingOf(value: number | null, blanks: number): Reading {
  if (value === null) return 'BLANK';
  if (blanks > 0) return 'PARTIAL';
  return value === 0 ? 'VERY_SMALL' : 'VALUE';
}

/** An answer without cells says why in one row: all of them are a released 0, or there is no figure at all. */
function withoutCells({ parts }: ReleasedAnswer, dimensions: readonly FigureDimension[]): FigureCell {
  const isReleased = parts.some(({ standing }) => standing === 'RELEASED');
  const bins = dimensions.map(() => (isReleased ? EVERY_BIN : TOTAL_BIN).code);
  if (isReleased) return { bins, value: 0, low: null, high: null, reading: 'VERY_SMALL', ...NOTHING_MORE };
  const hasNoSource = parts.every(({ standing }) => standing === 'NO_SOURCE_YET');
  const reading = hasNoSource ? 'NO_SOURCE' : 'NOBODY';
  return { bins, value: null, low: null, high: null, reading, ...NOTHING_MORE };
}
