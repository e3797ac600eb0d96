import type { Pool } from 'pg';
import { evaluate } from '../oblivious.ts';
import type { SignedRequest } from './authenticate.ts';
import {
  candidates,
  linkStaged,
  partFile,
  type SentFile,
  stageFiles,
  subjectsOf,
  type ToldFile,
  toldFiles,
} from './file.repository.ts';
import { type CurrentKey, openKey, type PublishedKey, publishedKeys, rotateKey } from './key.repository.ts';
import type { Party } from './parties.ts';
import { LinkageRefusal } from './refusal.ts';
import { type ReleasedOverlap, releaseOverlap } from './release-overlap.ts';
import { type Act, spend } from './request.repository.ts';
import { bodiesOf, endLapsedStudies, endStudy, openStudy, rekey, type Study } from './study.repository.ts';
import { compareSets, keepTags, type SentTags } from './study-set.repository.ts';

/** What a batch of blinded elements comes back as, in base64url, with the version of the key that was used. */
export interface EvaluatedBatch {
  readonly version: number;
  readonly evaluated: readonly string[];
  readonly proof: string;
}

/** All that the service does. Each is written down, with who asked and how much, before it is done. */
export interface LinkageService {
  keys(): Promise<readonly PublishedKey[]>;
  evaluate(request: SignedRequest, elements: readonly string[]): Promise<EvaluatedBatch>;
  stage(request: SignedRequest, version: number, files: readonly SentFile[]): Promise<void>;
  link(request: SignedRequest, references: readonly string[]): Promise<readonly (string | null)[]>;
  candidates(request: SignedRequest): Promise<readonly (readonly string[])[]>;
  /** What was linked after a place in the order of these news. */
  told(request: SignedRequest, after: string): Promise<readonly ToldFile[]>;
  /** The subject that the file has instead. */
  split(request: SignedRequest, body: string, subject: string): Promise<string>;
  openStudy(request: SignedRequest, study: Study): Promise<void>;
  rekey(request: SignedRequest, study: string, references: readonly string[]): Promise<readonly (string | null)[]>;
  keepTags(request: SignedRequest, sent: Omit<SentTags, 'body'>): Promise<void>;
  countStudy(request: SignedRequest, study: string): Promise<ReleasedOverlap>;
  endStudy(request: SignedRequest, study: string): Promise<void>;
  /** For who runs the service, never for a party. */
  rotate(): Promise<number>;
  sweep(): Promise<void>;
}

export async function openLinkageService(o: {
  readonly database: Pool;
  readonly sealingKey: Uint8Array;
}): Promise<LinkageService> {
  const { database, sealingKey } = o;
  await openKey(database, sealingKey);

  const admit = (role: Party['role'], act: Act, count: number, { party, id }: SignedRequest): Promise<void> => {
    if (party.role !== role) throw new LinkageRefusal('NOT_ALLOWED');
    return spend(database, { party, id, act, count });
  };
  /** Read each time: another process may have rotated it. */
  const currentKey = (): Promise<CurrentKey> => openKey(database, sealingKey);

  return {
    keys: () => publishedKeys(database),
    async evaluate(request, elements) {
      await admit('BODY', 'EVALUATE', elements.length, request);
      const key = await currentKey();
      const { evaluated, proof } = evaluateOrRefuse(key, elements);
      return { version: key.version, evaluated: evaluated.map(textOf), proof: textOf(proof) };
    },
    async stage(request, version, files) {
      await admit('BODY', 'STAGE', files.length, request);
      await stageFiles(database, { body: request.party.code, version, files });
    },
    async link(request, references) {
      await admit('BODY', 'LINK', references.length, request);
      await linkStaged(database, request.party.code);
      return subjectsOf(database, request.party.code, references);
    },
    async candidates(request) {
      await admit('HUB', 'CANDIDATES', 0, request);
      return candidates(database);
    },
    async told(request, after) {
      await admit('HUB', 'TOLD', 0, request);
      return toldFiles(database, after);
    },
    async split(request, body, subject) {
      await admit('HUB', 'SPLIT', 1, request);
      return partFile(database, body, subject);
    },
    async openStudy(request, study) {
      await admit('HUB', 'OPEN_STUDY', study.bodies.length, request);
      await openStudy(database, sealingKey, request.party.code, study);
    },
    async rekey(request, study, references) {
      await admit('BODY', 'PSEUDONYMS', references.length, request);
      return rekey(database, sealingKey, { study, body: request.party.code, references });
    },
    async keepTags(request, sent) {
      // How many is not written down: it would say how large a set is.
      await admit('BODY', 'TAGS', 0, request);
      await keepTags(database, { ...sent, body: request.party.code });
    },
    async countStudy(request, study) {
      await admit('HUB', 'COUNT', 0, request);
      const bodies = await bodiesOf(database, request.party.code, study);
      return releaseOverlap(await compareSets(database, study, bodies), sealingKey);
    },
    async endStudy(request, study) {
      await admit('HUB', 'END_STUDY', 0, request);
      await endStudy(database, request.party.code, study);
    },
    rotate: async () => (await rotateKey(database, sealingKey)).version,
    sweep: () => endLapsedStudies(database),
  };
}

function evaluateOrRefuse(key: CurrentKey, elements: readonly string[]): ReturnType<typeof evaluate> {
  try {
    return evaluate(
      key,
      elements.map((element) => new Uint8Array(Buffer.from(element, 'base64url'))),
    );
  } catch (cause) {
    throw Object.assign(new LinkageRefusal('BAD_REQUEST'), { cause });
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
