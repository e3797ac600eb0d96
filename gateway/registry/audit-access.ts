import { HubError } from '../errors.ts';
import type { Caller } from '../policy/caller.ts';

/** Whoever controls a body asks under the purpose that is for it. What she may know of is decided row by row besides. */
export function assertAudits({ purpose }: Caller): void {
  if (purpose !== 'AUDIT') {
    throw new HubError('PURPOSE_NOT_ALLOWED', 'the journal is controlled under the purpose `AUDIT`');
  }
}

/** A breach is the business of the data-protection officer (RGPD 33, 34 and 39). */
export function assertAnswersForBreaches(caller: Caller): void {
  assertAudits(caller);
  if (caller.profession !== 'DPO') {
    throw new HubError(
      'PURPOSE_NOT_ALLOWED',
      'only the data-protection officer of a body asks what a breach concerned',
    );
  }
}
