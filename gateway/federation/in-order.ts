import type { GraphQLError } from 'graphql';
import type { Verdict } from './doors.ts';

/**
 * Errors in the order of their places in the answer, whichever body was the first to answer: the order of arrival would
 * tell how busy each of them was, and with what.
 */
export function inOrder(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  if (errors.length < 2) return errors;
  return errors.toSorted((a, b) => comparePaths(a.path ?? [], b.path ?? []) || compareTexts(wordsOf(a), wordsOf(b)));
}

/** Notes of one record that several fetches brought, in an order that is not theirs. */
export function notesInOrder(notes: Verdict['notes']): Verdict['notes'] {
  return notes.toSorted(
    (a, b) => comparePaths(a.at, b.at) || compareTexts(JSON.stringify(a.note), JSON.stringify(b.note)),
  );
}

type Path = readonly (string | number)[];

/** What comes before a part of it comes first; of two rows of a list, the earlier one. */
function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [one, other] = [a[i]!, b[i]!];
    if (one === other) continue;
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return compareTexts(String(one), String(other));
  }
  return a.length - b.length;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function wordsOf({ message, extensions }: GraphQLError): string {
  return `${String(extensions.code)} ${message}`;
}
