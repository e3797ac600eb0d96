import { sign } from 'node:crypto';
import type { HubConfig } from './config.ts';

/** Told apart from a pass, which has another type and is not detached, so that neither can be taken for the other. */
const TYPE = 'consent-receipt+jws';

/** Signs a text that the hub hands out, as a JWS without its payload: whoever holds the text puts it back in. */
export function signStatement({ kid, key }: HubConfig['signing']): (text: string) => string {
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: TYPE, kid })).toString('base64url');
  return (text) => {
    const signed = `${header}.${Buffer.from(text).toString('base64url')}`;
    return `${header}..${sign(null, Buffer.from(signed), key).toString('base64url')}`;
  };
}
