import { createHash, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { keysOf } from '../../linkage/cascade.ts';
import type { CivilTraits } from '../../linkage/civil-traits.ts';
import { type Blinded, blind, unblind } from '../../linkage/oblivious.ts';
import { sealName } from '../../linkage/sealed-name.ts';
import { fileReference, keyInput } from './pseudonym.ts';

/** What a body asks the linkage service with. */
export interface LinkageAccess {
  readonly url: string;
  /** Code of the body, and the private Ed25519 key with which it signs its requests. */
  readonly body: string;
  readonly key: KeyObject;
  /** The key that bodies share, and that the service never sees. */
  readonly linkageKey: string;
  /** The public keys of the service by version, as the bodies have agreed on them by another way. */
  readonly trusted: ReadonlyMap<number, string>;
  /** The hub's key for names of files; null: the body tells the hub itself which file is under which subject. */
  readonly nameKey: KeyObject | null;
}

/** A file to link: `CODE:local`, and what its body has written down of whom it is about. */
export interface FileToLink {
  readonly file: string;
  readonly traits: CivilTraits;
}

/** As the service takes them. */
const ELEMENTS_AT_ONCE = 250;
const FILES_AT_ONCE = 500;

/**
 * Links a body's files and returns the subject of each, by file. Traits and keys stay here: the service is shown blinded
 * elements to evaluate, then elements under its key and references that mean nothing to it. Names go with them to the hub,
 * under a key that the service does not have.
 *
 * Throws if the service used a key that the bodies do not trust, or not the same one for all: a key of its own for one
 * body would tell apart what should be the same, and is the first step of finding out who is who.
 */
export async function linkFiles(
  access: LinkageAccess,
  files: readonly FileToLink[],
): Promise<ReadonlyMap<string, string>> {
  const references = files.map(({ file }) => fileReference(file, access.linkageKey));
  for (let from = 0; from < files.length; from += FILES_AT_ONCE) {
    const some = files.slice(from, from + FILES_AT_ONCE);
    const { version, keys } = await evaluateKeys(access, some);
    const sent = some.map(({ file }, index) => ({
      reference: references[from + index],
      keys: keys[index],
      sealedName: access.nameKey && sealName(file, access.nameKey).toString('base64url'),
    }));
    await askLinkage(access, '/v1/files', { version, files: sent });
  }
  const subjects = new Map<string, string>();
  for (let from = 0; from < files.length; from += FILES_AT_ONCE) {
    const asked = references.slice(from, from + FILES_AT_ONCE);
    const { subjects: some } = await askLinkage<{ subjects: readonly (string | null)[] }>(access, '/v1/links', {
      references: asked,
    });
    some.forEach((subject, index) => {
      if (subject !== null) subjects.set(files[from + index]!.file, subject);
    });
  }
  return subjects;
}

/** Pseudonyms of a body's files for one study; null for a file that is not linked. */
export async function pseudonymsForStudy(
  access: LinkageAccess,
  study: string,
  files: readonly string[],
): Promise<readonly (string | null)[]> {
  const pseudonyms: (string | null)[] = [];
  for (let from = 0; from < files.length; from += FILES_AT_ONCE) {
    const references = files.slice(from, from + FILES_AT_ONCE).map((file) => fileReference(file, access.linkageKey));
    const path = `/v1/studies/${study}/pseudonyms`;
    pseudonyms.push(...(await askLinkage<{ pseudonyms: (string | null)[] }>(access, path, { references })).pseudonyms);
  }
  return pseudonyms;
}

/** The keys of files as elements, all under one version of the service's key. */
async function evaluateKeys(access: LinkageAccess, files: readonly FileToLink[]) {
  const places = files.flatMap(({ traits }, file) =>
    keysOf(traits).flatMap((key, rank) => (key === null ? [] : [{ file, rank, key }])),
  );
  const keys = files.map(({ traits }) => keysOf(traits).map((): string | null => null));
  let version: number | null = null;
  for (let from = 0; from < places.length; from += ELEMENTS_AT_ONCE) {
    const some = places.slice(from, from + ELEMENTS_AT_ONCE);
    const blinded = some.map(({ key }) => blind(keyInput(key, access.linkageKey)));
    const batch = await evaluateBatch(access, blinded);
    if (version !== null && version !== batch.version) throw new Error('the linkage service changed its key meanwhile');
    version = batch.version;
    some.forEach(({ file, rank }, index) => {
      keys[file]![rank] = batch.elements[index] ?? null;
    });
  }
  return { version: version ?? Math.max(...access.trusted.keys()), keys };
}

async function evaluateBatch(access: LinkageAccess, items: readonly Blinded[]) {
  const elements = items.map(({ blinded }) => textOf(blinded));
  const { version, evaluated, proof } = await askLinkage<{ version: number; evaluated: string[]; proof: string }>(
    access,
    '/v1/evaluate',
    { elements },
  );
  const trusted = access.trusted.get(version);
  if (trusted === undefined) throw new Error(`key ${version} of the linkage service is not one that bodies trust`);
  const evaluation = { evaluated: evaluated.map(bytesOf), proof: bytesOf(proof) };
  return { version, elements: unblind(items, evaluation, bytesOf(trusted)).map(textOf) };
}

/** One signed request. Throws with the code of a refusal, and never with what was sent. */
export async function askLinkage<T = unknown>(access: LinkageAccess, path: string, sent: object): Promise<T> {
  const body = JSON.stringify(sent);
  const response = await fetch(new URL(path, access.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await signRequest(access, path, body)}` },
    body,
  });
  const answer = (await response.json()) as T & { readonly code?: string };
  if (!response.ok) throw new Error(`the linkage service refuses: ${answer.code ?? response.status}`);
  return answer;
}

/** The signature of a request over its method, path and body: for one use, within a minute. */
export function signRequest(
  { body: party, key }: Pick<LinkageAccess, 'body' | 'key'>,
  path: string,
  body: string,
): Promise<string> {
  const sha256 = createHash('sha256').update(body).digest('base64url');
  return new SignJWT({ asks: `POST ${path}`, sha256 })
    .setProtectedHeader({ alg: 'EdDSA', kid: party })
    .setIssuer(party)
    .setAudience('passerelle-linkage')
    .setIssuedAt()
    .setJti(randomUUID())
    .sign(key);
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
