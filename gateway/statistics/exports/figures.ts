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
  /** Bodies whose figures are in no sum, and why. */
  readonly absent: readonly { readonly body: string; readonly why: Absence }[];
  /** The frozen snapshots that were added up. */
  readonly snapshots: readonly { readonly body: string; readonly version: number; readonly frozenAt: string }[];
  /** Whether cells have shares: of an indicator that is one. */
  readonly hasShares: boolean;
  /** What the sum of euros beside each count is called; null where there is none. */
  readonly amountLabel: string | null;
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
  readonly reading: Reading;
  /** Released part by released base, from 0 to 1. */
  readonly share: number | null;
  /** Euros, with their interval of 95 %, and for one of those counted. */
  readonly amount: number | null;
  readonly amountLow: number | null;
  readonly amountHigh: number | null;
  readonly mean: number | null;
}

/** A released cell of which nothing more is known. */
export const NOTHING_MORE = { share: null, amount: null, amountLow: null, amountHigh: null, mean: null } as const;

/** What some indicators tell of a cell besides its value: derived of released values alone. */
export interface Measure {
  /** As a column of a CSV is called, and one of an SDMX-CSV. */
  readonly name: string;
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  readonly of: (cell: FigureCell) => number | null;
}

export function measuresOf({ hasShares, amountLabel }: Pick<Figures, 'hasShares' | 'amountLabel'>): readonly Measure[] {
  const shares: readonly Measure[] = [
    { name: 'part', code: 'SHARE', title: 'Part de l’ensemble', unit: 'part', decimals: 3, of: ({ share }) => share },
  ];
  const euros = { unit: 'euros', decimals: 0 };
  const interval = 'intervalle à 95 % du montant';
  const amounts: readonly Measure[] = [
    { ...euros, name: 'montant', code: 'AMOUNT', title: `Somme perturbée : ${amountLabel}`, of: (cell) => cell.amount },
    {
      ...euros,
      name: 'montant_bas',
      code: 'AMOUNT_LOWER',
      title: `Borne basse, ${interval}`,
      of: (cell) => cell.amountLow,
    },
    {
      ...euros,
      name: 'montant_haut',
      code: 'AMOUNT_UPPER',
      title: `Borne haute, ${interval}`,
      of: (cell) => cell.amountHigh,
    },
    { ...euros, name: 'moyenne', code: 'MEAN', title: 'Montant par personne comptée', of: (cell) => cell.mean },
  ];
  return [...(hasShares ? shares : []), ...(amountLabel === null ? [] : amounts)];
}

/** Why the figures of a body are in no sum. */
export type Absence = 'NO_SOURCE_YET' | 'NOT_FROZEN' | 'MISSING' | 'WITHHELD';

export const ABSENCES: Readonly<Record<Absence, string>> = {
  NO_SOURCE_YET: 'aucune source pour l’instant',
  NOT_FROZEN: 'période non figée',
  MISSING: 'pas de réponse',
  WITHHELD: 'non communiqué',
};

/** How a value is to be read. PARTIAL: some bodies left the cell blank, and are not in it. */
export type Reading = 'VALUE' | 'PARTIAL' | 'VERY_SMALL' | 'BLANK' | 'NO_SOURCE' | 'NOBODY';

export const READINGS: Readonly<Record<Reading, string>> = {
  VALUE: 'valeur perturbée',
  PARTIAL: 'valeur perturbée, sans les organismes dont la case n’est pas diffusée',
  VERY_SMALL: '0 ou très faible',
  BLANK: 'non diffusé',
  NO_SOURCE: 'aucune source pour l’instant',
  NOBODY: 'aucun organisme n’a donné de chiffre',
};

/** Stands for a whole dimension where there is no figure at all to break down. */
export const TOTAL_BIN = { code: '_T', label: 'ensemble' };
/** Stands for every bin of a dimension where all of them are a released 0. */
export const EVERY_BIN = { code: '_X', label: 'chaque case' };

/** How values come about, for whoever reads them. */
export const METHOD =
  'Chaque organisme perturbe ses propres comptages par clés de cellule avant toute sortie ; le portail additionne des ' +
  'valeurs déjà publiables. Intervalle à 95 % : 1,96 écart-type du bruit.';

/** The French label of a bin; its code where the catalogue has none. */
export function labelOf({ bins }: FigureDimension, code: string): string {
  return [...bins, TOTAL_BIN, EVERY_BIN].find((bin) => bin.code === code)?.label ?? code;
}

/** What travels with every row of a file that has no other place for it. */
export function mentionOf({ note, absent }: Figures): string {
  if (absent.length === 0) return note;
  return `${note} Sans ${absent.map(({ body, why }) => `${body} (${ABSENCES[why]})`).join(', ')}.`;
}
