import type { Story } from '../day.ts';
import { bilanIsPrepared } from './bilan-is-prepared.ts';
import { blanksAreUnderstood } from './blanks-are-understood.ts';
import { distinctPersonsAreCounted } from './distinct-persons-are-counted.ts';
import { figuresArePulled } from './figures-are-pulled.ts';
import { periodsAreCompared } from './periods-are-compared.ts';

/** The five daily tasks of the analyst. */
export const ANALYST_STORIES: readonly Story[] = [
  figuresArePulled,
  bilanIsPrepared,
  distinctPersonsAreCounted,
  blanksAreUnderstood,
  periodsAreCompared,
];
