import { PURPOSES, type Purpose } from '../../schema/vocabulary.ts';
import { HubError } from '../errors.ts';
import type { Caller } from '../policy/caller.ts';
import { civilDateOf } from '../policy/civil-date.ts';
import { readNecessary } from '../policy/necessary.ts';
import type { Habilitation, IdentityRepository } from './identity.repository.ts';
import { type Claims, createVerifyToken, type PersonClaims, type TokenChecks, UntrustedToken } from './verify-token.ts';

/** Request headers, by their lower-case names. */
export interface RequestHeaders {
  get(name: string): string | null | undefined;
}

export type Identify = (headers: RequestHeaders) => Promise<Caller>;

export interface IdentityParts extends TokenChecks {
  readonly repository: IdentityRepository;
  /** The clock that decisions are taken by, where a development run sets it apart from the `now` that tokens live in. */
  readonly clock?: () => Date;
}

const LONGEST_NECESSITY = 2_000;
/** Ids of referrals and cases are opaque to callers, but short and plain. */
const MISSION = /^[\w.:-]{1,100}$/;

/**
 * Who calls, for which purpose and on which mission. Rejects with a `HubError` that does not say which check failed:
 * the cause does, for the hub's own log.
 */
export function createIdentify(parts: IdentityParts): Identify {
  const verifyToken = createVerifyToken(parts);
  const clock = parts.clock ?? parts.now;

  async function authenticate(headers: RequestHeaders): Promise<Claims> {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (token === undefined) throw unauthenticated();
    return verifyToken(token).catch((cause) => {
      throw cause instanceof UntrustedToken ? unauthenticated(cause) : cause;
    });
  }

  return async (headers) => {
    const claims = await authenticate(headers);
    if (claims.person !== null) return asPerson(claims, claims.person, headers);
    const today = civilDateOf(clock());
    const inForce = await parts.repository.habilitations(claims.body, claims.agent, today);
    const usable = inForce.filter(({ habilitation }) => habilitation === (claims.habilitation ?? habilitation));
    if (usable.length === 0) throw unauthenticated(new Error('no habilitation is in force'));

    const purpose = readPurpose(headers);
    const { purposes: _, ...habilitation } = coveringFirst(usable, purpose);
    return { ...habilitation, ...askedBy(claims, headers), purpose, self: [], represents: false };
  };
}

/**
 * The person concerned, or who represents her: she has no habilitation but the rights that the law gives her, and no
 * duty of secrecy about herself.
 */
function asPerson(claims: Claims, { pseudonyms, represents }: PersonClaims, headers: RequestHeaders): Caller {
  const purpose = readPurpose(headers);
  if (purpose !== 'SUBJECT_RIGHTS') refusePurpose();
  return {
    ...askedBy(claims, headers),
    bodyKind: 'NONE',
    profession: 'SUBJECT',
    secrecy: 'NONE',
    communities: ['SELF'],
    habilitation: 'SUBJECT',
    service: null,
    purpose,
    self: pseudonyms,
    represents,
  };
}

type Asked = Pick<Caller, 'agent' | 'body' | 'mission' | 'necessary' | 'partnerSystem'>;

function askedBy({ agent, body, partnerSystem }: Claims, headers: RequestHeaders): Asked {
  return { agent, body, partnerSystem, mission: readMission(headers), necessary: readNecessity(headers) };
}

/** One message for every reason, so that nobody learns which one it was. */
function unauthenticated(cause?: unknown): HubError {
  return new HubError('UNAUTHENTICATED', 'the request carries no valid token of an agent in office', { cause });
}

function readPurpose(headers: RequestHeaders): Purpose {
  const declared = headers.get('x-purpose')?.trim();
  if (!declared)
    throw new HubError('PURPOSE_MISSING', 'declare the purpose of the operation in the header `x-purpose`');
  return PURPOSES.find((purpose) => purpose === declared) ?? refusePurpose();
}

/** An agent in two offices works under the older one that covers the purpose, unless her token names the other. */
function coveringFirst(habilitations: readonly Habilitation[], purpose: Purpose): Habilitation {
  return habilitations.find(({ purposes }) => purposes.includes(purpose)) ?? refusePurpose();
}

function refusePurpose(): never {
  throw new HubError('PURPOSE_NOT_ALLOWED', 'the declared purpose is not one of the habilitation');
}

/** Only its form is looked at here; whether it links the caller to anybody is a fact, gathered with the others. */
function readMission(headers: RequestHeaders): string | null {
  const named = headers.get('x-mission')?.trim();
  if (!named) return null;
  if (!MISSION.test(named)) throw new HubError('MISSION_UNKNOWN', 'the header `x-mission` names no mission');
  return named;
}

/** What the caller calls strictly necessary, and why. Said badly it is refused: guessing would open more or less than meant. */
function readNecessity(headers: RequestHeaders): Caller['necessary'] {
  const said = headers.get('x-necessary')?.trim();
  if (!said) return null;
  const necessary = said.length > LONGEST_NECESSITY ? null : readNecessary(said);
  if (necessary === null) {
    throw new HubError('BAD_REQUEST', 'the header `x-necessary` reads `<fields or categories>; reason=<CODE>`');
  }
  return necessary;
}
