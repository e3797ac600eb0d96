import type { Profession, Purpose } from '../../schema/vocabulary.ts';
import { type CivilDate, civilDateOf, isCivilDate } from './civil-date.ts';
import type { AccordStanding } from './facts.ts';

/** For whom, to whom and what for an accord was given; empty professions stand for all of the recipients'. */
export interface AccordScope {
  readonly fromBodies: readonly string[];
  readonly toBodies: readonly string[];
  readonly toProfessions: readonly string[];
  readonly purposes: readonly string[];
}

/** An instant, as a `Date` or as an ISO text with its offset. */
type Instant = Date | string;

/** When an accord was given, by whom, and from when to when it holds. */
export interface AccordDates {
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly grantedBy: readonly string[];
  readonly grantedAt: Instant;
  readonly withdrawnAt: Instant | null;
}

/**
 * Whether owner, recipient, profession and purpose are in the scope of an accord; its categories are for the judge.
 *
 * Only what was recorded as an accord comes here: a refusal is none. Objections and the subject's death, which end an
 * accord, are not gathered yet.
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
 * How an accord stands at an instant; of several things against it the first in the order of the law is told.
 *
 * `minorUntil` is the day on which the subject comes of age, null when no body has said it: then nobody is known to be
 * competent. For now only an adult who gave it herself and alone is; holders of parental authority, guardians and
 * minors who may decide alone come later.
 */
export function accordStanding(accord: AccordDates, at: Date, minorUntil: CivilDate | null): AccordStanding {
  if (accord.withdrawnAt !== null && timeOf(accord.withdrawnAt) <= at.getTime()) return 'WITHDRAWN';
  if (at.getTime() < timeOf(accord.validFrom) || at.getTime() < timeOf(accord.grantedAt)) return 'NOT_YET_VALID';
  if (timeOf(accord.validTo) <= at.getTime()) return 'EXPIRED';
  if (minorUntil === null || !isCivilDate(minorUntil)) return 'GRANTER_NOT_COMPETENT';
  if (civilDateOf(new Date(timeOf(accord.grantedAt))) < minorUntil) {
    return minorUntil <= civilDateOf(at) ? 'LAPSED_AT_MAJORITY' : 'GRANTER_NOT_COMPETENT';
  }
  return accord.grantedBy.length === 1 && accord.grantedBy[0] === 'SELF' ? 'VALID' : 'GRANTER_NOT_COMPETENT';
}

/**
 * Unreadable dates stop the operation: an accord that never ends is worse than no answer. A text without its offset is
 * unreadable too, since each machine would read it by its own clock.
 */
function timeOf(instant: Instant): number {
  const time =
    typeof instant !== 'string' ? instant.getTime() : /(Z|[+-]\d\d:\d\d)$/.test(instant) ? Date.parse(instant) : NaN;
  if (Number.isNaN(time)) throw new RangeError('an accord bears a date that is none');
  return time;
}
