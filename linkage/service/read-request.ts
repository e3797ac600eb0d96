import type { IncomingMessage } from 'node:http';
import { MOST_KEYS, type SentFile } from './file.repository.ts';
import { LinkageRefusal } from './refusal.ts';
import type { Study } from './study.repository.ts';

const MOST_BYTES = 2_000_000;
/** One evaluation holds the process for some milliseconds: larger batches would make others wait. */
export const MOST_ELEMENTS = 256;
export const MOST_FILES = 1_000;
const ELEMENT = /^[\w-]{43}$/;
const REFERENCE = /^[\w-]{43}$/;
export const MOST_TAGS = 20_000;
const TAG = /^[\w-]{43}$/;
const SET_NAME = /^[\w|-]{1,64}$/;
/** `SEALED_NAME_BYTES` in base64url. */
const SEALED_NAME = /^[\w-]{192}$/;
const STUDY_ID = /^[\w-]{1,64}$/;
const MOST_STUDY_DAYS = 366;

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) throw new LinkageRefusal('TOO_LARGE');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** What was sent, as an object; anything else is refused. Read after the signature over its bytes was found right. */
export function readObject(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    const sent: unknown = JSON.parse(bytes.toString('utf8') || '{}');
    if (typeof sent === 'object' && sent !== null && !Array.isArray(sent)) return { ...sent };
  } catch {
    // Said below, as for every other thing that is not an object.
  }
  throw new LinkageRefusal('BAD_REQUEST');
}

export const readElements = (value: unknown): readonly string[] => list(value, MOST_ELEMENTS, ELEMENT, 1);
export const readReferences = (value: unknown): readonly string[] => list(value, MOST_FILES, REFERENCE, 0);

export function readFiles(value: unknown): readonly SentFile[] {
  if (!Array.isArray(value) || value.length > MOST_FILES) throw new LinkageRefusal('BAD_REQUEST');
  const files = value.map((row: unknown): SentFile => {
    const { reference, keys, sealedName = null } = Object(row) as Record<string, unknown>;
    const isRight =
      typeof reference === 'string' &&
      REFERENCE.test(reference) &&
      Array.isArray(keys) &&
      keys.length <= MOST_KEYS &&
      keys.every((key) => key === null || (typeof key === 'string' && ELEMENT.test(key))) &&
      (sealedName === null || (typeof sealedName === 'string' && SEALED_NAME.test(sealedName)));
    if (!isRight) throw new LinkageRefusal('BAD_REQUEST');
    return { reference, keys: keys as (string | null)[], sealedName: sealedName as string | null };
  });
  if (new Set(files.map(({ reference }) => reference)).size < files.length) throw new LinkageRefusal('BAD_REQUEST');
  return files;
}

/** A batch of a set: at most so many persons, under the name that the body gives it. */
export function readTags({ set, tags, first, last }: Readonly<Record<string, unknown>>): {
  readonly set: string;
  readonly tags: readonly string[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
} {
  if (typeof set !== 'string' || !SET_NAME.test(set)) throw new LinkageRefusal('BAD_REQUEST');
  return { set, tags: list(tags, MOST_TAGS, TAG, 0), isFirst: first === true, isLast: last === true };
}

export function readVersion(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new LinkageRefusal('BAD_REQUEST');
  return Number(value);
}

/** A place in the order of what the hub is told; `0` is before all of them. */
export function readPlace(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{1,18}$/.test(value)) throw new LinkageRefusal('BAD_REQUEST');
  return value;
}

export function readBody(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Z][A-Z0-9_]{0,63}$/.test(value)) throw new LinkageRefusal('BAD_REQUEST');
  return value;
}

export function readSubject(value: unknown): string {
  if (typeof value !== 'string' || !REFERENCE.test(value)) throw new LinkageRefusal('BAD_REQUEST');
  return value;
}

export function readStudy({ id, bodies, endsAt }: Readonly<Record<string, unknown>>): Study {
  const end = new Date(typeof endsAt === 'string' ? endsAt : Number.NaN);
  const days = (end.getTime() - Date.now()) / 86_400_000;
  const isRight =
    typeof id === 'string' &&
    STUDY_ID.test(id) &&
    Array.isArray(bodies) &&
    bodies.length > 0 &&
    bodies.every((body) => typeof body === 'string') &&
    days > 0 &&
    days <= MOST_STUDY_DAYS;
  if (!isRight) throw new LinkageRefusal('BAD_REQUEST');
  return { id, bodies: bodies as string[], endsAt: end };
}

function list(value: unknown, most: number, form: RegExp, least: number): readonly string[] {
  const isRight =
    Array.isArray(value) &&
    value.length >= least &&
    value.length <= most &&
    value.every((each) => typeof each === 'string' && form.test(each));
  if (!isRight) throw new LinkageRefusal('BAD_REQUEST');
  return value as string[];
}
