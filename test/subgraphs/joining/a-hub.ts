import { CompactSign, createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import { PASS_HEADER, type Pass } from '../../../schema/pass.ts';
import type { HubKeys } from '../../../subgraphs/joining/verify-pass.ts';

/** A hub as far as a body can tell: a key that signs, and its public half. */
export interface AHub {
  readonly keys: HubKeys;
  sign(payload: Pass | Record<string, unknown>): Promise<string>;
}

export async function aHub(kid = 'hub-1'): Promise<AHub> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  return {
    keys: createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] }),
    sign: (payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .sign(privateKey),
  };
}

/** What came back from a body. */
export interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
  };
}

/** Sends one operation straight to a body, as anyone on the network could. */
export async function post(
  url: string,
  sent: { readonly query: string; readonly variables?: Record<string, unknown> },
  token?: string,
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { [PASS_HEADER]: token }) },
    body: JSON.stringify(sent),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
