import { CATEGORIES, PROFESSIONS, type Profession, PURPOSES } from '../../schema/vocabulary.ts';
import type { Question, Recipient } from './facts.ts';
import { holdsInside } from './gates.ts';
import { isMet } from './match.ts';
import { compileRow, type Row } from './row-bits.ts';
import { DEFAULT_RULE, type RuleSet } from './rule-set.ts';

/** What the table says of one category, kind of body, profession and purpose. */
export interface Cell {
  /** Between two bodies: up to the first prohibition that no flag switches off, the default left out. */
  readonly rows: readonly Row[];
  /** Inside a body: the prohibitions that hold there too. */
  readonly inside: readonly Row[];
}

export interface Cells {
  /** The kinds of bodies that the table tells from the others. */
  readonly kinds: readonly string[];
  /** How many there are, and how many differ. */
  readonly count: number;
  readonly distinct: number;
  at(place: Place): Cell;
}

/** What tells one cell from another. */
export interface Place extends Pick<Question, 'category' | 'purpose'> {
  readonly recipient: Pick<Recipient, 'bodyKind' | 'profession'>;
}

/** Every cell of a table. Kinds of bodies that it does not tell apart share one; so do cells in which the same rows speak. */
export function layOutCells({ rules }: RuleSet): Cells {
  const rows = rules.map(compileRow);
  const kinds = [...new Set(rules.flatMap(({ bodyKind }) => [...bodyKind.words]))];
  const table = new Uint16Array(CATEGORIES.length * (kinds.length + 1) * PROFESSIONS.length * PURPOSES.length);
  const numbers = new Map<string, number>();
  const distinct: Cell[] = [];
  let index = 0;
  for (const category of CATEGORIES) {
    const ofCategory = rows.filter(({ rule }) => isMet(rule.category, category));
    for (const kind of [...kinds, OTHER]) {
      const ofKind = ofCategory.filter(({ rule }) => isMet(rule.bodyKind, kind));
      for (const profession of PROFESSIONS) {
        const ofProfession = ofKind.filter(({ rule }) => isMet(rule.profession, profession));
        for (const purpose of PURPOSES) {
          const speaking = ofProfession.filter(({ rule }) => isMet(rule.purpose, purpose));
          const cell = cellOf(speaking, profession);
          const key = [cell.rows, cell.inside].map((each) => each.map(({ rule }) => rule.id).join(' ')).join('|');
          const number = numbers.get(key) ?? distinct.push(cell) - 1;
          numbers.set(key, number);
          table[index++] = number;
        }
      }
    }
  }
  return {
    kinds,
    count: table.length,
    distinct: distinct.length,
    at({ category, purpose, recipient }) {
      const kind = kinds.indexOf(recipient.bodyKind);
      const ofKind = CATEGORY[category] * (kinds.length + 1) + (kind < 0 ? kinds.length : kind);
      const ofProfession = ofKind * PROFESSIONS.length + PROFESSION[recipient.profession];
      return distinct[table[ofProfession * PURPOSES.length + PURPOSE[purpose]]!]!;
    },
  };
}

function placesOf<Word extends string>(words: readonly Word[]): Readonly<Record<Word, number>> {
  return Object.fromEntries(words.map((word, i) => [word, i])) as Record<Word, number>;
}
const CATEGORY = placesOf(CATEGORIES);
const PROFESSION = placesOf(PROFESSIONS);
const PURPOSE = placesOf(PURPOSES);

/** A kind that no row names, as a new kind of body would be. */
export const OTHER = '';

function cellOf(speaking: readonly Row[], profession: Profession): Cell {
  const stop = speaking.findIndex(({ terms, when }) => terms === null && when === 0);
  return {
    rows: speaking.slice(0, stop + 1).filter(({ rule }) => rule.id !== DEFAULT_RULE),
    inside: speaking.filter(({ rule }) => holdsInside(rule, profession)),
  };
}
