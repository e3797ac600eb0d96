import type { ServingKind } from '../schema/vocabulary.ts';
import type { Dimension } from './dimensions.ts';
import type { PeriodKind } from './periods.ts';
import type { Sensitivity } from './perturbation-table.ts';

export const UNITS = ['PERSONS', 'RECORDS', 'SEATS', 'SHARE', 'DAYS'] as const;
/**
 * What is counted. PERSONS, and RECORDS and SHARES of records about persons, are released through cell keys; of a person
 * one record counts (`count-records.ts`).
 */
export type Unit = (typeof UNITS)[number];

/** How sure the definition is: known text, or to be confirmed by the officer, by the committee, or a default of ours. */
export const CONFIDENCES = ['SURE', 'DPO', 'COPIL', 'HUB'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const KEEPERS = ['BODIES', 'HUB'] as const;
/** Whose records a figure is made from: those of the body itself, or the frames that the hub keeps of what passes between bodies. */
export type Keeper = (typeof KEEPERS)[number];

/** A sum of euros beside a count. */
export interface Amount {
  readonly label: string;
  /** More than anybody ought to be given in a period, and public: its noise is made from it (`release-sum.ts`). */
  readonly scale: number;
}

/** A figure that may be asked for, as the catalogue defines it. */
export interface Indicator {
  readonly code: string;
  readonly label: string;
  readonly definition: string;
  /** Kinds of bodies that the figure is about. */
  readonly ownerKinds: readonly ServingKind[];
  /** Those of them whose records it can be made from; the others answer `NO_SOURCE_YET`. Nothing is ever made up. */
  readonly sourceKinds: readonly ServingKind[];
  /** Where not every body of these kinds has records: it must have declared one of these. */
  readonly capabilities: readonly string[];
  readonly unit: Unit;
  readonly keptBy: Keeper;
  /** Whether it is counted by a study that an officer approves (`overlap`), and not by adding up. */
  readonly byStudy: boolean;
  /** Of a SHARE: the dimension whose parts are told as shares of all of them. */
  readonly shareOf: Dimension | null;
  readonly amount: Amount | null;
  readonly dimensions: readonly Dimension[];
  /** How many of them may be crossed: three at most. */
  readonly crossed: 0 | 1 | 2 | 3;
  readonly period: PeriodKind;
  readonly sensitivity: Sensitivity;
  /** Article of the protocols, or entry of the domain's list, that asks for it. */
  readonly source: string;
  readonly confidence: Confidence;
}

/** Every set of dimensions by which an indicator may be broken down, the empty one (the total) first. */
export function combinationsOf({
  dimensions,
  crossed,
}: Pick<Indicator, 'dimensions' | 'crossed'>): readonly (readonly Dimension[])[] {
  let sets: (readonly Dimension[])[] = [[]];
  for (const dimension of dimensions) sets = [...sets, ...sets.map((set) => [...set, dimension])];
  return sets.filter((set) => set.length <= crossed).sort((one, other) => one.length - other.length);
}

/**
 * The set of dimensions as the catalogue orders it, or null where the indicator does not allow it: an unknown dimension,
 * one named twice, too many. The order in which a caller names them changes nothing.
 */
export function readCombination(indicator: Indicator, by: readonly string[]): readonly Dimension[] | null {
  const set = indicator.dimensions.filter((dimension) => by.includes(dimension));
  return set.length === by.length && set.length <= indicator.crossed ? set : null;
}

/** Whether a body makes a figure from records of its own. */
export function isMadeBy(indicator: Indicator, body: { kind: string; capabilities: readonly string[] }): boolean {
  return indicator.keptBy === 'BODIES' && hasSource(indicator, body);
}

/** Whether there are records of a body to make an indicator from, whoever keeps them. */
export function hasSource(indicator: Indicator, body: { kind: string; capabilities: readonly string[] }): boolean {
  const { sourceKinds, capabilities } = indicator;
  if (!sourceKinds.some((kind) => kind === body.kind)) return false;
  return capabilities.length === 0 || capabilities.some((capability) => body.capabilities.includes(capability));
}
