import { createHash, timingSafeEqual } from 'node:crypto';
import { type JWTPayload, jwtVerify } from 'jose';
import type { Party } from './parties.ts';
import { LinkageRefusal } from './refusal.ts';

/** The one audience of signed requests. */
export const AUDIENCE = 'passerelle-linkage';
/** How old a signed request may be, clocks included. */
const MOST_SECONDS = 60;

/** A request that its party has signed, whole: method, path and body. `id` is good for one use. */
export interface SignedRequest {
  readonly party: Party;
  readonly id: string;
}

/**
 * Who signed this request. The signature covers what is asked and every byte of the body, so that who reads it on its way
 * can neither turn it to another end nor add to it.
 */
export async function authenticate(
  parties: ReadonlyMap<string, Party>,
  o: {
    readonly authorization: string | undefined;
    readonly method: string;
    readonly path: string;
    readonly body: Buffer;
  },
): Promise<SignedRequest> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(o.authorization ?? '')?.[1];
  if (token === undefined) throw new LinkageRefusal('UNAUTHENTICATED');
  const claims = await verify(parties, token);
  const { iss = '', jti, asks, sha256 } = claims;
  const party = parties.get(iss);
  const isRight = party && jti && jti.length <= 64 && asks === `${o.method} ${o.path}` && isHashOf(sha256, o.body);
  if (!isRight) throw new LinkageRefusal('UNAUTHENTICATED');
  return { party, id: `${iss}:${jti}` };
}

async function verify(parties: ReadonlyMap<string, Party>, token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyOf(parties, kid), {
      audience: AUDIENCE,
      algorithms: ['EdDSA'],
      requiredClaims: ['iss', 'iat', 'jti'],
      maxTokenAge: MOST_SECONDS,
      clockTolerance: 5,
    });
    // The key was chosen by the header; only the claim is signed.
    if (payload.iss === undefined || payload.iss !== headerOf(token).kid) throw new Error('signed for another party');
    return payload;
  } catch (cause) {
    throw Object.assign(new LinkageRefusal('UNAUTHENTICATED'), { cause });
  }
}

function keyOf(parties: ReadonlyMap<string, Party>, kid: string | undefined): Party['key'] {
  const party = parties.get(kid ?? '');
  if (party === undefined) throw new Error('no such party');
  return party.key;
}

function headerOf(token: string): { readonly kid?: string } {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid?: string };
}

function isHashOf(claimed: unknown, body: Buffer): boolean {
  if (typeof claimed !== 'string') return false;
  const [one, other] = [Buffer.from(claimed, 'base64url'), createHash('sha256').update(body).digest()];
  return one.length === other.length && timingSafeEqual(one, other);
}
