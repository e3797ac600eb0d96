import type { Asked } from '../../support/territory.ts';
import type { Day } from '../day.ts';

/** AG-13 of the observatoire of the Département: she counts, and reads nobody’s name. */
export const ANALYST: Asked = { agent: 'AG-13', purpose: 'STATISTICS' };

export interface Cell {
  readonly body: string | null;
  readonly bins: readonly string[];
  readonly value: number | null;
  readonly shown: string;
  readonly low: number | null;
  readonly high: number | null;
}
export interface Figures {
  readonly label: string;
  readonly period: string;
  readonly standing: string;
  readonly note: string;
  readonly ruleSetVersion: string;
  readonly complete: boolean;
  readonly missing: readonly string[];
  readonly parts: readonly {
    readonly body: { readonly code: string };
    readonly standing: string;
    readonly reason: string | null;
  }[];
  readonly cells: readonly Cell[];
}

/** What she asks of the catalogue: an indicator, a period, what it is broken down by. */
export interface Question {
  readonly indicator: string;
  readonly period: string;
  readonly by?: readonly string[];
  readonly bodies?: readonly string[];
}
export const question = ({ by = [], ...rest }: Question) => ({ by, ...rest });

export async function figures(day: Day, asked: Question, who = ANALYST): Promise<Figures> {
  return (await day.ask<{ statistics: Figures }>('analyst/figures', who, question(asked))).statistics;
}

/** The sum of what is shown; what is blank is in none. */
export const sumOf = (cells: readonly Cell[]): number => cells.reduce((all, { value }) => all + (value ?? 0), 0);
