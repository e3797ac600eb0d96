import type { DecisionWord, Granter } from '../../schema/vocabulary.ts';
import { GRANTERS } from '../../schema/vocabulary.ts';
import { type CivilDate, isCivilDate } from './civil-date.ts';
import type { Known } from './facts.ts';
import { type Instant, timeOf } from './instant.ts';

/** A closed word about a subject, as one body pushed it, with the time during which it was true. */
export interface DatedWord {
  readonly word: string;
  readonly value: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
}

/** What decides who could give an accord, on the day on which it was given. */
export interface Capacity {
  readonly emancipated: Known;
  /** Null when nobody has said who they are, or when bodies do not agree. */
  readonly parentalHolders: ReadonlySet<Granter> | null;
  readonly entrustedToAse: Known;
  /** A measure whose mission covers the person herself: tutelle, habilitation familiale, mandate (CC 459, 477). */
  readonly protectedInPerson: Known;
}

/** What is said of a subject's capacity at an instant. Where bodies contradict each other, nothing is known. */
export function capacityAt(words: readonly DatedWord[], at: Instant): Capacity {
  const said = (word: DecisionWord) => valuesAt(words, word, at);
  return {
    emancipated: agreed(said('EMANCIPATED'), YES_OR_NO),
    parentalHolders: holdersOf(said('PARENTAL_HOLDERS')),
    entrustedToAse: agreed(said('ENTRUSTED_TO_ASE'), YES_OR_NO),
    protectedInPerson: agreed(said('PROTECTION'), { NONE: 'no', ASSISTED: 'no', PROPERTY: 'no', PERSON: 'yes' }),
  };
}

/**
 * The day on which the subject comes of age, as it is known at an instant; null when nobody knows. Of several days the
 * latest is heard: it keeps a child a child for longest.
 */
export function majorityAt(words: readonly DatedWord[], at: Instant): CivilDate | null {
  const days = valuesAt(words, 'MINOR_UNTIL', at);
  return days.length > 0 && days.every(isCivilDate) ? days.toSorted().at(-1)! : null;
}

/** Whether the subject is dead on a day. A day of death that cannot be read is one all the same. */
export function isDeadOn(words: readonly DatedWord[], at: Instant, on: CivilDate): boolean {
  return valuesAt(words, 'DECEASED_ON', at).some((day) => !isCivilDate(day) || day <= on);
}

function valuesAt(words: readonly DatedWord[], word: DecisionWord, at: Instant): readonly string[] {
  const time = timeOf(at);
  return words
    .filter(
      (each) =>
        each.word === word && timeOf(each.validFrom) <= time && (each.validTo === null || time < timeOf(each.validTo)),
    )
    .map(({ value }) => value);
}

const YES_OR_NO: Readonly<Record<string, Known>> = { yes: 'yes', no: 'no' };

function agreed(values: readonly string[], meaning: Readonly<Record<string, Known>>): Known {
  const [first, ...others] = values.map((value) => meaning[value] ?? 'unknown');
  return first !== undefined && others.every((other) => other === first) ? first : 'unknown';
}

function holdersOf(values: readonly string[]): ReadonlySet<Granter> | null {
  const [first, ...others] = values.map((value) => value.split('|').toSorted());
  if (first === undefined || others.some((other) => other.join('|') !== first.join('|'))) return null;
  const holders = GRANTERS.filter((granter) => first.includes(granter));
  return holders.length === first.length ? new Set(holders) : null;
}
