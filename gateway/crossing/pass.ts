import { type KeyObject, randomUUID, sign } from 'node:crypto';
import type { Grant, Pass, SchemaPath } from '../../schema/pass.ts';
import type { Category } from '../../schema/vocabulary.ts';
import { namedCategory } from './leaves.ts';
import type { Operation } from './operation.ts';
import type { Reading } from './reading.ts';

/** How long an owner may honour a pass: long enough for one request, too short to be of use to whoever finds it. */
const LIFETIME_SECONDS = 30;

/** The hub's key for passes. Owners know the public half by its `kid`. */
export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** Signs with the platform's own Ed25519: a library that signs asynchronously costs as much again. */
export function signPass(signing: SigningKey, pass: Pass): string {
  const header = encode({ alg: 'EdDSA', typ: 'JWT', kid: signing.kid });
  const signed = `${header}.${encode(pass)}`;
  return `${signed}.${sign(null, Buffer.from(signed), signing.key).toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The pass of one request to one owner. `now` is the real time: owners check it against their own clocks. */
export function passFor(op: Operation, owner: string, grants: readonly Grant[], now: Date, write?: SchemaPath): Pass {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    iss: 'hub',
    aud: owner,
    jti: randomUUID(),
    iat,
    exp: iat + LIFETIME_SECONDS,
    recipient: op.caller.body,
    agent: op.caller.agent,
    purpose: op.caller.purpose,
    grants,
    ...(write === undefined ? {} : { write }),
  };
}

/** What a mask over a shape lets the recipient receive of these records. */
export function grantFor(op: Operation, reading: Reading, type: string, mask: string, ids: readonly string[]): Grant {
  const fields: SchemaPath[] = [];
  const by: Record<SchemaPath, Category[]> = {};
  reading.leaves.forEach((leaf, i) => {
    if (mask[i] !== '1') return;
    fields.push(`${type}.${leaf.path}`);
    if (typeof leaf.category === 'string') return;
    const path = `${type}.${leaf.category.path}`;
    const category = namedCategory(leaf.category, op.variables);
    const categories = by[path] ?? [];
    by[path] = categories.includes(category) ? categories : [...categories, category];
  });
  return { type, ids, fields: [...new Set(fields)], ...(Object.keys(by).length > 0 ? { by } : {}) };
}
