import type { Profession, Purpose } from '../../schema/vocabulary.ts';
import { civilDateOf } from './civil-date.ts';
import { type Grant, isCompetent, isMinorAt, wasCompetentAlone } from './competence.ts';
import type { Accord, AccordClass, AccordStanding } from './facts.ts';
import { type Instant, timeOf } from './instant.ts';
import { capacityAt, type DatedWord, isDeadOn, majorityAt } from './subject-words.ts';

/** For whom, to whom and what for an accord was given; empty professions stand for all of the recipients'. */
export interface AccordScope {
  readonly fromBodies: readonly string[];
  readonly toBodies: readonly string[];
  readonly toProfessions: readonly string[];
  readonly purposes: readonly string[];
}

/** When an accord was given, by whom, and from when to when it holds. */
export interface AccordDates extends Grant {
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly withdrawnAt: Instant | null;
}

/**
 * Whether owner, recipient, profession and purpose are in the scope of an accord; its categories are for the judge.
 *
 * Only what was recorded as an accord comes here: a refusal is none.
 */
export function isInScope(
  accord: AccordScope,
  crossing: {
    readonly owner: string;
    readonly recipient: string;
    readonly profession: Profession;
    readonly purpose: Purpose;
  },
): boolean {
  return (
    accord.fromBodies.includes(crossing.owner) &&
    accord.toBodies.includes(crossing.recipient) &&
    (accord.toProfessions.length === 0 || accord.toProfessions.includes(crossing.profession)) &&
    accord.purposes.includes(crossing.purpose)
  );
}

/**
 * How an accord stands at an instant for a purpose; of several things against it the first in the order of the law is
 * told.
 *
 * `words`: all that bodies have said of the subject, past words included, since who could give the accord is a matter of
 * the day on which it was given. Only her majority is taken as it is known today: a birthday does not change. An accord
 * ends with the person.
 */
export function accordStanding(
  accord: AccordDates,
  words: readonly DatedWord[],
  at: Date,
  purpose: Purpose,
): Accord['standing'] {
  const inTime = standingInTime(accord, words, at);
  if (inTime !== null) return { ordinary: inTime, reinforced: inTime };
  const minorUntil = majorityAt(words, at);
  if (minorUntil === null) return { ordinary: 'GRANTER_NOT_COMPETENT', reinforced: 'GRANTER_NOT_COMPETENT' };

  const subject = { minorUntil, ...capacityAt(words, accord.grantedAt) };
  const isOfAge = minorUntil <= civilDateOf(at);
  const lapsed = isOfAge && isMinorAt(accord, minorUntil) && !wasCompetentAlone(accord, subject, purpose);
  const standing = (level: AccordClass): AccordStanding => {
    if (lapsed) return 'LAPSED_AT_MAJORITY';
    return isCompetent(accord, subject, level, purpose) ? 'VALID' : 'GRANTER_NOT_COMPETENT';
  };
  return { ordinary: standing('ordinary'), reinforced: standing('reinforced') };
}

/** What its dates alone say against it. */
function standingInTime(accord: AccordDates, words: readonly DatedWord[], at: Date): AccordStanding | null {
  const now = at.getTime();
  if (accord.withdrawnAt !== null && timeOf(accord.withdrawnAt) <= now) return 'WITHDRAWN';
  if (now < timeOf(accord.validFrom) || now < timeOf(accord.grantedAt)) return 'NOT_YET_VALID';
  if (timeOf(accord.validTo) <= now || isDeadOn(words, at, civilDateOf(at))) return 'EXPIRED';
  return null;
}
