import type { Caller } from '../../policy/caller.ts';
import type { AccessRecord } from '../journal/access-record.type.ts';

/**
 * An access record as it is shown: to the person herself without what is of others (RGPD 15(4)). Which body and which
 * profession looked she is told; the name of the agent, the software and the mission, which may be another person's
 * referral, she is not, nor which lines belong to one question about several people.
 */
export function shownTo({ profession }: Pick<Caller, 'profession'>, record: AccessRecord | null): Shown | null {
  if (record === null || profession !== 'SUBJECT') return record;
  return { ...record, ...NOT_HERS };
}

type Shown = AccessRecord | (Omit<AccessRecord, keyof typeof NOT_HERS> & typeof NOT_HERS);

const NOT_HERS = { agent: null, partnerSystem: null, mission: null, operation: null };
