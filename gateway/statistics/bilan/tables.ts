import {
  ABSENCES,
  EVERY_BIN,
  type FigureCell,
  type FigureDimension,
  type Figures,
  NOTHING_MORE,
  READINGS,
} from '../exports/figures.ts';
import { figuresOf } from '../exports/figures-of.ts';
import type { BilanLine } from './released-bilan.ts';

/** A table as it is printed: one row for each thing that is counted, one column for each period. */
export interface BilanTable {
  readonly caption: string;
  readonly periods: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly ShownCell[] }[];
}

/** What stands in one cell: a released value with its interval, or why there is none. */
export interface ShownCell {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  /** In place of the value, or beside it where not all bodies are in it. */
  readonly note: string | null;
  /** What some indicators tell besides: a share, a sum of euros. */
  readonly more: readonly string[];
}

/** All bodies together, then each by itself: they do not add up, and the page says so. */
export function tabulateTotals({ indicator, periods }: BilanLine): BilanTable {
  const bodies = periods[0]?.perBody.bodies ?? [];
  const totals = periods.map(({ total }) => figuresOf(total));
  const own = periods.map(({ perBody }) => figuresOf(perBody));
  return {
    caption: `${indicator.label} : ensemble, puis chaque organisme`,
    periods: periods.map(({ total }) => writePeriod(total.period)),
    rows: [
      { label: 'Ensemble', cells: totals.map((figures) => show(figures, figures.cells[0])) },
      ...bodies.map(({ code, name }) => ({ label: name, cells: own.map((figures) => showBin(figures, code, code)) })),
    ],
  };
}

/** Every bin of the dimension, those of a released 0 included, or one row where all of them are; null where there are no figures to break down. */
export function tabulateBreakdown({ indicator, periods }: BilanLine): BilanTable | null {
  const broken = periods.flatMap(({ breakdown }) => (breakdown === null ? [] : [figuresOf(breakdown)]));
  const [dimension] = broken[0]?.dimensions ?? [];
  if (dimension === undefined || !broken.some(({ snapshots }) => snapshots.length > 0)) return null;
  return {
    caption: `${indicator.label}, par ${dimension.label}`,
    periods: broken.map(({ period }) => writePeriod(period)),
    rows: binsOf(broken, dimension).map(({ code, label }) => ({
      label,
      cells: broken.map((figures) => showBin(figures, code, null)),
    })),
  };
}

function binsOf(broken: readonly Figures[], dimension: FigureDimension): FigureDimension['bins'] {
  const isListed = broken.some(({ cells }) =>
    cells.some(({ bins }) => dimension.bins.some(({ code }) => code === bins[0])),
  );
  return isListed ? dimension.bins : [EVERY_BIN];
}

/** The cell of one bin. A body that gave nothing has a reason instead; a bin that is not listed is a released 0. */
function showBin(figures: Figures, bin: string, body: string | null): ShownCell {
  const absent = figures.absent.find((each) => each.body === body);
  if (absent) return { value: null, interval: null, note: ABSENCES[absent.why], more: [] };
  const found = figures.cells.find(({ bins }) => bins[0] === bin);
  if (found) return show(figures, found);
  return figures.snapshots.length > 0 ? show(figures) : show(figures, figures.cells[0]);
}

const NOT_LISTED: FigureCell = { bins: [], value: 0, low: null, high: null, reading: 'VERY_SMALL', ...NOTHING_MORE };

function show({ amountLabel }: Figures, cell: FigureCell = NOT_LISTED): ShownCell {
  const { value, low, high, reading } = cell;
  const interval = low === null || high === null ? null : ([low, high] as const);
  const shown = { value, interval, more: moreOf(cell, amountLabel ?? '') };
  if (reading === 'VALUE') return { ...shown, note: null };
  if (reading === 'PARTIAL') return { ...shown, note: value === 0 ? `${READINGS.VERY_SMALL}, partiel` : PARTIAL };
  return { ...shown, note: READINGS[reading] };
}

const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 });
const EUROS = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });

function moreOf({ share, amount, amountLow, amountHigh, mean }: FigureCell, amountLabel: string): readonly string[] {
  const range = `(de ${EUROS.format(amountLow ?? 0)} à ${EUROS.format(amountHigh ?? 0)})`;
  return [
    ...(share === null ? [] : [PERCENT.format(share)]),
    ...(amount === null ? [] : [`${amountLabel} : ${EUROS.format(amount)} ${range}`]),
    ...(mean === null ? [] : [`${EUROS.format(mean)} en moyenne`]),
  ];
}

const PARTIAL = 'partiel : un organisme ne diffuse pas cette case';

/** `2026-Q1` as it is read: «1er trimestre 2026». */
export function writePeriod(period: string): string {
  const [year = '', part] = period.split('-');
  if (part === undefined) return year;
  if (part.startsWith('Q')) return `${part === 'Q1' ? '1er' : `${part.slice(1)}e`} trimestre ${year}`;
  return new Date(`${period}-01T00:00:00Z`).toLocaleDateString('fr-FR', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
