import type { Failure, FailureCode, Holding } from './verdict.ts';
import { WORDS_EN } from './words.en.ts';
import { WORDS_FR } from './words.fr.ts';

export type Language = 'fr' | 'en';

/** Everything that the command says, in one language. */
export interface Words {
  readonly failures: { readonly [Code in FailureCode]: (failure: Extract<Failure, { code: Code }>) => string };
  /** Which leaf and record a failure is about. */
  readonly place: (leaf: bigint, record: string | undefined) => string;
  readonly doesNotHold: string;
  readonly holds: (holding: Holding) => readonly string[];
  readonly unreadable: (why: string) => string;
  readonly usage: string;
}

export const WORDS: Readonly<Record<Language, Words>> = { fr: WORDS_FR, en: WORDS_EN };

/** The verdict on one failure: where, then why. */
export function tellFailure(failure: Failure, { failures, place, doesNotHold }: Words): string {
  const tell = failures[failure.code] as (one: Failure) => string;
  const where = failure.leaf === undefined ? '' : `${place(failure.leaf, failure.record)} `;
  return `${doesNotHold} ${where}${tell(failure)}`;
}
