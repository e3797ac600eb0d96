import { type CompactVerifyGetKey, compactVerify, errors } from 'jose';
import type { Pass } from '../../schema/pass.ts';
import { readPass } from './read-pass.ts';
import { PassRefused } from './refusal.ts';
import { rememberSpent } from './spent-passes.ts';

/** How far the clocks of hub and body may stand apart. */
export const SKEW_SECONDS = 5;
/** A pass is for one request, so it need not live longer; one that does was not made by our hub. */
export const LONGEST_LIFE_SECONDS = 60;

/** Gives the hub's public key for a pass; `createRemoteJWKSet` and `createLocalJWKSet` of jose make one. */
export type HubKeys = CompactVerifyGetKey;

/** The pass in this token, spent by this call. Throws `PassRefused`, or what went wrong in fetching the hub's keys. */
export type VerifyPass = (token: string | undefined) => Promise<Pass>;

/**
 * Checks what can be checked of a pass before looking at the question: that the hub signed it, for this body, just now,
 * and that it was not used before.
 */
export function createPassVerifier(parts: {
  readonly body: string;
  readonly keys: HubKeys;
  readonly now: () => Date;
}): VerifyPass {
  const seconds = () => parts.now().getTime() / 1000;
  const bornAt = seconds();
  const spend = rememberSpent(LONGEST_LIFE_SECONDS + 2 * SKEW_SECONDS);

  return async (token) => {
    if (token === undefined || token === '') throw new PassRefused({ reason: 'MISSING' });
    const pass = readPass(await payloadOf(token, parts.keys));
    if (pass === null) throw new PassRefused({ reason: 'MALFORMED' });
    if (pass.aud !== parts.body) throw new PassRefused({ reason: 'FOREIGN' });

    const now = seconds();
    if (pass.exp - pass.iat > LONGEST_LIFE_SECONDS) throw new PassRefused({ reason: 'MALFORMED' });
    if (pass.exp <= now - SKEW_SECONDS || pass.iat > now + SKEW_SECONDS) throw new PassRefused({ reason: 'EXPIRED' });
    // What was spent before this process started is not remembered, so a pass of that time counts as spent.
    if (pass.iat < bornAt - SKEW_SECONDS || !spend(pass.jti, now)) throw new PassRefused({ reason: 'REPLAYED' });
    return pass;
  };
}

async function payloadOf(token: string, keys: HubKeys): Promise<Uint8Array> {
  try {
    return (await compactVerify(token, keys, { algorithms: ['EdDSA'] })).payload;
  } catch (cause) {
    if (cause instanceof errors.JOSEError) {
      if (FORGED.has(cause.code)) throw new PassRefused({ reason: 'BAD_SIGNATURE' }, { cause });
      if (UNREADABLE.has(cause.code)) throw new PassRefused({ reason: 'MALFORMED' }, { cause });
    }
    throw cause;
  }
}

const FORGED: ReadonlySet<string> = new Set([
  errors.JWSSignatureVerificationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
]);
const UNREADABLE: ReadonlySet<string> = new Set([errors.JWSInvalid.code, errors.JOSENotSupported.code]);
