import { createHash, type KeyObject, randomUUID, sign } from 'node:crypto';
import { Agent, request } from 'undici';

/** Where the linkage service answers, and the Ed25519 key with which the hub signs what it asks there. */
export interface LinkageAddress {
  readonly url: string;
  readonly key: KeyObject;
}

/** A count of distinct persons over some bodies, under pseudonyms whose key is destroyed at its end. */
export interface OpenedStudy {
  /** Letters, digits, `-` and `_`, at most 64: to be made at random. */
  readonly id: string;
  readonly bodies: readonly string[];
  /** Within 366 days. */
  readonly endsAt: Date;
}

/** What is released of a study, perturbed: how many persons are in exactly two of its sets, in three, and so on. */
export interface CountedStudy {
  readonly shared: readonly number[];
  readonly quality: { readonly precision: number; readonly recall: number; readonly measuredOn: string };
}

/** A file that its body has linked, as the service tells it. */
export interface ToldFile {
  readonly place: string;
  readonly body: string;
  readonly sealedName: string;
  readonly subject: string;
}

/** Why the linkage service did nothing: its own code, or the status of an answer without one. */
export class LinkageRefused extends Error {
  constructor(readonly code: string) {
    super(`the linkage service refuses: ${code}`);
  }
}

/**
 * What the hub asks of the linkage service. Each rejects with `LinkageRefused`, or with the error of a service that does
 * not answer in time; each may be asked again until it succeeds.
 */
export interface LinkageClient {
  /** Subjects that a weaker key takes for one person, group by group: for agents to say, and for nothing to act on. */
  candidates(): Promise<readonly (readonly string[])[]>;
  /** Files that bodies have linked, after a place in the order of these news; names are sealed for the hub. */
  told(after: string): Promise<readonly ToldFile[]>;
  /** The subject of its own that a body's file has from now on instead of this one. Refused with `NOT_FOUND` for no such file. */
  split(body: string, subject: string): Promise<string>;
  /** Opens a study. One that is open under this id already stays as it is: ids are random, so it is the same. */
  openStudy(study: OpenedStudy): Promise<void>;
  /** The figures of a study whose bodies have all sent their sets; refused with `SET_TOO_SMALL` where one is small. */
  countStudy(id: string): Promise<CountedStudy>;
  /** Destroys the key of a study; one that has ended stays so. */
  endStudy(id: string): Promise<void>;
  /** Gives up what is on its way. */
  close(): Promise<void>;
}

/** Under which code the service knows the hub among its parties. */
const PARTY = 'HUB';
const AUDIENCE = 'passerelle-linkage';
const MOST_BYTES = 20_000_000;

export function openLinkageClient({ url, key }: LinkageAddress, deadlineMs: number): LinkageClient {
  const agent = new Agent({
    connections: 2,
    keepAliveTimeout: 30_000,
    maxResponseSize: MOST_BYTES,
    connect: { timeout: deadlineMs },
  });

  async function ask(path: string, sent: object): Promise<Readonly<Record<string, unknown>>> {
    const body = JSON.stringify(sent);
    const response = await request(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${signRequest(key, path, body)}` },
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(deadlineMs),
    });
    const answer = readObject(await response.body.text());
    if (response.statusCode === 200 && answer !== null) return answer;
    const code = answer?.code;
    throw new LinkageRefused(typeof code === 'string' ? code : String(response.statusCode));
  }

  return {
    async candidates() {
      return readGroups((await ask('/v1/candidates', {})).candidates);
    },
    async told(after) {
      return readTold((await ask('/v1/told', { after })).files);
    },
    async split(body, subject) {
      const { subject: fresh } = await ask('/v1/splits', { body, subject });
      if (!isSubject(fresh)) throw new LinkageRefused('MISBEHAVED');
      return fresh;
    },
    async openStudy({ id, bodies, endsAt }) {
      try {
        await ask('/v1/studies', { id, bodies, endsAt: endsAt.toISOString() });
      } catch (error) {
        if (!(error instanceof LinkageRefused && error.code === 'STUDY_EXISTS')) throw error;
      }
    },
    async countStudy(id) {
      return readCounted(await ask(`/v1/studies/${id}/count`, {}));
    },
    async endStudy(id) {
      await ask(`/v1/studies/${id}/end`, {});
    },
    close: () => agent.destroy(),
  };
}

/** Signs one request over its method, path and body: for one use, within a minute (the same in `subgraphs/joining/link-files.ts`). */
function signRequest(key: KeyObject, path: string, body: string): string {
  const claims = {
    asks: `POST ${path}`,
    sha256: createHash('sha256').update(body).digest('base64url'),
    iss: PARTY,
    aud: AUDIENCE,
    iat: Math.floor(Date.now() / 1000),
    jti: randomUUID(),
  };
  const parts = [{ alg: 'EdDSA', kid: PARTY }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signed = parts.join('.');
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

function readObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** The service is another's: what it answers is read as if anybody could have. */
function readGroups(value: unknown): readonly (readonly string[])[] {
  const isRight =
    Array.isArray(value) && value.every((group) => Array.isArray(group) && group.every((each) => isSubject(each)));
  if (!isRight) throw new LinkageRefused('MISBEHAVED');
  return value as string[][];
}

function readCounted({ shared, quality }: Readonly<Record<string, unknown>>): CountedStudy {
  const { precision, recall, measuredOn } = Object(quality) as Record<string, unknown>;
  const isRight =
    Array.isArray(shared) &&
    shared.every((value) => Number.isSafeInteger(value) && (value === 0 || Number(value) >= LEAST_SHOWN)) &&
    [precision, recall].every((each) => typeof each === 'number' && each >= 0 && each <= 1) &&
    typeof measuredOn === 'string';
  if (!isRight) throw new LinkageRefused('MISBEHAVED');
  return { shared: shared as number[], quality: { precision, recall, measuredOn } as CountedStudy['quality'] };
}

/** Nothing smaller is released but 0. */
const LEAST_SHOWN = 11;

function readTold(value: unknown): readonly ToldFile[] {
  if (!Array.isArray(value)) throw new LinkageRefused('MISBEHAVED');
  return value.map((row: unknown) => {
    const { place, body, sealedName, subject } = Object(row) as Record<string, unknown>;
    const isRight =
      typeof place === 'string' &&
      /^\d{1,18}$/.test(place) &&
      typeof body === 'string' &&
      typeof sealedName === 'string' &&
      isSubject(subject);
    if (!isRight) throw new LinkageRefused('MISBEHAVED');
    return { place, body, sealedName, subject };
  });
}

const isSubject = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{43}$/.test(value);
