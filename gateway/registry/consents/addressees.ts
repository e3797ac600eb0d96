import type { Caller } from '../../policy/caller.ts';

/** How a frame names whom it is for, within one body. A side that is left out may be anyone. */
export interface Addressee {
  readonly service?: string | null;
  readonly agent?: string | null;
}

/**
 * Which frames of the caller's body belong in her lists: those that name her or her service, and those that name nobody
 * yet. It only narrows what is read; whether she may know of a row is decided on every one of them afterwards.
 */
export function addresseesOf({ agent, service }: Pick<Caller, 'agent' | 'service'>): readonly Addressee[] {
  const hers: Addressee[] = [{ agent }, { service: null, agent: null }];
  return service === null ? hers : [...hers, { service }];
}
