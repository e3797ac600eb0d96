import type { Granter, Purpose } from '../../schema/vocabulary.ts';
import { addMonths, type CivilDate, civilDateOf } from './civil-date.ts';
import type { AccordClass } from './facts.ts';
import { type Instant, timeOf } from './instant.ts';
import type { Capacity } from './subject-words.ts';

/** An accord, as far as it says who gave it and how. */
export interface Grant {
  /** SELF, PARENT_A, GUARDIAN…; a word that is none of them counts for nobody. */
  readonly grantedBy: readonly string[];
  readonly grantedAt: Instant;
  /** What a minor said: AGREES, OBJECTS or NOT_ASKED. */
  readonly minorAssent: string | null;
  /** Of an adult under protection: whether she could consent herself, as the collector declares. */
  readonly ableToConsent: boolean | null;
}

/** The subject on the day of the accord: when she comes of age, and what else decides who speaks for her. */
export interface SubjectAtGrant extends Capacity {
  readonly minorUntil: CivilDate;
}

/**
 * Whether an accord was given by those who could give it, on the day on which they did (domain §3.7).
 *
 * A signature more never takes competence away, but for a minor who objects. What nobody knows gives competence to
 * nobody whom it could be taken from.
 */
export function isCompetent(grant: Grant, subject: SubjectAtGrant, level: AccordClass, purpose: Purpose): boolean {
  const by = (granter: Granter) => grant.grantedBy.includes(granter);
  if (!isMinorAt(grant, subject.minorUntil)) {
    if (subject.protectedInPerson === 'unknown') return false;
    return subject.protectedInPerson === 'no' ? by('SELF') : isCompetentUnderProtection(grant, level);
  }
  if (grant.minorAssent === 'OBJECTS') return false;
  if (decidesAlone(grant, subject, purpose)) return by('SELF');
  return subject.emancipated === 'no' && isCompetentForMinor(grant, subject, level);
}

/** Whether a minor gave it herself and alone could: such an accord outlives her majority. */
export function wasCompetentAlone(grant: Grant, subject: SubjectAtGrant, purpose: Purpose): boolean {
  return decidesAlone(grant, subject, purpose) && grant.grantedBy.includes('SELF') && grant.minorAssent !== 'OBJECTS';
}

/** Whether the subject was a minor when it was given; she is of age on the very day. */
export function isMinorAt(grant: Pick<Grant, 'grantedAt'>, minorUntil: CivilDate): boolean {
  return dayOf(grant.grantedAt) < minorUntil;
}

/** The emancipated (CC 413-6), and from sixteen on everyone for her own work: there nobody may speak in her place. */
function decidesAlone(grant: Grant, subject: SubjectAtGrant, purpose: Purpose): boolean {
  if (subject.emancipated === 'yes') return true;
  // Counted back from her majority, so that her date of birth need not be known: a day late for one born on 29 February.
  return purpose === 'EMPLOYMENT' && addMonths(subject.minorUntil, -24) <= dayOf(grant.grantedAt);
}

/** One holder for a usual act (CC 372-2), all for another; for a child entrusted to ASE, its service or the judge too. */
function isCompetentForMinor(grant: Grant, { parentalHolders, entrustedToAse }: Capacity, level: AccordClass): boolean {
  const instead: Granter = level === 'ordinary' ? 'ASE_SERVICE' : 'JUDGE';
  if (entrustedToAse === 'yes' && grant.grantedBy.includes(instead)) return true;
  if (parentalHolders === null || parentalHolders.size === 0) return false;
  const signed = [...parentalHolders].filter((holder) => grant.grantedBy.includes(holder));
  return level === 'ordinary' ? signed.length > 0 : signed.length === parentalHolders.size;
}

/**
 * CC 459: she decides alone as far as she is able, else her guardian; what is most private takes both, or the judge.
 * Whether she is able is for the collector to declare: undeclared, it takes both for the rest as well.
 */
function isCompetentUnderProtection({ grantedBy, ableToConsent }: Grant, level: AccordClass): boolean {
  const self = grantedBy.includes('SELF') && ableToConsent !== false;
  const guardian = grantedBy.includes('GUARDIAN') && (level === 'reinforced' || ableToConsent !== true);
  if (level === 'reinforced') return (self && guardian) || grantedBy.includes('JUDGE');
  return ableToConsent === null ? self && guardian : ableToConsent ? self : guardian;
}

function dayOf(instant: Instant): CivilDate {
  return civilDateOf(new Date(timeOf(instant)));
}
