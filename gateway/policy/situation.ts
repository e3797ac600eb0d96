import { asksNothing, type Criteria, type ExcludingRight, type Meets, type Missing } from './allocation.ts';
import { birthdayOf, type CivilDate, completedYears } from './civil-date.ts';

/** What is told of the people at a counter. Null: nobody has said it, which is not the same as none. */
export interface Situation {
  /** Birth dates of the person, and of who lives with her as a couple. */
  readonly adults: readonly CivilDate[] | null;
  /** Birth dates of the dependent children. */
  readonly dependants: readonly CivilDate[] | null;
  readonly rights: readonly DeclaredRight[] | null;
  /** Bodies that follow them already. */
  readonly followedBy: readonly string[] | null;
}

export const RIGHT_STATUSES = ['REQUESTED', 'OPEN', 'SUSPENDED', 'CLOSED', 'REFUSED'] as const;

/** A right of either of the couple. */
export interface DeclaredRight {
  readonly kind: ExcludingRight;
  readonly status: (typeof RIGHT_STATUSES)[number];
  readonly from: CivilDate | null;
  /** Excluded. */
  readonly to: CivilDate | null;
}

/** Holds what was told at a counter against a row. One criterion that is not met is enough, whatever is not known. */
export function declared(situation: Situation, on: CivilDate): Meets {
  return ({ criteria }) => {
    const answers: (Missing | boolean)[] = [
      isOldEnough(criteria, situation, on),
      hasNoChild(criteria, situation, on),
      hasNoRight(criteria, situation, on),
      isBetween(criteria, situation, on),
      isFollowed(criteria, situation),
    ];
    if (answers.includes(false)) return false;
    const missing = answers.filter((answer): answer is Missing => typeof answer === 'string');
    return missing.length === 0 ? true : [...new Set(missing)];
  };
}

/**
 * Holds the answers of bodies against a row: what each said of «something that I hold stands against it». One yes is
 * enough; an answer that lacks leaves the row untold. A row that asks nothing is met; one that no body verifies is not
 * told this way at all.
 */
export function verified(answers: ReadonlyMap<string, boolean | null>): Meets {
  return ({ criteria, verifiedBy }) => {
    if (asksNothing(criteria)) return true;
    const given = verifiedBy.map((body) => answers.get(body) ?? null);
    if (given.includes(true)) return false;
    return given.length > 0 && given.every((answer) => answer === false) ? true : ['VERIFICATION'];
  };
}

function isOldEnough({ ageOver }: Criteria, { adults }: Situation, on: CivilDate): Missing | boolean {
  if (ageOver === null) return true;
  if (adults === null || adults.length === 0) return 'ADULTS';
  const { years, method, couple } = ageOver;
  const isOver = (birth: CivilDate) =>
    method === 'COMPLETED_YEARS' ? completedYears(birth, on) > years : on > birthdayOf(birth, years);
  return couple === 'BOTH' ? adults.every(isOver) : adults.some(isOver);
}

function hasNoChild({ noChildUnder }: Criteria, { dependants }: Situation, on: CivilDate): Missing | boolean {
  if (noChildUnder === null) return true;
  if (dependants === null) return 'DEPENDANTS';
  return !dependants.some((birth) => completedYears(birth, on) < noChildUnder);
}

function hasNoRight({ without }: Criteria, { rights }: Situation, on: CivilDate): Missing | boolean {
  if (without.length === 0) return true;
  if (rights === null) return 'RIGHTS';
  return !rights.some((right) => without.includes(right.kind) && isOpenOn(right, on));
}

function isOpenOn({ status, from, to }: DeclaredRight, on: CivilDate): boolean {
  return status === 'OPEN' && (from === null || from <= on) && (to === null || on < to);
}

function isBetween({ ageBetween }: Criteria, { adults }: Situation, on: CivilDate): Missing | boolean {
  if (ageBetween === null) return true;
  if (adults === null || adults.length === 0) return 'ADULTS';
  const [from, under] = ageBetween;
  return adults.some((birth) => completedYears(birth, on) >= from && completedYears(birth, on) < under);
}

function isFollowed({ followUp }: Criteria, { followedBy }: Situation): Missing | boolean {
  if (followUp === null) return true;
  return followedBy === null ? 'FOLLOW_UP' : followedBy.includes(followUp);
}
