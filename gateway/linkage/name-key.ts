import type { KeyObject } from 'node:crypto';
import { nameKeyFrom, publicNameKey } from '../../linkage/sealed-name.ts';

/** The key under which bodies seal the names of their files for the hub: made of the one that signs what the hub asks. */
export function nameKeyOf(signing: KeyObject): KeyObject {
  return nameKeyFrom(Buffer.from(signing.export({ format: 'jwk' }).d ?? '', 'base64url'));
}

/** Its public half, to be told to bodies (`LINKAGE_HUB_KEY`) by whoever runs the hub. */
export function toldNameKey(signing: KeyObject): string {
  return publicNameKey(nameKeyOf(signing));
}
