import { HubError } from '../../errors.ts';
import type { Caller } from '../../policy/caller.ts';

/** Reports are made by whoever counts or steers. What each body gives for them is decided besides. */
export function assertCounts({ purpose }: Pick<Caller, 'purpose'>): void {
  if (purpose !== 'STATISTICS' && purpose !== 'STEERING') {
    throw new HubError('PURPOSE_NOT_ALLOWED', 'this is made under the purposes `STATISTICS` or `STEERING`');
  }
}
