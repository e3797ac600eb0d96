/**
 * A breakdown of one indicator as it has been released: all that an export is given. A value is what may be shown to
 * anybody, null is blank, and what no cell names is a released 0.
 */
export interface Figures {
  readonly indicator: string;
  readonly label: string;
  readonly definition: string;
  readonly unit: string;
  /** Article of the protocols that asks for it. */
  readonly source: string;
  /** The smallest count other than 0 that is published. */
  readonly smallest: number;
  /** `2025`, `2026-Q1` or `2026-04`. */
  readonly period: string;
  /** What must stand wherever the values are shown. */
  readonly note: string;
  /** ISO instant of the youngest snapshot; null where nobody gave any. */
  readonly computedAt: string | null;
  readonly ruleSetVersion: string;
  readonly dimensions: readonly FigureDimension[];
  readonly cells: readonly FigureCell[];
  /** Bodies whose figures are in no sum, and why, in French. */
  readonly absent: readonly { readonly body: string; readonly why: string }[];
  /** The frozen snapshots that were added up. */
  readonly snapshots: readonly { readonly body: string; readonly version: number; readonly frozenAt: string }[];
  /** How well files were linked, where the figures depend on it. */
  readonly linkage: { readonly precision: number; readonly recall: number } | null;
}

export interface FigureDimension {
  readonly code: string;
  readonly label: string;
  readonly bins: readonly { readonly code: string; readonly label: string }[];
}

export interface FigureCell {
  /** Code of the bin of each dimension, in their order. */
  readonly bins: readonly string[];
  readonly value: number | null;
  /** The interval of 95 %. */
  readonly low: number | null;
  readonly high: number | null;
}

/** How a value is to be read. */
export type Reading = 'VALUE' | 'VERY_SMALL' | 'BLANK';

export const READINGS: Readonly<Record<Reading, string>> = {
  VALUE: 'valeur perturbée',
  VERY_SMALL: '0 ou très faible',
  BLANK: 'non publiable',
};

export function readingOf({ value }: FigureCell): Reading {
  if (value === null) return 'BLANK';
  return value === 0 ? 'VERY_SMALL' : 'VALUE';
}

/** The French label of a bin; its code where the catalogue has none. */
export function labelOf({ bins }: FigureDimension, code: string): string {
  return bins.find((bin) => bin.code === code)?.label ?? code;
}

/** What travels with every row of a file that has no other place for it. */
export function mentionOf({ note, absent }: Figures): string {
  if (absent.length === 0) return note;
  return `${note} Sans ${absent.map(({ body, why }) => `${body} (${why})`).join(', ')}.`;
}
