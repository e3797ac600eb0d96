import { isOpen, PROFESSIONS, type Profession, type Purpose } from '../../schema/vocabulary.ts';
import type { Reason } from './decision.ts';
import type { Carrier, FactClass, InstrumentStanding, Question, Restriction } from './facts.ts';
import { PURPOSE_NEEDS } from './purposes.ts';
import type { Groups, Rule } from './rule-set.ts';

/** The prohibitions that hold inside a body too: what is never held, and what some of its own agents may never read. */
const HOLD_INSIDE: ReadonlySet<string> = new Set([
  ...['R100', 'R101', 'R102', 'R103'],
  ...['R105', 'R106', 'R107', 'R108'],
  ...['R110', 'R111', 'R112', 'R113', 'R114'],
]);

/** Control and the rights of the person are judged by the table, inside a body as between two. */
const JUDGED_INSIDE: ReadonlySet<Purpose> = new Set(['AUDIT', 'SUBJECT_RIGHTS']);

/**
 * G0: a body works with its own records, so nothing crosses. Traces of access are no one's working material: they are
 * for those who control, and for the person, whatever purpose is declared.
 */
export function isInternal(question: Question): boolean {
  if (question.category === 'AUDIT_TRACE') return false;
  return question.recipient.body === question.owner && !JUDGED_INSIDE.has(question.purpose);
}

/** Whether a prohibition reaches into the body itself. The cell that receives worrying information may read its own. */
export function holdsInside(rule: Rule, profession: Profession): boolean {
  if (rule.id === 'R103' && profession === 'CRIP') return false;
  return rule.effect === 'NEVER' && HOLD_INSIDE.has(rule.id);
}

const MISSING_INSTRUMENT: Readonly<Record<InstrumentStanding['word'], Reason | null>> = {
  IN_FORCE: null,
  NONE: 'NO_INSTRUMENT',
  NOT_YET_EFFECTIVE: 'INSTRUMENT_NOT_YET_EFFECTIVE',
  EXPIRED: 'INSTRUMENT_EXPIRED',
  DENOUNCED: 'INSTRUMENT_DENOUNCED',
};

/** Whether an instrument must be in force for this question: open data and a few purposes do without. */
export function needsInstrument(question: Question): boolean {
  return PURPOSE_NEEDS[question.purpose].instrument && !isOpen(question.category);
}

/** G1: why the instrument does not carry the question; null when it does, or when none is needed. */
export function lacksInstrument(question: Question, facts: FactClass): Reason | null {
  return needsInstrument(question) ? MISSING_INSTRUMENT[facts.instrument.word] : null;
}

/** G2: why the caller is not tied to the subject. A referral closed not long ago still shows how it went, and no more. */
export function lacksLink(question: Question, facts: FactClass): Reason | null {
  if (!PURPOSE_NEEDS[question.purpose].link || isOpen(question.category)) return null;
  if (facts.link === 'LINKED') return null;
  if (facts.link === 'META_ONLY' && question.category === 'REFERRAL_META') return null;
  return 'NO_MISSION_LINK';
}

/**
 * The instruments in force that can carry a question, the oldest first: all but those whose parties forbade it among
 * themselves. What one forbids another may carry, so that the end of an instrument never lets more through.
 */
export function carriersOf(question: Question, facts: FactClass, groups: Groups): readonly Carrier[] {
  if (facts.instrument.word !== 'IN_FORCE') return [];
  return [facts.instrument, ...facts.instrument.others].filter(
    ({ restrictions }) => !restrictions.some((each) => isRestricted(each, question, groups)),
  );
}

/** A profession that no table knows stands for everybody: a prohibition that cannot be read is not read as none. */
function isRestricted({ category, profession, purpose }: Restriction, question: Question, groups: Groups): boolean {
  if (category !== question.category || purpose !== question.purpose) return false;
  const own = question.recipient.profession;
  if (profession === '*' || profession === own) return true;
  const group = groups.get(profession);
  return group === undefined ? !PROFESSIONS.some((each) => each === profession) : group.includes(own);
}
