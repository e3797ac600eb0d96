import { type Category, type Purpose, SECRECY_OF } from '../../../schema/vocabulary.ts';
import { accordStanding } from '../../policy/accords.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import type { AccordStanding } from '../../policy/facts.ts';
import { type DatedWord, majorityAt } from '../../policy/subject-words.ts';
import { addDays, startOfDay } from '../paris-day.ts';
import { refusal } from './consent-refusals.ts';
import type { ConsentStatus, ConsentWarning } from './consent-words.ts';

/** A statement, as far as its standing depends on it. */
export interface Stated {
  readonly kind: string;
  readonly categories: readonly string[];
  readonly purposes: readonly string[];
  readonly fromBodies: readonly string[];
  readonly toBodies: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly grantedBy: readonly string[];
  readonly grantedAt: Date;
  readonly minorAssent: string | null;
  readonly ableToConsent: boolean | null;
  readonly withdrawnAt: Date | null;
  readonly supersededBy: string | null;
}

export interface ConsentStanding {
  readonly status: ConsentStatus;
  readonly warnings: readonly ConsentWarning[];
}

/** Whether an instrument in force lets something cross between two bodies for a purpose. */
export type Carries = (owner: string, recipient: string, purpose: Purpose) => boolean;

/**
 * How a statement stands at an instant, from what is written of it and what is known of the person; it is stored
 * nowhere. An accord that is ACTIVE opens something today; what exactly, the rules decide each time.
 */
export function standingOf(stated: Stated, words: readonly DatedWord[], carries: Carries, at: Date): ConsentStanding {
  const ended = endedStatus(stated, at);
  if (ended !== null) return { status: ended, warnings: [] };
  if (stated.kind === 'OBJECTION') return { status: stated.validFrom <= at ? 'ACTIVE' : 'SUSPENDED', warnings: [] };

  const standings = purposesOf(stated).map((purpose) => ({
    purpose,
    words: grantStandings(stated, words, at, purpose),
  }));
  const all = standings.flatMap((each) => each.words);
  const reaches = (recipient: string, purpose: Purpose) =>
    stated.fromBodies.some((owner) => owner !== recipient && carries(owner, recipient, purpose));
  const isCarried = standings.some(
    (each) => each.words.includes('VALID') && stated.toBodies.some((recipient) => reaches(recipient, each.purpose)),
  );
  const status = statusOf(all, isCarried);
  if (status !== 'ACTIVE' && status !== 'SUSPENDED') return { status, warnings: [] };
  const unreached = stated.toBodies.some((to) => !standings.some(({ purpose }) => reaches(to, purpose)));
  return { status, warnings: warningsOf(stated, words, at, unreached, all.includes('GRANTER_NOT_COMPETENT')) };
}

function endedStatus({ kind, supersededBy, withdrawnAt, validTo }: Stated, at: Date): ConsentStatus | null {
  if (supersededBy !== null) return 'SUPERSEDED';
  if (withdrawnAt !== null && withdrawnAt <= at) return 'WITHDRAWN';
  if (kind === 'REFUSAL') return 'REFUSED';
  return validTo <= at ? 'EXPIRED' : null;
}

/** What the granters were worth, for the classes of categories that it names; who was only informed grants nothing of her own. */
export function grantStandings(
  stated: Stated,
  words: readonly DatedWord[],
  at: Date,
  purpose: Purpose,
): readonly AccordStanding[] {
  const { ordinary, reinforced } = accordStanding(stated, words, at, purpose);
  const levels = new Set(stated.categories.map((category) => SECRECY_OF[category as Category] === 'S4'));
  return [...(levels.has(false) ? [ordinary] : []), ...(levels.has(true) ? [reinforced] : [])];
}

/** The same, for all of its purposes together. */
function standingsOf(stated: Stated, words: readonly DatedWord[], at: Date): readonly AccordStanding[] {
  return purposesOf(stated).flatMap((purpose) => grantStandings(stated, words, at, purpose));
}

function purposesOf({ purposes }: Pick<Stated, 'purposes'>): readonly Purpose[] {
  return purposes as readonly Purpose[];
}

function statusOf(standings: readonly AccordStanding[], isCarried: boolean): ConsentStatus {
  if (standings.includes('VALID')) return isCarried ? 'ACTIVE' : 'SUSPENDED';
  // The person's death ends it before its date does.
  if (standings.every((each) => each === 'EXPIRED')) return 'EXPIRED';
  return standings.includes('LAPSED_AT_MAJORITY') ? 'LAPSED_AT_MAJORITY' : 'SUSPENDED';
}

const SOON_DAYS = 30;
const VERY_SOON_DAYS = 7;

function warningsOf(
  stated: Stated,
  words: readonly DatedWord[],
  at: Date,
  unreached: boolean,
  isDoubtful: boolean,
): readonly ConsentWarning[] {
  const today = civilDateOf(at);
  const within = (days: number) => civilDateOf(stated.validTo) <= addDays(today, days);
  const majority = majorityAt(words, at);
  const comesOfAge =
    majority !== null &&
    majority > today &&
    majority <= addDays(today, SOON_DAYS) &&
    standingsOf(stated, words, startOfDay(majority)).includes('LAPSED_AT_MAJORITY');
  const warnings: readonly (readonly [ConsentWarning, boolean])[] = [
    ['NO_INSTRUMENT', unreached],
    ['EXPIRES_IN_30_DAYS', within(SOON_DAYS)],
    ['EXPIRES_IN_7_DAYS', within(VERY_SOON_DAYS)],
    ['COMES_OF_AGE', comesOfAge],
    ['GRANTER_DOUBTFUL', isDoubtful],
  ];
  return warnings.flatMap(([word, holds]) => (holds ? [word] : []));
}

/**
 * Refuses what its granters could not give, for one of its purposes or one class of its categories. An objection and a
 * refusal need no competence: whoever says no is heard.
 */
export function assertCompetent(stated: Stated, words: readonly DatedWord[], at: Date): void {
  if (stated.kind !== 'ACCORD' && stated.kind !== 'INFORMATION_NO_OBJECTION') return;
  // Judged as of the day on which it was given, whenever it takes effect.
  const standings = standingsOf({ ...stated, validFrom: stated.grantedAt }, words, at);
  if (!standings.every((standing) => standing === 'VALID')) throw refusal('GRANTER_NOT_COMPETENT');
}
