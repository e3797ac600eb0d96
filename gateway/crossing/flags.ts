import type { DecisionWord } from '../../schema/vocabulary.ts';
import type { Caller } from '../policy/caller.ts';
import type { FactClass, Known } from '../policy/facts.ts';
import { timeOf } from '../policy/instant.ts';
import type { WordRow } from './facts-rows.ts';

/** The words that hold at an instant. */
export function wordsNow(words: readonly WordRow[], at: Date): readonly WordRow[] {
  const now = at.getTime();
  return words.filter(
    ({ validFrom, validTo }) => timeOf(validFrom) <= now && (validTo === null || now < timeOf(validTo)),
  );
}

/**
 * The words that switch a prohibition on. Where bodies disagree the word that protects is heard; where none says
 * anything, nothing is known, and a prohibition holds.
 */
export function flagsOf(words: readonly WordRow[], caller: Caller, besideHidden: boolean): FactClass['flags'] {
  const concealed = protecting(words, 'PROTECTED_ADDRESS');
  const represented = protecting(words, 'REPRESENTED_UNDER_PROTECTION');
  // What is said of a child says where the parent lives who is in the same frame.
  const isProtected = represented === 'yes' || besideHidden;
  return {
    PROTECTED_ADDRESS: concealed,
    REPRESENTS_PROTECTED: !caller.represents ? 'no' : isProtected ? 'yes' : concealed,
  };
}

function protecting(words: readonly WordRow[], word: DecisionWord): Known {
  const values = words.filter((each) => each.word === word).map(({ value }) => value);
  if (values.some((value) => value !== 'no')) return 'yes';
  return values.length > 0 ? 'no' : 'unknown';
}

/** What one body says, where no other can know it. Two words of its own that contradict each other say nothing. */
export function wordBy(words: readonly WordRow[], body: string, word: DecisionWord): Known {
  const values = words.filter((each) => each.body === body && each.word === word).map(({ value }) => value);
  if (values.length === 0) return 'unknown';
  if (values.every((value) => value === 'yes')) return 'yes';
  return values.every((value) => value === 'no') ? 'no' : 'unknown';
}
