import { createRemoteJWKSet, decodeJwt, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { IdentityRepository, TrustedIssuer } from './identity.repository.ts';

/** What a verified token says. */
export interface Claims {
  readonly body: string;
  readonly agent: string;
  /** The software of the partner that asks for the agent. */
  readonly partnerSystem: string | null;
  /** Which of several habilitations the agent works under, if the issuer says so. */
  readonly habilitation: string | null;
  /** Set by an issuer that speaks for persons: on whose behalf the token asks. Null for an agent. */
  readonly person: PersonClaims | null;
}

/** Whose own data a person asks about: herself, or one whom she represents. */
export interface PersonClaims {
  /** As a body gave them when it enrolled the person: one for each identity under which bodies know her. */
  readonly pseudonyms: readonly string[];
  readonly represents: boolean;
}

export type VerifyToken = (token: string) => Promise<Claims>;

/** Signatures that an issuer may use. `none`, and keys that the hub would have to share with an issuer, are not among them. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256'];
const LONGEST_TOKEN = 8_192;
const CLOCK_TOLERANCE_S = 5;

/** How long the registry's word on an issuer is kept: one that is struck off is believed no longer than this. */
const ISSUER_TTL_MS = 30_000;
/** Keys of an issuer are asked for again after ten minutes, or for an unknown key at most every thirty seconds. */
const JWKS = { cacheMaxAge: 600_000, cooldownDuration: 30_000, timeoutDuration: 3_000 };

export interface TokenChecks {
  readonly repository: Pick<IdentityRepository, 'issuer'>;
  /** The name that tokens meant for this hub carry in `aud`. */
  readonly audience: string;
  /** Real time, which issuers date their tokens by. */
  readonly now: () => Date;
  /** Where the keys of an issuer come from; over HTTP unless a test says otherwise. */
  readonly fetchKeys?: (issuer: TrustedIssuer) => JWTVerifyGetKey;
}

/** Rejects on anything short of a token that is signed, meant for us, in force, and from an issuer the registry trusts. */
export function createVerifyToken({
  repository,
  audience,
  now,
  fetchKeys = fetchKeysOverHttp,
}: TokenChecks): VerifyToken {
  const issuers = new LRUCache<string, TrustedIssuer>({ max: 10_000, ttl: ISSUER_TTL_MS });
  const keysByAddress = new LRUCache<string, JWTVerifyGetKey>({ max: 10_000 });

  async function trustedIssuer(name: string): Promise<TrustedIssuer> {
    const issuer = issuers.get(name) ?? (await repository.issuer(name));
    if (issuer === null) throw new UntrustedToken('the registry does not trust the issuer');
    issuers.set(name, issuer, { noUpdateTTL: true });
    return issuer;
  }

  function keysOf(issuer: TrustedIssuer): JWTVerifyGetKey {
    const keys = keysByAddress.get(issuer.jwksUri) ?? fetchKeys(issuer);
    keysByAddress.set(issuer.jwksUri, keys);
    return keys;
  }

  return async (token) => {
    if (token.length > LONGEST_TOKEN) throw new UntrustedToken('the token is too long');
    const issuer = await trustedIssuer(readIssuerUnverified(token));
    const payload = await verify(token, issuer);
    return {
      body: issuer.body,
      agent: word(payload.sub) ?? refuse('the token names no agent'),
      partnerSystem: word(payload.azp) ?? word(payload.client_id),
      habilitation: word(payload.habilitation),
      person: issuer.bodyKind === PERSONS ? readPerson(payload) : null,
    };
  };

  /** An issuer that does not answer is no issuer for now: its keys are not known, so nothing it signed is believed. */
  async function verify(token: string, issuer: TrustedIssuer): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keysOf(issuer), {
        issuer: issuer.issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: now(),
      });
      return payload;
    } catch (cause) {
      throw new UntrustedToken('the token does not verify', { cause });
    }
  }
}

/** Why a token is not believed: for the hub's own log, never for the caller. Anything else that is thrown is a fault of ours. */
export class UntrustedToken extends Error {}

/** Only says whose keys to verify with; nothing else is read before they have been. */
function readIssuerUnverified(token: string): string {
  let issuer: unknown;
  try {
    issuer = decodeJwt(token).iss;
  } catch (cause) {
    throw new UntrustedToken('the token cannot be read', { cause });
  }
  return word(issuer) ?? refuse('the token names no issuer');
}

function fetchKeysOverHttp(issuer: TrustedIssuer): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(issuer.jwksUri), JWKS);
}

/** Kind of the body that stands for the persons concerned: it has no agents. */
const PERSONS = 'NONE';
const PSEUDONYM = /^[\w-]{20,100}$/;
const MOST_PSEUDONYMS = 20;

/** A token of a person says whose data it is for, or it is none: nobody asks for everybody. */
function readPerson({ subject, represents }: JWTPayload): PersonClaims {
  const pseudonyms = Array.isArray(subject) ? subject : [subject];
  const isReadable = pseudonyms.every((each) => typeof each === 'string' && PSEUDONYM.test(each));
  if (!isReadable || pseudonyms.length === 0 || pseudonyms.length > MOST_PSEUDONYMS) {
    throw new UntrustedToken('the token names no person concerned');
  }
  // Whatever it says but a plain no, it may be somebody else who asks, and then more is withheld.
  return { pseudonyms, represents: represents !== undefined && represents !== false };
}

function word(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' ? claim : null;
}

function refuse(reason: string): never {
  throw new UntrustedToken(reason);
}
