import { HubError } from '../../errors.ts';
import type { Caller } from '../../policy/caller.ts';
import { officeOf } from '../officers/office.ts';

/**
 * Whoever holds an office of a body asks under the purpose that is for it; nobody else is told how large the journal is, nor
 * anything that follows from it. What an officer may know of is decided row by row besides.
 */
export function assertAudits(caller: Pick<Caller, 'purpose' | 'profession'>): void {
  if (caller.purpose !== 'AUDIT' || officeOf({ caller }) === null) {
    throw new HubError('PURPOSE_NOT_ALLOWED', 'the journal is for who controls a body, under the purpose `AUDIT`');
  }
}

/** A breach is the business of the data-protection officer (RGPD 33, 34 and 39). */
export function assertAnswersForBreaches(caller: Pick<Caller, 'purpose' | 'profession'>): void {
  assertAudits(caller);
  if (caller.profession !== 'DPO') {
    throw new HubError(
      'PURPOSE_NOT_ALLOWED',
      'only the data-protection officer of a body asks what a breach concerned',
    );
  }
}
