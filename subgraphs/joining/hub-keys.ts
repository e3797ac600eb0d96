import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet } from 'jose';
import type { HubKeys } from './verify-pass.ts';

/** The public keys of the hub: where it publishes them, or the key set itself where a body would rather hold it. */
export type HubKeySource = URL | JSONWebKeySet;

/**
 * Keys from an address are kept, and asked for again when a pass names one that is not among them, at most every thirty
 * seconds: the hub can change its key without a word to the bodies, and a forger cannot make a body ask all the time.
 */
export function hubKeysFrom(source: HubKeySource): HubKeys {
  return source instanceof URL ? createRemoteJWKSet(source, KEPT) : createLocalJWKSet(source);
}

const KEPT = { cacheMaxAge: 600_000, cooldownDuration: 30_000, timeoutDuration: 3_000 };
