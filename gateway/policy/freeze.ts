import type { Purpose } from '../../schema/vocabulary.ts';
import type { CivilDate } from './civil-date.ts';
import { type CarryingInstrument, instrumentStanding } from './instruments.ts';
import { PURPOSE_NEEDS } from './purposes.ts';

/** States of a referral that has been sent and is not over: the end of its instrument freezes it. */
export const OPEN_STATES: readonly string[] = [
  'SENT',
  'RECEIVED',
  'IN_REVIEW',
  'WAITLISTED',
  'ACCEPTED',
  'REFUSED',
  'REDIRECTED',
  'IN_PROGRESS',
];

/** A referral as far as it can freeze. */
export interface Freezable {
  readonly state: string;
  readonly purpose: string;
  readonly senderBody: string;
  readonly recipientBody: string;
}

/**
 * Where a referral stands on a day: FROZEN while no instrument carries it, and in the state it was left in as soon as
 * one does again. So the end of an instrument writes nothing, and nothing is lost when it is restored.
 */
export function referralStateOn(
  { state, purpose, senderBody, recipientBody }: Freezable,
  instruments: readonly CarryingInstrument[],
  on: CivilDate,
): string {
  if (!OPEN_STATES.includes(state)) return state;
  return isCarried(instruments, on, purpose as Purpose, senderBody, recipientBody) ? state : 'FROZEN';
}

/** A shared case, with the bodies that take part in it on the day. */
export interface Suspendable {
  readonly status: string;
  readonly purpose: string;
  readonly pilotBody: string;
  readonly bodies: readonly string[];
}

/**
 * How a case stands on a day: SUSPENDED while no instrument binds its pilot to any of the others for its purpose. As long
 * as one does, the case goes on between those two; what would cross to the others is stopped on its own.
 */
export function caseStatusOn(
  { status, purpose, pilotBody, bodies }: Suspendable,
  instruments: readonly CarryingInstrument[],
  on: CivilDate,
): string {
  if (status !== 'ACTIVE') return status;
  const others = bodies.filter((body) => body !== pilotBody);
  const goesOn =
    others.length === 0 || others.some((body) => isCarried(instruments, on, purpose as Purpose, pilotBody, body));
  return goesOn ? status : 'SUSPENDED';
}

function isCarried(
  instruments: readonly CarryingInstrument[],
  on: CivilDate,
  purpose: Purpose,
  a: string,
  b: string,
): boolean {
  if (a === b || !PURPOSE_NEEDS[purpose].instrument) return true;
  return instrumentStanding(instruments, on, purpose, a, b).word === 'IN_FORCE';
}
