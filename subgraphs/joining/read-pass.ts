import type { Grant, Pass } from '../../schema/pass.ts';
import { CATEGORIES, PURPOSES } from '../../schema/vocabulary.ts';

/**
 * The pass that signed bytes hold, or null where they hold anything else.
 *
 * A member that this body does not know refuses the pass: it may be a restriction, and a pass must never be read as
 * wider than it was meant.
 */
export function readPass(payload: Uint8Array): Pass | null {
  const claims = parseJson(payload);
  return isPass(claims) ? claims : null;
}

function isPass(value: unknown): value is Pass {
  return (
    isObject(value, PASS) &&
    value.iss === 'hub' &&
    isName(value.aud) &&
    isName(value.jti) &&
    Number.isSafeInteger(value.iat) &&
    Number.isSafeInteger(value.exp) &&
    isName(value.recipient) &&
    isName(value.agent) &&
    isOneOf(PURPOSES, value.purpose) &&
    isListOf(value.grants, isGrant) &&
    (value.write === undefined || isName(value.write))
  );
}

function isGrant(value: unknown): value is Grant {
  return (
    isObject(value, GRANT) &&
    isName(value.type) &&
    isListOf(value.ids, isName) &&
    isListOf(value.fields, isName) &&
    (value.by === undefined ||
      (isObject(value.by) && Object.values(value.by).every((named) => isListOf(named, isCategory))))
  );
}

const PASS = ['iss', 'aud', 'jti', 'iat', 'exp', 'recipient', 'agent', 'purpose', 'grants', 'write'];
const GRANT = ['type', 'ids', 'fields', 'by'];

function isObject(value: unknown, members?: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return members === undefined || Object.keys(value).every((member) => members.includes(member));
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 256;
}

function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return (words as readonly unknown[]).includes(value);
}

const isCategory = (value: unknown) => isOneOf(CATEGORIES, value);

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return null;
  }
}
