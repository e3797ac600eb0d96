import { CATEGORIES, type Category, PURPOSES, SECRECY_OF } from '../../../schema/vocabulary.ts';
import { addMonths, type CivilDate, civilDateOf } from '../../policy/civil-date.ts';
import { startOfDay } from '../paris-day.ts';
import type { RecordConsentInput } from './consent-input.ts';
import { refusal } from './consent-refusals.ts';
import type { ConsentKind } from './consent-words.ts';

/** What a statement is about, from when to when. */
export interface ConsentScope {
  readonly kind: ConsentKind;
  readonly categories: readonly Category[];
  readonly explicitCategories: readonly Category[];
  readonly fromBodies: readonly string[];
  readonly toBodies: readonly string[];
  readonly toProfessions: readonly string[];
  readonly purposes: readonly string[];
  /** `CATEGORY:TRANSFORM`. */
  readonly generalisations: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly grantedAt: Date;
}

/** What an objection or a refusal without an end is given: the column knows no other way to say for good. */
export const NO_END = new Date('9999-12-31T00:00:00Z');
const MOST_MONTHS = 12;
/** What an accord could be about at all: the open needs none, and what never crosses is out of its reach. */
const WITHIN_REACH = CATEGORIES.filter((each) => ['S2', 'S3', 'S4'].includes(SECRECY_OF[each]));
/** General forms that a person may choose instead of saying no. */
export const CHOSEN_BY_THE_PERSON: ReadonlySet<string> = new Set(['AGE_BAND', 'COMMUNE_ONLY', 'MONTH']);

/**
 * Reads the scope of a statement, or refuses it with the first thing that is not in order.
 *
 * Whoever closes may close widely: "everything", "everyone" and "for good" are refused to what opens, and to nothing
 * else.
 */
export function readScope(input: RecordConsentInput, at: Date, registered: ReadonlySet<string>): ConsentScope {
  const opens = input.kind === 'ACCORD' || input.kind === 'INFORMATION_NO_OBJECTION';
  const explicitCategories = distinct(input.explicitCategories ?? []);
  const categories = distinct([...input.categories, ...explicitCategories]);
  const fromBodies = distinct(input.fromBodies);
  const toBodies = distinct(input.toBodies);
  const purposes = distinct(input.purposes);
  if ([categories, fromBodies, toBodies, purposes].some(({ length }) => length === 0)) throw refusal('EMPTY');
  if (opens) {
    if (WITHIN_REACH.every((each) => categories.includes(each))) throw refusal('EVERYTHING');
    if (PURPOSES.every((each) => purposes.includes(each))) throw refusal('EVERYTHING');
    if (categories.some((each) => SECRECY_OF[each] === 'S5')) throw refusal('NEVER_CROSSES');
    if (isEveryone(toBodies, fromBodies, registered)) throw refusal('EVERYONE');
    if (toBodies.some((each) => fromBodies.includes(each))) throw refusal('OWNER_IS_RECIPIENT');
  }
  if ([...fromBodies, ...toBodies].some((each) => !registered.has(each))) throw refusal('UNKNOWN_WORD');
  return {
    kind: input.kind,
    categories,
    explicitCategories,
    fromBodies,
    toBodies,
    toProfessions: distinct(input.toProfessions ?? []),
    purposes,
    generalisations: readGeneralisations(input, categories),
    ...readPeriod(input, at, opens),
  };
}

/** A star is what forms write for all; so is a list of all the bodies there are. */
function isEveryone(to: readonly string[], from: readonly string[], registered: ReadonlySet<string>): boolean {
  if (to.includes('*')) return true;
  return [...registered].every((body) => to.includes(body) || from.includes(body));
}

function readGeneralisations(input: RecordConsentInput, categories: readonly Category[]): readonly string[] {
  return distinct(
    (input.generalisations ?? []).map(({ category, transform }) => {
      if (!CHOSEN_BY_THE_PERSON.has(transform) || !categories.includes(category)) throw refusal('UNKNOWN_WORD');
      return `${category}:${transform}`;
    }),
  );
}

/** It is given before it takes effect, it ends, and what opens ends within twelve months, counted as the calendar does. */
function readPeriod(
  { validFrom, validTo, grantedAt: given }: RecordConsentInput,
  at: Date,
  opens: boolean,
): Pick<ConsentScope, 'validFrom' | 'validTo' | 'grantedAt'> {
  const today = civilDateOf(at);
  const grantedAt = given ?? at;
  const first: CivilDate = validFrom ?? today;
  if (grantedAt > at || first < civilDateOf(grantedAt)) throw refusal('GIVEN_LATER');
  if (validTo == null) {
    if (opens) throw refusal('NO_END');
    return { grantedAt, validFrom: startOfDay(first), validTo: NO_END };
  }
  if (validTo <= first || validTo <= today) throw refusal('ENDS_BEFORE_IT_BEGINS');
  if (opens && validTo > addMonths(first, MOST_MONTHS)) throw refusal('TOO_LONG');
  return { grantedAt, validFrom: startOfDay(first), validTo: startOfDay(validTo) };
}

function distinct<Word extends string>(words: readonly Word[]): readonly Word[] {
  return [...new Set(words)].sort();
}
