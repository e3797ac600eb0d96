import { type Category, PURPOSES, type Purpose } from '../../schema/vocabulary.ts';
import type { CivilDate } from './civil-date.ts';

/** What an avenant can do to an instrument. The last three are kept as rows with a first and a last day of their own. */
export const CHANGE_KINDS = [
  'ADD_PURPOSE',
  'REMOVE_PURPOSE',
  'ADD_COMMUNE',
  'REMOVE_COMMUNE',
  'SET_TERM',
  'ADD_RESTRICTION',
  'OPEN_L121_6_2',
  'CLOSE_L121_6_2',
] as const;

export type InstrumentChange =
  | { readonly kind: 'ADD_PURPOSE' | 'REMOVE_PURPOSE'; readonly purpose: Purpose }
  | { readonly kind: 'ADD_COMMUNE' | 'REMOVE_COMMUNE'; readonly commune: string }
  | { readonly kind: 'SET_TERM'; readonly termMonths: number }
  | {
      readonly kind: 'ADD_RESTRICTION';
      readonly category: Category;
      /** `*`, a profession or a group of the table. */
      readonly profession: string;
      readonly purpose: Purpose;
    }
  | { readonly kind: 'OPEN_L121_6_2' | 'CLOSE_L121_6_2' };

/** An avenant. It changes nothing before all the parties have signed it. */
export interface Amendment {
  readonly number: number;
  /** The day of the last signature; null as long as one is missing. */
  readonly effectiveOn: CivilDate | null;
  readonly changes: readonly InstrumentChange[];
}

/** What avenants can change of an instrument itself. */
export interface Amendable {
  readonly purposes: readonly Purpose[];
  readonly communes: readonly string[];
  readonly termMonths: number | null;
}

/**
 * The terms as the avenants in force on a day leave them, in the order of their numbers. The instrument is never edited,
 * so what held on an earlier day can still be told. A change that is not understood stops whoever asks.
 */
export function amendedOn(terms: Amendable, amendments: readonly Amendment[], on: CivilDate): Amendable {
  return amendments
    .filter(({ effectiveOn }) => effectiveOn !== null && effectiveOn <= on)
    .toSorted((a, b) => a.number - b.number)
    .flatMap(({ changes }) => changes)
    .reduce(applyChange, terms);
}

function applyChange(terms: Amendable, change: InstrumentChange): Amendable {
  switch (change.kind) {
    case 'ADD_PURPOSE':
      if (!PURPOSES.includes(change.purpose)) throw new RangeError('an avenant adds a purpose that is none');
      return { ...terms, purposes: [...without(terms.purposes, change.purpose), change.purpose] };
    case 'REMOVE_PURPOSE':
      return { ...terms, purposes: without(terms.purposes, change.purpose) };
    case 'ADD_COMMUNE':
      return { ...terms, communes: [...without(terms.communes, change.commune), change.commune] };
    case 'REMOVE_COMMUNE':
      return { ...terms, communes: without(terms.communes, change.commune) };
    case 'SET_TERM':
      return { ...terms, termMonths: change.termMonths };
    case 'ADD_RESTRICTION':
    case 'OPEN_L121_6_2':
    case 'CLOSE_L121_6_2':
      return terms;
    default:
      throw new RangeError('an avenant says a change that is not understood');
  }
}

function without<Word>(words: readonly Word[], word: Word): readonly Word[] {
  return words.filter((each) => each !== word);
}
