import type { Category, Profession, Purpose } from '../../schema/vocabulary.ts';

/** An access record, as far as it tells that an information préoccupante was sent or is being looked into. */
export interface Trace {
  readonly category: string;
  readonly purpose: string;
  readonly profession: string;
  readonly rule: string;
}

/**
 * What betrays an information préoccupante by itself: what was read, what for, who read, by which rule. Each of these is
 * a word of the line alone, so that a log from which they are left out is the same whether or not there was one.
 */
export const WORRY = {
  category: 'WORRYING_INFO' satisfies Category,
  purpose: 'IP_TRANSMIT' satisfies Purpose,
  profession: 'CRIP' satisfies Profession,
  rule: 'R002',
} as const;

/** What is asked for this purpose is an evaluation like any other, until the parents were told that there is one. */
export const EVALUATION: Purpose = 'CHILD_PROTECTION';

/**
 * Whether a line is kept from the person whom it is about, and from who represents her (RGPD 15(4) and 23; CASF
 * L226-2-1): traces of an information préoccupante, and those of child protection of which nobody has been told.
 */
export function isConcealed(trace: Trace, toldOfProtection: boolean): boolean {
  if (trace.category === WORRY.category || trace.purpose === WORRY.purpose) return true;
  if (trace.profession === WORRY.profession || trace.rule === WORRY.rule) return true;
  return trace.purpose === EVALUATION && !toldOfProtection;
}
